import { Button, Stack } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ratings, Ticket } from '../../../lib/contract.js';
import { fits, LIMITS } from '../../../lib/code-points.js';
import { useDraft } from '../../../lib/drafts.js';
import { useOpened } from '../../../lib/use-opened.js';
import { useWrite } from '../../../lib/use-write.js';
import { ChoiceField } from '../../../ui/choice-field.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { focusFirstFault } from '../../../ui/first-fault.js';
import { FormNote } from '../../../ui/form-note.js';
import { ScaleField } from '../../../ui/scale-field.js';
import type { CommandInput, Sending } from './sending.js';
import { useNewsWords } from './use-news-words.js';
import classes from './command-panel.module.css';

interface VerdictDraft {
  verdict: '' | 'yes' | 'partly' | 'no';
  ratings: Ratings;
  words: string;
}

const EMPTY: VerdictDraft = { verdict: '', ratings: { outcome: 0, handling: 0, feeling: 0 }, words: '' };
const RATED = ['outcome', 'handling', 'feeling'] as const;

/** The author alone says whether it is solved; outcome, handling and feeling are rated apart. */
export function VerdictForm({
  ticket,
  sending,
  onDone,
}: {
  ticket: Ticket;
  sending: Sending;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { draft, change, clear } = useDraft<VerdictDraft>(
    `${sending.draftsUnder}.verdict`,
    EMPTY,
    sending.draftPlace,
  );
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) focusFirstFault(form.current);
  }, [tries]);
  const run = useWrite<CommandInput, void>(sending.send, {
    onDone: () => {
      clear();
      onDone();
    },
    onUnseenFailure: sending.onUnseenFailure,
  });
  const opened = useOpened(ticket, draft.verdict !== '');
  const news = useNewsWords(opened, ticket, sending);
  const { version } = opened.thing;
  const isNo = draft.verdict === 'no' || draft.verdict === 'partly';
  const words = draft.words.trim();
  const wordsFit = fits(words, LIMITS.reason) || (!isNo && words === '');
  const rated = RATED.every((name) => draft.ratings[name] > 0);
  const send = (): void => {
    setTries(tries + 1);
    if (opened.isOlder || draft.verdict === '' || !wordsFit || !rated || run.isPending) return;
    if (isNo) {
      run.mutate({
        command: 'reject',
        version,
        body: { verdict: draft.verdict, reason: words, ratings: draft.ratings },
      });
    } else {
      run.mutate({
        command: 'confirm',
        version,
        body: { ratings: draft.ratings, ...(words === '' ? {} : { comment: words }) },
      });
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  return (
    <form
      ref={form}
      onSubmit={submit}
      onKeyDown={getHotkeyHandler([['mod+Enter', send]])}
      noValidate
      autoComplete="off"
    >
      <Stack gap="md">
        <fieldset className={classes['fieldset']} disabled={run.isPending}>
          <Stack gap="md">
            <ChoiceField
              legend={t('verdict.question')}
              name="verdict"
              value={draft.verdict}
              error={tried && draft.verdict === '' ? t('form.choose') : null}
              options={[
                { value: 'yes', label: t('verdict.yes') },
                { value: 'partly', label: t('verdict.partly') },
                { value: 'no', label: t('verdict.no') },
              ]}
              onChange={(value) => {
                if (value === 'yes' || value === 'partly' || value === 'no') change({ verdict: value });
              }}
            />
            {draft.verdict === '' ? null : (
              <>
                {isNo ? (
                  <p className={classes['hint']}>
                    {ticket.tier >= 1 ? t('verdict.no-again') : t('verdict.no-goes-up')}
                  </p>
                ) : null}
                <CountedTextarea
                  label={isNo ? t('verdict.why') : t('form.optional', { label: t('verdict.comment') })}
                  limit={LIMITS.reason}
                  minRows={2}
                  value={draft.words}
                  error={tried && !wordsFit ? t('form.text-length') : null}
                  onText={(text) => change({ words: text })}
                />
                {RATED.map((name) => (
                  <ScaleField
                    key={name}
                    legend={t(`rating.${name}`)}
                    description={t(`rating.${name}-why`)}
                    name={`rating-${name}`}
                    low={t('rating.low')}
                    high={t('rating.high')}
                    value={draft.ratings[name]}
                    error={tried && draft.ratings[name] === 0 ? t('form.choose') : null}
                    onChange={(value) => change({ ratings: { ...draft.ratings, [name]: value } })}
                  />
                ))}
              </>
            )}
          </Stack>
        </fieldset>
        <FormNote write={run} isOlder={opened.isOlder} what={news} onMine={() => opened.take(ticket)} />
        <Button type="submit" loading={run.isPending} disabled={draft.verdict === ''}>
          {t('verdict.send')}
        </Button>
      </Stack>
    </form>
  );
}
