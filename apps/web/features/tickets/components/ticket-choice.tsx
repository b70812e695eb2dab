import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTickets } from '../api/list-tickets.js';

interface Choice {
  id: string;
  /** Its number and title. */
  label: string;
}

interface TicketChoiceProps {
  exclude: string;
  value: Choice | null;
  error: string | null;
  onChange: (ticket: Choice | null) => void;
}

/** Another ticket of the inbox, found by its number or words. */
export function TicketChoice({ exclude, value, error, onChange }: TicketChoiceProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 300);
  const found = useTickets('inbox', { q: q === value?.label ? '' : q }, 20).data?.items ?? [];
  const options = found
    .filter(({ id }) => id !== exclude && id !== value?.id)
    .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
  return (
    <Select
      label={t('field.into-ticket')}
      placeholder={t('form.placeholder')}
      searchable
      filter={({ options: all }) => all}
      nothingFoundMessage={t('common.nothing-found')}
      data={value ? [{ value: value.id, label: value.label }, ...options] : options}
      value={value?.id ?? null}
      error={error}
      onSearchChange={setTyped}
      onChange={(_, option) => onChange(option && { id: option.value, label: option.label })}
    />
  );
}
