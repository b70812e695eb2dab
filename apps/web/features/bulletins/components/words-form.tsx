import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fits, LIMITS } from '../../../lib/code-points.js';
import { isLocale } from '../../../lib/localised.js';
import { useOpened } from '../../../lib/use-opened.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { FormNote } from '../../../ui/form-note.js';
import type { Bulletin } from '../api/bulletins.js';
import { useBulletinStep } from './use-bulletin-step.js';
import classes from './bulletins.module.css';

interface WordsFormProps {
  bulletin: Bulletin;
  step: 'discard' | 'withdraw' | 'correct';
  onDone: () => void;
}

/** A step that needs a few words: why it is not published, why it is taken back, or a note for the readers. */
export function WordsForm({ bulletin, step: name, onDone }: WordsFormProps) {
  const { t, i18n } = useTranslation();
  const [words, setWords] = useState('');
  const opened = useOpened(bulletin, words !== '');
  const step = useBulletinStep(`bulletins.done.${name}`, onDone);
  const limit = name === 'correct' ? LIMITS.note : LIMITS.reason;
  const locale = isLocale(i18n.language) ? i18n.language : 'zh-CN';
  return (
    <form
      className={classes['card']}
      onSubmit={(event) => {
        event.preventDefault();
        if (opened.isOlder) return;
        const body = name === 'correct' ? { text: { [locale]: words } } : { reason: words };
        step.mutate({ bulletin: opened.thing, step: name, body });
      }}
    >
      <Stack gap="sm">
        <CountedTextarea
          label={t(`bulletins.words.${name}`)}
          description={t(`bulletins.words-what.${name}`)}
          autoFocus
          required
          limit={limit}
          value={words}
          onText={setWords}
        />
        <FormNote write={step} isOlder={opened.isOlder} onMine={() => opened.take(bulletin)} />
        <Group>
          <Button
            type="submit"
            color={name === 'correct' ? undefined : 'red'}
            disabled={!fits(words, limit)}
            loading={step.isPending}
          >
            {t(`bulletins.${name}`)}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
