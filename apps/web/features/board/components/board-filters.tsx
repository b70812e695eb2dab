import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { KINDS } from '../../../lib/contract.js';
import { departmentsQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { SearchField } from '../../../ui/search-field.js';
import type { BoardFilter } from '../api/list-board.js';
import classes from './board.module.css';

interface BoardFiltersProps {
  filter: BoardFilter;
  onFilter: (filter: BoardFilter) => void;
}

export function BoardFilters({ filter, onFilter }: BoardFiltersProps) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const departments = useQuery(departmentsQuery).data ?? [];
  return (
    <div className={classes['filters']} data-print="no">
      <SearchField
        label={t('board.search')}
        value={filter.q ?? ''}
        onSearch={(q) => onFilter({ ...filter, q: q === '' ? undefined : q })}
      />
      <Select
        aria-label={t('board.all-departments')}
        placeholder={t('board.all-departments')}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        nothingFoundMessage={t('common.nothing-found')}
        data={departments.map(({ id, name }) => ({ value: id, label: localised(name) }))}
        value={filter.department ?? null}
        onChange={(department) => onFilter({ ...filter, department: department ?? undefined })}
      />
      <Select
        aria-label={t('board.all-kinds')}
        placeholder={t('board.all-kinds')}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        data={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={filter.kind ?? null}
        onChange={(kind) => onFilter({ ...filter, kind: kind ?? undefined })}
      />
    </div>
  );
}
