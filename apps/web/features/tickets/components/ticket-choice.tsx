import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTickets } from '../api/list-tickets.js';

interface TicketChoiceProps {
  exclude: string;
  value: string;
  error: string | null;
  onChange: (ticketId: string) => void;
}

/** Another ticket of the inbox, found by its number or words. */
export function TicketChoice({ exclude, value, error, onChange }: TicketChoiceProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 300);
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const found = useTickets('inbox', { q: q === chosen?.label ? '' : q }, 20).data?.items ?? [];
  const options = found
    .filter(({ id }) => id !== exclude && id !== chosen?.value)
    .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
  return (
    <Select
      label={t('field.into-ticket')}
      placeholder={t('form.placeholder')}
      searchable
      filter={({ options: all }) => all}
      nothingFoundMessage={t('common.nothing-found')}
      data={chosen ? [chosen, ...options] : options}
      value={value === '' ? null : value}
      error={error}
      onSearchChange={setTyped}
      onChange={(id) => {
        setChosen(options.find((option) => option.value === id) ?? null);
        onChange(id ?? '');
      }}
    />
  );
}
