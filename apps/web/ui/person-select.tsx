import { MultiSelect, Select, type OptionsFilter } from '@mantine/core';
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

interface Options {
  data: { value: string; label: string }[];
  nothingFoundMessage: string;
  filter: OptionsFilter;
  onSearchChange: (typed: string) => void;
}

/** Those found by typing. Whoever is chosen stays among the data for their name, and is listed only when found. */
function useFound(
  chosen: readonly PersonName[],
  find: FindPeople,
): { options: Options; personOf: (id: string) => PersonName } {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 250);
  const isLabel = chosen.some(({ name }) => name === q);
  const found = useQuery(find(isLabel ? '' : q.trim())).data ?? [];
  const names = new Map([...found, ...chosen].map(({ id, name }) => [id, name]));
  const labels = new Map([
    ...found.map(({ id, name, employeeNumber }) => [id, `${name} (${employeeNumber})`] as const),
    ...chosen.map(({ id, name }) => [id, name] as const),
  ]);
  return {
    options: {
      data: [...labels].map(([value, label]) => ({ value, label })),
      nothingFoundMessage: typed.trim() === '' ? t('people.search') : t('common.nothing-found'),
      filter: ({ options, search }) =>
        options.filter(
          (option) => search === '' || ('value' in option && found.some(({ id }) => id === option.value)),
        ),
      onSearchChange: setTyped,
    },
    personOf: (id) => ({ id, name: names.get(id) ?? '' }),
  };
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
  const { options, personOf } = useFound(value ? [value] : [], find);
  return (
    <Select
      {...options}
      label={label}
      description={description}
      placeholder={t('people.search')}
      searchable
      allowDeselect={false}
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      value={value?.id ?? null}
      onChange={(id) => onChange(id === null ? null : personOf(id))}
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
  const { options, personOf } = useFound(value, find);
  return (
    <MultiSelect
      {...options}
      label={label}
      description={description}
      placeholder={t('people.search')}
      searchable
      value={value.map(({ id }) => id)}
      onChange={(ids) => onChange(ids.map(personOf))}
    />
  );
}
