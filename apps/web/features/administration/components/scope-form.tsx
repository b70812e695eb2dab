import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  LOCALES,
  type Locale,
  type LocalisedList,
  type Scope,
  type ScopeText,
} from '../../../lib/contract.js';
import { changedFields } from '../../../lib/changed-fields.js';
import { useWrite } from '../../../lib/use-write.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { LeaveGuard } from '../../../ui/leave-guard.js';
import { Fields } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone } from '../../../ui/toasts.js';
import { publishScope, republishScope } from '../api/save-scope.js';
import { fullText, type FullText } from './localised-inputs.js';
import classes from './administration.module.css';

const lines = (list: LocalisedList | undefined): FullText => ({
  'zh-CN': (list?.['zh-CN'] ?? []).join('\n'),
  en: (list?.en ?? []).join('\n'),
  ru: (list?.ru ?? []).join('\n'),
});

const listed = (text: FullText): Required<LocalisedList> => {
  const split = (value: string): string[] =>
    value
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return { 'zh-CN': split(text['zh-CN']), en: split(text.en), ru: split(text.ru) };
};

interface ScopeFormProps {
  departmentId: string;
  scope: Scope | null;
  onSaved: () => void;
}

/** Nine fields that are kept nowhere. */
export function ScopeForm({ departmentId, scope, onSaved }: ScopeFormProps) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(fullText(scope?.title));
  const [belongs, setBelongs] = useState(lines(scope?.belongs));
  const [belongsNot, setBelongsNot] = useState(lines(scope?.belongsNot));
  const save = useWrite(
    (text: ScopeText, key) =>
      scope === null ? publishScope(departmentId, text, key) : republishScope(scope, text, key),
    {
      invalidates: [['scopes'], ['departments']],
      onDone: ({ version }) => {
        sayDone(t('scope.published', { version }));
        onSaved();
      },
    },
  );
  const before = {
    title: fullText(scope?.title),
    belongs: lines(scope?.belongs),
    belongsNot: lines(scope?.belongsNot),
  };
  const isChanged = Object.keys(changedFields(before, { title, belongs, belongsNot })).length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ title, belongs: listed(belongs), belongsNot: listed(belongsNot) });
  };
  const column = (locale: Locale) => (
    <Stack key={locale} gap="sm" lang={locale}>
      <Text fw={600}>{LANGUAGE_NAMES[locale]}</Text>
      <TextInput
        label={t('scope.name')}
        required
        value={title[locale]}
        onChange={(event) => setTitle({ ...title, [locale]: event.currentTarget.value })}
      />
      <Textarea
        label={t('catalogue.belongs')}
        description={t('scope.one-a-line')}
        autosize
        minRows={4}
        value={belongs[locale]}
        onChange={(event) => setBelongs({ ...belongs, [locale]: event.currentTarget.value })}
      />
      <Textarea
        label={t('catalogue.belongs-not')}
        description={t('scope.one-a-line')}
        autosize
        minRows={3}
        value={belongsNot[locale]}
        onChange={(event) => setBelongsNot({ ...belongsNot, [locale]: event.currentTarget.value })}
      />
    </Stack>
  );
  return (
    <form onSubmit={submit}>
      <LeaveGuard isChanged={isChanged} />
      <Stack gap="md">
        <Text size="sm" className={classes['dim']}>
          {scope === null ? t('scope.new-what') : t('scope.edit-what', { version: scope.version + 1 })}
        </Text>
        <Fields>{LOCALES.map(column)}</Fields>
        <ProblemNote problem={save.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('scope.publish')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
