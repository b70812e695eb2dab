import { IconSearchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../../../ui/filter-bar.js';
import { More } from '../../../ui/more.js';
import { Empty } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { SearchField } from '../../../ui/search-field.js';
import { useTickets, type Box, type TicketFilter } from '../api/list-tickets.js';
import { TicketList } from './ticket-list.js';

interface TicketBoxProps {
  box: Box;
  forDesk?: boolean;
  filter: TicketFilter;
  /** The filters in their order; the empty one is the box as it comes. */
  states: readonly string[];
  onFilter: (filter: TicketFilter) => void;
  empty: ReactNode;
}

/** A box of tickets with its filters, which stand in the address. */
export function TicketBox({ box, forDesk = false, filter, states, onFilter, empty }: TicketBoxProps) {
  const { t } = useTranslation();
  const tickets = useTickets(box, filter);
  const isFiltered = Boolean(filter.q) || Boolean(filter.state);
  return (
    <>
      <FilterBar
        label={t('filter.state')}
        value={filter.state ?? ''}
        options={states.map((state) => ({ value: state, label: t(`filter.${state === '' ? box : state}`) }))}
        onChange={(state) => onFilter({ ...filter, state: state === '' ? undefined : state })}
      >
        <SearchField
          label={t('filter.search-tickets')}
          value={filter.q ?? ''}
          onSearch={(q) => onFilter({ ...filter, q: q === '' ? undefined : q })}
        />
      </FilterBar>
      <Reading of={tickets} lines={5}>
        {({ items }) =>
          items.length > 0 ? (
            <TicketList tickets={items} label={t(`filter.${box}`)} forDesk={forDesk} />
          ) : isFiltered ? (
            <Empty icon={<IconSearchOff size={24} aria-hidden />} title={t('common.nothing-found')}>
              {t('common.change-filter')}
            </Empty>
          ) : (
            empty
          )
        }
      </Reading>
      <More of={tickets} />
    </>
  );
}
