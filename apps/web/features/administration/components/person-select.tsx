import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonName } from '../../../lib/contract.js';
import { peopleFoundQuery } from '../api/list-people.js';

interface Option {
  value: string;
  label: string;
}

/** Options of the people found by typing, always with those already chosen among them. */
function useFound(chosen: readonly PersonName[]): { options: Option[]; onSearch: (typed: string) => void } {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 250);
  const isLabel = chosen.some(({ name }) => name === q);
  const found = useQuery(peopleFoundQuery(isLabel ? '' : q)).data?.items ?? [];
  const options = new Map(chosen.map(({ id, name }) => [id, name]));
  for (const { id, name, employeeNumber, isActive } of found) {
    if (isActive && !options.has(id)) options.set(id, `${name} (${employeeNumber})`);
  }
  return { options: [...options].map(([value, label]) => ({ value, label })), onSearch: setTyped };
}

interface PersonSelectProps {
  label: string;
  description?: string;
  value: PersonName | null;
  onChange: (person: PersonName | null) => void;
}

export function PersonSelect({ label, description, value, onChange }: PersonSelectProps) {
  const { t } = useTranslation();
  const { options, onSearch } = useFound(value ? [value] : []);
  return (
    <Select
      label={label}
      description={description}
      placeholder={t('people.search')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      nothingFoundMessage={t('common.nothing-found')}
      filter={({ options: all }) => all}
      data={options}
      value={value?.id ?? null}
      onSearchChange={onSearch}
      onChange={(id, option) => onChange(id === null ? null : { id, name: String(option?.label ?? '') })}
    />
  );
}

interface PeopleSelectProps {
  label: string;
  description?: string;
  value: PersonName[];
  onChange: (people: PersonName[]) => void;
}

export function PeopleSelect({ label, description, value, onChange }: PeopleSelectProps) {
  const { t } = useTranslation();
  const { options, onSearch } = useFound(value);
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={t('people.search')}
      searchable
      nothingFoundMessage={t('common.nothing-found')}
      filter={({ options: all }) => all}
      data={options}
      value={value.map(({ id }) => id)}
      onSearchChange={onSearch}
      onChange={(ids) =>
        onChange(ids.map((id) => ({ id, name: options.find((option) => option.value === id)?.label ?? '' })))
      }
    />
  );
}
