import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonName } from '../lib/contract.js';

/** A person that a search has found. */
export interface FoundPerson extends PersonName {
  employeeNumber: string;
}

/** How people are found by a few typed letters; nothing typed may find nobody. */
export type FindPeople = (typed: string) => UseQueryOptions<FoundPerson[], Error, FoundPerson[], string[]>;

interface Option {
  value: string;
  label: string;
}

/** Options of the people found by typing, always with those already chosen among them. */
function useFound(
  chosen: readonly PersonName[],
  find: FindPeople,
): { options: Option[]; hint: string; onSearch: (typed: string) => void } {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 250);
  const isLabel = chosen.some(({ name }) => name === q);
  const found = useQuery(find(isLabel ? '' : q.trim())).data ?? [];
  const options = new Map(chosen.map(({ id, name }) => [id, name]));
  for (const { id, name, employeeNumber } of found) {
    if (!options.has(id)) options.set(id, `${name} (${employeeNumber})`);
  }
  const hint = typed.trim() === '' ? t('people.search') : t('common.nothing-found');
  return { options: [...options].map(([value, label]) => ({ value, label })), hint, onSearch: setTyped };
}

interface PersonSelectProps {
  find: FindPeople;
  label: string;
  description?: string;
  value: PersonName | null;
  onChange: (person: PersonName | null) => void;
}

export function PersonSelect({ find, label, description, value, onChange }: PersonSelectProps) {
  const { t } = useTranslation();
  const { options, hint, onSearch } = useFound(value ? [value] : [], find);
  return (
    <Select
      label={label}
      description={description}
      placeholder={t('people.search')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      nothingFoundMessage={hint}
      filter={({ options: all }) => all}
      data={options}
      value={value?.id ?? null}
      onSearchChange={onSearch}
      onChange={(id, option) => onChange(id === null ? null : { id, name: String(option?.label ?? '') })}
    />
  );
}

interface PeopleSelectProps {
  find: FindPeople;
  label: string;
  description?: string;
  value: PersonName[];
  onChange: (people: PersonName[]) => void;
}

export function PeopleSelect({ find, label, description, value, onChange }: PeopleSelectProps) {
  const { t } = useTranslation();
  const { options, hint, onSearch } = useFound(value, find);
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={t('people.search')}
      searchable
      nothingFoundMessage={hint}
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
