import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../../lib/me.js';
import { QuietQueries } from '../../../lib/quiet-queries.js';
import { useAbsence } from '../../../lib/use-absence.js';
import type { OpenedReceipt } from '../client/messages.js';
import { anonymity } from '../worker/anonymity.js';
import { Deliveries } from '../writing/deliveries.js';
import { absenceSecondsOf } from './absence.js';
import { AbsenceQuestion } from './absence-question.js';
import { AuthorTicket } from './author-ticket.js';
import { ReceiptEntry } from './receipt-entry.js';
import { StepsCard } from './steps-card.js';
import { stepsOfSession } from './steps-under-way.js';

const forget = (): void => {
  // Where the worker has ended, it has forgotten.
  anonymity.closeReceipt().catch(() => undefined);
};

/**
 * From the receipt to the ticket, with nothing but what every browser holds. It is no page of its own: what has an address
 * is written down by browsers, and who looks for an anonymous ticket would then be known to whoever reads that.
 */
export function ReceiptPage({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const state = useSyncExternalStore(anonymity.subscribe, anonymity.getSnapshot);
  const absenceSeconds = absenceSecondsOf(useSignedIn());
  const secondsLeft = useAbsence(absenceSeconds, onLeave);
  useEffect(() => {
    // A page that the browser keeps to come back to would keep the ticket too.
    window.addEventListener('pagehide', onLeave);
    return () => {
      window.removeEventListener('pagehide', onLeave);
      forget();
    };
  }, [onLeave]);
  const open = useCallback(
    async (typed: string): Promise<Exclude<OpenedReceipt, { result: 'opened' }> | null> => {
      const opened = await anonymity.openReceipt(typed).catch(() => ({ result: 'no-sheet' }) as const);
      return opened.result === 'opened' ? null : opened;
    },
    [],
  );
  return (
    <QuietQueries>
      <div spellCheck={false}>
        {state.thread === null ? (
          <ReceiptEntry
            release={state.conditions?.release ?? null}
            edition={state.edition}
            absenceSeconds={absenceSeconds}
            onOpen={open}
            onLeave={onLeave}
          >
            <Deliveries state={state} onRestore={null} />
            <StepsCard
              {...stepsOfSession(state)}
              firstId={state.waiting[0]?.id}
              title={t('steps.session-title')}
            />
          </ReceiptEntry>
        ) : (
          <AuthorTicket key={state.thread.ticketHash} thread={state.thread} state={state} onLeave={onLeave} />
        )}
      </div>
      <AbsenceQuestion
        secondsLeft={secondsLeft}
        what={t('receipt.absent-soon', { count: secondsLeft ?? 0 })}
        forget={t('receipt.forget-now')}
        onForget={onLeave}
      />
    </QuietQueries>
  );
}
