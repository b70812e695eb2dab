import { TextInput } from '@mantine/core';
import { IconSearch, IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department, Scope } from '../../../lib/contract.js';
import { createSuggester } from '../../../lib/department-suggestion.js';
import { departmentsQuery, scopesQuery } from '../../../lib/directory.js';
import { listIn, textIn, useLocalised } from '../../../lib/localised.js';
import { Reading } from '../../../ui/reading.js';
import classes from './department-picker.module.css';

interface DepartmentPickerProps {
  /** The typed text; it is compared with the published scopes here and sent nowhere. */
  text: string;
  value: string;
  error: string | null;
  onChange: (departmentId: string) => void;
}

interface Entry {
  department: Department;
  name: string;
  titles: string[];
  haystack: string;
}

function entriesOf(
  departments: Department[],
  scopes: Scope[],
  locale: string,
  nameOf: (d: Department) => string,
): Entry[] {
  return departments
    .filter(({ isActive }) => isActive)
    .map((department) => {
      const own = scopes.filter(({ departmentId }) => departmentId === department.id);
      const titles = own.map(({ title }) => textIn(locale, title));
      const words = own.flatMap(({ belongs }) => listIn(locale, belongs));
      const name = nameOf(department);
      return { department, name, titles, haystack: [name, ...titles, ...words].join('\n').toLowerCase() };
    });
}

export function DepartmentPicker({ text, value, error, onChange }: DepartmentPickerProps) {
  const { t, i18n } = useTranslation();
  const localised = useLocalised();
  const [search, setSearch] = useState('');
  const departments = useQuery(departmentsQuery);
  const scopes = useQuery(scopesQuery);
  const deferred = useDeferredValue(text);
  const suggest = useMemo(
    () => createSuggester(departments.data ?? [], scopes.data ?? [], i18n.language),
    [departments.data, scopes.data, i18n.language],
  );
  const suggestions = useMemo(() => suggest(deferred), [suggest, deferred]);
  const entries = useMemo(
    () => entriesOf(departments.data ?? [], scopes.data ?? [], i18n.language, ({ name }) => localised(name)),
    [departments.data, scopes.data, i18n.language, localised],
  );
  const wanted = search.trim().toLowerCase();
  const shown = wanted === '' ? entries : entries.filter(({ haystack }) => haystack.includes(wanted));
  const suggested = new Set(suggestions.map(({ departmentId }) => departmentId));

  const option = ({ department, name, titles }: Entry, because: string[] = []) => (
    <label key={department.id} className={classes['option']} data-chosen={department.id === value}>
      <input
        type="radio"
        name="department"
        value={department.id}
        checked={department.id === value}
        onChange={() => onChange(department.id)}
      />
      <span className={classes['text']}>
        <span className={classes['name']}>{name}</span>
        <span className={classes['titles']}>
          {because.length > 0
            ? t('writing.because', { words: because.join(t('common.list-comma')) })
            : titles.join(' · ')}
        </span>
      </span>
    </label>
  );

  return (
    <fieldset className={classes['picker']} aria-describedby={error ? 'department-error' : undefined}>
      <legend>{t('writing.department')}</legend>
      {error ? (
        <p className={classes['error']} id="department-error">
          {error}
        </p>
      ) : null}
      <TextInput
        type="search"
        size="sm"
        aria-label={t('writing.search-departments')}
        placeholder={t('writing.search-departments')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that ends the writing of a character belongs to the input method.
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            const first = shown[0];
            if (first) onChange(first.department.id);
          }
        }}
      />
      <div className={classes['scroll']}>
        {suggestions.length > 0 && wanted === '' ? (
          <div className={classes['suggested']} role="group" aria-label={t('writing.suggested')}>
            <p className={classes['groupTitle']}>
              <IconSparkles size={15} aria-hidden /> {t('writing.suggested')}
            </p>
            {suggestions.map(({ departmentId, because }) => {
              const entry = entries.find(({ department }) => department.id === departmentId);
              return entry ? option(entry, because) : null;
            })}
          </div>
        ) : null}
        <Reading of={departments} lines={6}>
          {() => (
            <div className={classes['all']}>
              {shown
                .filter(({ department }) => wanted !== '' || !suggested.has(department.id))
                .map((entry) => option(entry))}
              {shown.length === 0 ? <p className={classes['none']}>{t('writing.no-department')}</p> : null}
            </div>
          )}
        </Reading>
      </div>
    </fieldset>
  );
}
