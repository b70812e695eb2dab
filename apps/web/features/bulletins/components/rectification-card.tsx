import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconCheck, IconClockExclamation, IconHourglass, IconMessage2Check } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fits, LIMITS } from '../../../lib/code-points.js';
import { useDepartmentName } from '../../../lib/directory.js';
import { useFieldFault } from '../../../lib/fault-text.js';
import { useHasDraft } from '../../../lib/drafts.js';
import { useOpened } from '../../../lib/use-opened.js';
import { useTypedOver } from '../../../lib/use-typed-over.js';
import { Chip } from '../../../ui/chip.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { FormNote } from '../../../ui/form-note.js';
import { Instant } from '../../../ui/instant.js';
import { PlainText } from '../../../ui/markdown.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import type { Rectification } from '../api/bulletins.js';
import { dayFromNow, useBulletinTitle, useDay } from './bulletin-words.js';
import { useRectificationStep } from './use-bulletin-step.js';
import classes from './bulletins.module.css';

function StateChip({ rectification: { state, isOverdue } }: { rectification: Rectification }) {
  const { t } = useTranslation();
  if (isOverdue)
    return (
      <Chip tone="late" icon={IconClockExclamation}>
        {t(`bulletins.rectification-late.${state === 'answered' ? 'answered' : 'awaited'}`)}
      </Chip>
    );
  const tones = {
    awaited: 'wait',
    returned: 'wait',
    answered: 'info',
    accepted: 'done',
    dropped: 'quiet',
  } as const;
  const icons = {
    awaited: IconHourglass,
    returned: IconHourglass,
    answered: IconMessage2Check,
    accepted: IconCheck,
    dropped: IconCheck,
  } as const;
  return (
    <Chip tone={tones[state]} icon={icons[state]}>
      {t(`bulletins.rectification.${state}`)}
    </Chip>
  );
}

interface RectificationCardProps {
  rectification: Rectification;
  /** In a list, where it is not clear which bulletin it belongs to. */
  linksToBulletin?: boolean;
}

/** What one department owes, what it has said so far, and what can be done now. */
export function RectificationCard({ rectification, linksToBulletin = false }: RectificationCardProps) {
  const { t } = useTranslation();
  const day = useDay();
  const titleOf = useBulletinTitle();
  const departmentName = useDepartmentName();
  const { state, actions, answers } = rectification;
  // In a list the cards come right below the page's own title.
  const Title = linksToBulletin ? 'h2' : 'h3';
  const isOpen = state === 'awaited' || state === 'returned';
  return (
    <article className={classes['card']}>
      <div className={classes['top']}>
        <Title className={classes['cardTitle']}>{departmentName(rectification.departmentId)}</Title>
        <StateChip rectification={rectification} />
      </div>
      <div className={classes['meta']}>
        {linksToBulletin ? (
          <Link to="/bulletins/$bulletinId" params={{ bulletinId: rectification.bulletinId }}>
            {rectification.bulletinNumber} ·{' '}
            {titleOf({ number: rectification.bulletinNumber, title: rectification.bulletinTitle })}
          </Link>
        ) : null}
        {isOpen ? <span>{t('bulletins.answer-by', { day: day(rectification.dueOn) })}</span> : null}
      </div>
      {answers.map((answer) => (
        <div key={answer.round} className={classes['answer']}>
          <PlainText text={answer.text} />
          <p className={classes['small']}>
            {t('bulletins.done-by', { day: day(answer.doneOn) })} · <Instant at={answer.answeredAt} />
          </p>
          {answer.returnReason === null ? null : (
            <p className={classes['returned']}>
              <strong>{t('bulletins.sent-back')}</strong> {answer.returnReason}
            </p>
          )}
        </div>
      ))}
      {actions.includes('answer') ? <AnswerForm rectification={rectification} /> : null}
      {actions.includes('accept') ? <DecideForm rectification={rectification} /> : null}
    </article>
  );
}

