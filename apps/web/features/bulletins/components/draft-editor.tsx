import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../lib/code-points.js';
import { LOCALES, type Locale } from '../../../lib/contract.js';
import { isLocale } from '../../../lib/localised.js';
import { useOpened } from '../../../lib/use-opened.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { NewerVersionNote } from '../../../ui/newer-note.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import type { Bulletin, BulletinTexts } from '../api/bulletins.js';
import { useBulletinStep } from './use-bulletin-step.js';
import classes from './bulletins.module.css';

type Words = Pick<Bulletin, 'title' | 'text'>;

/** What is empty is not sent: a language without a text has none. */
function given(texts: BulletinTexts): BulletinTexts {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
}

/** Title and text in up to three languages. What is typed stays when somebody else was faster. */
export function DraftEditor({ bulletin, onDone }: { bulletin: Bulletin; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>(isLocale(i18n.language) ? i18n.language : 'zh-CN');
  const [typed, setTyped] = useState<Words | null>(null);
  const opened = useOpened(bulletin, typed !== null);
  const { title, text } = typed ?? opened.thing;
  const step = useBulletinStep('bulletins.done.edit', onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (opened.isOlder) return;
    step.mutate({ bulletin: opened.thing, step: 'edit', body: { title: given(title), text: given(text) } });
  };
  return (
    <form className={classes['card']} onSubmit={submit}>
      <Stack gap="sm">
        <SegmentedControl
          fullWidth
          aria-label={t('common.language')}
          value={locale}
          data={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(value) => {
            if (isLocale(value)) setLocale(value);
          }}
        />
        <TextInput
          label={t('bulletins.field.title')}
          maxLength={200}
          lang={locale}
          value={title[locale] ?? ''}
          onChange={(event) => setTyped({ text, title: { ...title, [locale]: event.currentTarget.value } })}
        />
        <CountedTextarea
          label={t('bulletins.field.text')}
          description={t('bulletins.field.text-what')}
          minRows={8}
          lang={locale}
          limit={LIMITS.bulletin}
          value={text[locale] ?? ''}
          onText={(value) => setTyped({ title, text: { ...text, [locale]: value } })}
        />
        {opened.isOlder && !step.isPending ? (
          <NewerVersionNote
            onTheirs={() => {
              step.reset();
              setTyped(null);
            }}
            onMine={() => {
              step.reset();
              opened.take(bulletin);
            }}
          />
        ) : (
          <ProblemNote problem={step.error} />
        )}
        <Group>
          <Button type="submit" loading={step.isPending}>
            {t('common.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
