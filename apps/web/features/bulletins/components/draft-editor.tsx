import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../lib/code-points.js';
import { LOCALES, type Locale } from '../../../lib/contract.js';
import { isLocale } from '../../../lib/localised.js';
import { useTypedOver } from '../../../lib/use-typed-over.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { FormNote } from '../../../ui/form-note.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { UnsavedQuestion } from '../../../ui/leave-guard.js';
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
  const [isLeaving, setLeaving] = useState(false);
  const typed = useTypedOver<Words>(`bulletin.${bulletin.id}`, bulletin);
  const { title, text } = typed.words ?? bulletin;
  const close = (): void => {
    typed.clear();
    onDone();
  };
  const step = useBulletinStep('bulletins.done.edit', close);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.isOlder) return;
    const { version } = typed;
    step.mutate({
      bulletin: { id: bulletin.id, version },
      step: 'edit',
      body: { title: given(title), text: given(text) },
    });
  };
  return (
    <form className={classes['card']} onSubmit={submit}>
      <UnsavedQuestion words="leave" opened={isLeaving} onStay={() => setLeaving(false)} onLeave={close} />
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
          onChange={(event) => typed.type({ text, title: { ...title, [locale]: event.currentTarget.value } })}
        />
        <CountedTextarea
          label={t('bulletins.field.text')}
          description={t('bulletins.field.text-what')}
          minRows={8}
          lang={locale}
          limit={LIMITS.bulletin}
          value={text[locale] ?? ''}
          onText={(value) => typed.type({ title, text: { ...text, [locale]: value } })}
        />
        <FormNote write={step} isOlder={typed.isOlder} onMine={typed.keepMine} onTheirs={typed.clear} />
        <Group>
          <Button type="submit" loading={step.isPending}>
            {t('common.save')}
          </Button>
          <Button variant="default" onClick={() => (typed.words === null ? onDone() : setLeaving(true))}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