function AnswerForm({ rectification }: { rectification: Rectification }) {
  const { t } = useTranslation();
  const isFirst = rectification.state !== 'answered';
  const hasDraft = useHasDraft();
  const [isAnsweringAgain, setAnsweringAgain] = useState(() => hasDraft(`rectification.${rectification.id}`));
  const typed = useTypedOver<{ text: string; doneOn: string }>(
    `rectification.${rectification.id}`,
    rectification,
  );
  const { text, doneOn } = typed.words ?? { text: rectification.answers[0]?.text ?? '', doneOn: '' };
  const step = useRectificationStep('bulletins.done.answer', () => {
    setAnsweringAgain(false);
    typed.clear();
  });
  const faultOf = useFieldFault(step.error);
  if (!isFirst && !isAnsweringAgain)
    return (
      <Button mt="sm" size="xs" variant="default" data-print="no" onClick={() => setAnsweringAgain(true)}>
        {t('bulletins.answer-again')}
      </Button>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.isOlder) return;
    const { version } = typed;
    step.mutate({ rectification: { id: rectification.id, version }, step: 'answer', body: { text, doneOn } });
  };
  return (
    <form className={classes['inlineForm']} data-print="no" onSubmit={submit}>
      <Stack gap="sm">
        <CountedTextarea
          label={t('bulletins.plan')}
          description={t('bulletins.plan-what')}
          name="plan"
          required
          limit={LIMITS.plan}
          value={text}
          onText={(plan) => typed.type({ text: plan, doneOn })}
        />
        <TextInput
          type="date"
          name="doneOn"
          label={t('bulletins.done-on')}
          required
          maw={260}
          min={dayFromNow(1)}
          value={doneOn}
          error={faultOf('doneOn')}
          onChange={(event) => typed.type({ text, doneOn: event.currentTarget.value })}
        />
        <FormNote write={step} isOlder={typed.isOlder} onMine={typed.keepMine} shownFields={['doneOn']} />
        <Group>
          <Button type="submit" disabled={!fits(text, LIMITS.plan) || doneOn === ''} loading={step.isPending}>
            {t('bulletins.send-answer')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function DecideForm({ rectification }: { rectification: Rectification }) {
  const { t } = useTranslation();
  const [isReturning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const [answerBy, setAnswerBy] = useState(() => dayFromNow(7));
  const opened = useOpened(rectification, isReturning);
  const accept = useRectificationStep('bulletins.done.accept');
  const sendBack = useRectificationStep('bulletins.done.return');
  if (!isReturning)
    return (
      <div className={classes['inlineForm']} data-print="no">
        <ProblemNote problem={accept.error} />
        <Group>
          <Button
            loading={accept.isPending}
            onClick={() => accept.mutate({ rectification, step: 'accept', body: {} })}
          >
            {t('bulletins.accept')}
          </Button>
          <Button variant="default" onClick={() => setReturning(true)}>
            {t('bulletins.return')}
          </Button>
        </Group>
      </div>
    );
  return (
    <form
      className={classes['inlineForm']}
      data-print="no"
      onSubmit={(event) => {
        event.preventDefault();
        if (opened.isOlder) return;
        sendBack.mutate({ rectification: opened.thing, step: 'return', body: { reason, answerBy } });
      }}
    >
      <Stack gap="sm">
        <CountedTextarea
          label={t('bulletins.return-why')}
          autoFocus
          required
          limit={LIMITS.reason}
          value={reason}
          onText={setReason}
        />
        <TextInput
          type="date"
          label={t('bulletins.answer-again-by')}
          required
          maw={260}
          min={dayFromNow(1)}
          value={answerBy}
          onChange={(event) => setAnswerBy(event.currentTarget.value)}
        />
        <FormNote write={sendBack} isOlder={opened.isOlder} onMine={() => opened.take(rectification)} />
        <Group>
          <Button
            type="submit"
            disabled={!fits(reason, LIMITS.reason) || answerBy === ''}
            loading={sendBack.isPending}
          >
            {t('bulletins.return')}
          </Button>
          <Button variant="default" onClick={() => setReturning(false)}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
