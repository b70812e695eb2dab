import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFieldProps {
  label: string;
  value: string;
  onSearch: (value: string) => void;
}

/** A search that keeps what it asks for in the address; `/` brings the cursor here. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  // What the page searches for and what it has been asked since: only a search from elsewhere changes what is typed here.
  const asked = useRef([value]);
  const ask = (wanted: string): void => {
    asked.current.push(wanted);
    onSearch(wanted);
  };
  const search = useDebouncedCallback((text: string) => ask(text.trim()), 300);
  useEffect(() => {
    const known = asked.current.indexOf(value);
    asked.current = known < 0 ? [value] : asked.current.slice(known);
    if (known >= 0) return;
    search.cancel();
    setTyped(value);
  }, [value, search]);
  return (
    <TextInput
      type="search"
      data-search-field
      miw="min(100%, 17rem)"
      aria-label={label}
      placeholder={label}
      value={typed}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed === '' ? null : (
          <CloseButton
            size="sm"
            aria-label={t('common.clear')}
            onClick={() => {
              search.cancel();
              setTyped('');
              ask('');
            }}
          />
        )
      }
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        // The letters of a character that is still being written are no search.
        if (event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing) search.cancel();
        else search(event.currentTarget.value);
      }}
      onCompositionEnd={(event) => search(event.currentTarget.value)}
    />
  );
}
