import { IconSpeakerphone } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../features/board/api/list-board.js';
import { BoardFilters } from '../../features/board/components/board-filters.js';
import { BoardList } from '../../features/board/components/board-list.js';
import { More } from '../../ui/more.js';
import { Empty, Page } from '../../ui/page.js';
import { Reading } from '../../ui/reading.js';

const route = getRouteApi('/inside/board');

export function BoardRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const filter = route.useSearch();
  const board = useBoard(filter);
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <Page title={t('shell.board')} lead={t('board.lead')} narrow>
      <BoardFilters
        filter={filter}
        onFilter={(search) => void navigate({ to: '/board', search, replace: true })}
      />
      <Reading of={board}>
        {({ items }) =>
          items.length > 0 ? (
            <BoardList items={items} label={t('shell.board')} />
          ) : (
            <Empty
              icon={<IconSpeakerphone size={24} aria-hidden />}
              title={isFiltered ? t('common.nothing-found') : t('board.empty')}
            >
              {isFiltered ? t('common.change-filter') : t('board.empty-what')}
            </Empty>
          )
        }
      </Reading>
      <More of={board} />
    </Page>
  );
}
