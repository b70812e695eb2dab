import { IconArrowLeft, IconCalendarEvent, IconEyeOff, IconMailOff, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftsInMemory } from '../../../lib/drafts.js';
import { useSignedIn } from '../../../lib/me.js';
import { Problem } from '../../../lib/problem.js';
import { Chip } from '../../../ui/chip.js';
import { sayDone } from '../../../ui/toasts.js';
import { CommandPanel } from '../../tickets/components/command-panel.js';
import type { CommandInput, Sending } from '../../tickets/components/sending.js';
import { TicketFacts } from '../../tickets/components/ticket-facts.js';
import { TicketView } from '../../tickets/components/ticket-view.js';
import { questionIn } from '../../tickets/components/ticket-words.js';
import { Timeline } from '../../tickets/components/timeline.js';
import { AnonymityFault, type AnonymityState, type FollowUp, type SheetContent } from '../client/messages.js';
import { anonymity } from '../worker/anonymity.js';
import { useEditionWords } from './edition-words.js';
import { StepsCard } from './steps-card.js';
import { hasDecided, stepsUnderWay, stillPossible } from './steps-under-way.js';
import classes from './receipt.module.css';

/** The forms are those of a named author, so they give what the steps need. */
function stepOf({ command, body }: CommandInput, employeeNumber: string): FollowUp {
  return { command, ...(command === 'reveal' ? { employeeNumber } : body) } as FollowUp;
}

function useSealedSending(thread: SheetContent): Sending {
  const { t } = useTranslation();
  const { employeeNumber } = useSignedIn();
  const [draftPlace] = useState(() => new DraftsInMemory());
  return {
    draftsUnder: thread.ticketHash,
    draftPlace,
    holdsBack: false,
    send: async (input) => {
      try {
        await anonymity.say(stepOf(input, employeeNumber));
      } catch (error) {
        const code = error instanceof AnonymityFault ? error.code : 'ended';
        throw new Problem(`anonymity.${code}`, 422, code);
      }
      sayDone(t('steps.said'));
    },
  };
}

/** Why the last thing that the author said had no effect; null when it had one. */
function lastDropped({ timeline }: SheetContent): string | null {
  const last = timeline.findLast(({ type, actor }) => actor.isMe || type === 'ticket.message-dropped');
  return last?.type === 'ticket.message-dropped' ? String(last.data['reason']) : null;
}

function Pictures({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <p className={classes['pictures']}>
      <IconPhoto size={18} aria-hidden /> {t('receipt.pictures', { count })}
    </p>
  );
}

interface AuthorTicketProps {
  thread: SheetContent;
  state: AnonymityState;
  onLeave: () => void;
}

/** The ticket of whoever holds its receipt, as it stands on the answer sheet. */
export function AuthorTicket({ thread, state, onLeave }: AuthorTicketProps) {
  const { t } = useTranslation();
  const { mode } = useSignedIn();
  const { asOf, nextDay } = useEditionWords();
  const sending = useSealedSending(thread);
  const underWay = stepsUnderWay(state);
  const ticket = { ...thread.ticket, actions: stillPossible(thread.ticket.actions, underWay) };
  const timeline = [...thread.timeline];
  const dropped = lastDropped(thread);
  return (
    <TicketView
      ticket={ticket}
      question={questionIn(timeline)}
      sentence={hasDecided(underWay) ? t('steps.decided') : undefined}
      windowTitle={t('shell.mine')}
      above={
        // Whoever uses the keyboard goes on from here: the field of the receipt is gone.
        <button type="button" className={classes['back']} autoFocus onClick={onLeave}>
          <IconArrowLeft size={16} aria-hidden /> {t('receipt.forget')}
        </button>
      }
      badge={
        <Chip tone="quiet" icon={IconEyeOff}>
          {t('ticket.anonymous')}
        </Chip>
      }
      notice={
        <div className={classes['notices']}>
          <p className={classes['edition']}>
            <IconCalendarEvent size={18} aria-hidden />
            {t(mode === 'demo' ? 'receipt.as-of-demo' : 'receipt.as-of', {
              date: asOf(thread.edition),
              next: nextDay(thread.edition),
            })}
          </p>
          {dropped !== null ? (
            <p role="alert" className={classes['dropped']}>
              <IconMailOff size={18} aria-hidden /> {t(`receipt.dropped.${dropped}`)}
            </p>
          ) : null}
          <StepsCard {...underWay} firstId={state.waiting[0]?.id} title={t('steps.title')} />
        </div>
      }
      attachments={<Pictures count={ticket.attachments.length} />}
      timeline={<Timeline entries={timeline} dayMinutes={ticket.answerDayMinutes} inDays />}
      actions={<CommandPanel ticket={ticket} sending={sending} asked={undefined} />}
      facts={<TicketFacts ticket={ticket} />}
    />
  );
}
