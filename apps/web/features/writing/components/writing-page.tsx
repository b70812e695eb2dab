import { IconAlertTriangle, IconClockOff } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../../lib/drafts.js';
import { useOutbox } from '../../../lib/outbox.js';
import { DOORS, UnsavedQuestion } from '../../../ui/leave-guard.js';
import { AbsenceQuestion } from '../../anonymity/components/absence-question.js';
import { AnonymousForm } from '../../anonymity/writing/anonymous-form.js';
import { AnonymousSwitch } from '../../anonymity/writing/anonymous-switch.js';
import anonymousClasses from '../../anonymity/writing/anonymous.module.css';
import { AskBackPanel } from '../../anonymity/writing/ask-back-panel.js';
import { Deliveries } from '../../anonymity/writing/deliveries.js';
import { HandedOverPanel } from '../../anonymity/writing/handed-over-panel.js';
import { ReceiptPanel } from '../../anonymity/writing/receipt-panel.js';
import { useAnonymousWriting } from '../../anonymity/writing/use-anonymous-writing.js';
import { anonymity } from '../../anonymity/worker/anonymity.js';
import { chooseDepartment, chosenDepartment } from './chosen-department.js';
import { EMPTY_DRAFT, type WritingDraft } from './writing-draft.js';
import { WritingForm } from './writing-form.js';

/** What the server and this computer know already of a text that goes on anonymously. */
interface Before {
  readonly wasKept: boolean;
  readonly files: number;
}

function Notice({ tone, children }: { tone?: 'late'; children: ReactNode }) {
  const Icon = tone === 'late' ? IconAlertTriangle : IconClockOff;
  return (
    <p className={anonymousClasses['notice']} data-tone={tone} role="alert">
      <Icon size={18} aria-hidden /> <span>{children}</span>
    </p>
  );
}

/** One page for both ways of writing. The named draft is kept on the device, the anonymous one in this page alone. */
export function WritingPage() {
  const { t } = useTranslation();
  const outbox = useOutbox();
  const [departmentId] = useState(chosenDepartment);
  const named = useDraft<WritingDraft>('writing', { ...EMPTY_DRAFT, departmentId: departmentId ?? '' });
  const writing = useAnonymousWriting();
  const state = useSyncExternalStore(anonymity.subscribe, anonymity.getSnapshot);
  const [before, setBefore] = useState<Before | null>(null);
  const [isTurningOff, setTurningOff] = useState(false);
  const { stage, isHolding, fault } = writing;
  const { change } = named;
  useEffect(() => {
    chooseDepartment(null);
    // In the place of what a text from before was for.
    if (departmentId !== null) change({ departmentId });
  }, [change, departmentId]);

  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      next.pathname !== current.pathname && !DOORS.includes(next.pathname),
    disabled: !isHolding,
    enableBeforeUnload: () => isHolding,
    withResolver: true,
  });

  const turnOff = (): void => {
    writing.end();
    setBefore(null);
    setTurningOff(false);
  };
  const turn = (isOn: boolean): void => {
    if (!isOn) return isHolding ? setTurningOff(true) : turnOff();
    const { attachments, mayPublishWording: _, ...opinion } = named.draft;
    setBefore({ wasKept: opinion.title !== '' || opinion.body !== '', files: attachments.length });
    // First out of the storage, then on in memory.
    named.clear();
    writing.begin(opinion);
  };
  const questions = (
    <>
      <UnsavedQuestion
        words="wipe"
        opened={leaving.status === 'blocked'}
        onStay={() => leaving.reset?.()}
        onLeave={() => {
          writing.end();
          leaving.proceed?.();
        }}
      />
      <UnsavedQuestion
        words="wipe"
        opened={isTurningOff}
        onStay={() => setTurningOff(false)}
        onLeave={turnOff}
      />
      <AbsenceQuestion
        secondsLeft={writing.secondsLeft}
        what={t('anonymous.absent-soon', { count: writing.secondsLeft ?? 0 })}
        forget={t('loss.wipe.go')}
        onForget={writing.wipe}
      />
    </>
  );

  if (stage.name === 'receipt') {
    return (
      <>
        {questions}
        <ReceiptPanel receipt={stage.receipt} onBack={writing.back} onNoted={writing.ask} />
      </>
    );
  }
  if (stage.name === 'asking') {
    return (
      <>
        {questions}
        <AskBackPanel
          receipt={stage.receipt}
          fault={fault === null ? null : t(`anonymous.fault.${fault}`)}
          onBack={writing.back}
          onRight={writing.confirm}
        />
      </>
    );
  }
  const deliveries = (
    <Deliveries
      state={state}
      onRestore={
        isHolding
          ? null
          : ({ pictures, ownDepartmentId, ...opinion }) =>
              writing.begin({ ...opinion, namesDepartment: ownDepartmentId !== null }, pictures)
      }
    />
  );
  if (stage.name === 'handed-over') {
    return (
      <>
        {deliveries}
        <HandedOverPanel state={state} onAgain={turnOff} />
      </>
    );
  }
  const isOn = stage.name === 'writing';
  return (
    <>
      {questions}
      {deliveries}
      <AnonymousSwitch isOn={isOn} state={state} disabled={outbox.state.name !== 'empty'} onChange={turn} />
      {writing.wasWipedAfter === null ? null : (
        <Notice>{t('anonymous.wiped', { count: writing.wasWipedAfter })}</Notice>
      )}
      {isOn && before?.wasKept ? <Notice tone="late">{t('anonymous.was-kept')}</Notice> : null}
      {isOn && before && before.files > 0 ? (
        <Notice tone="late">{t('anonymous.was-uploaded', { count: before.files })}</Notice>
      ) : null}
      {isOn ? <AnonymousForm writing={writing} state={state} /> : <WritingForm {...named} />}
    </>
  );
}
