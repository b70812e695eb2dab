import type { TFunction } from 'i18next';
import type { Ticket } from '../../../lib/contract.js';
import type { InstantWords } from '../../../lib/instants.js';

const tail = (ticket: Ticket): 'mine' | 'theirs' => (ticket.isMine ? 'mine' : 'theirs');

function keyOf(ticket: Ticket): string {
  if (ticket.outcome === 'removed') return 'sentence.removed';
  if (ticket.state === 'closed') return `sentence.${ticket.outcome ?? 'unconfirmed'}`;
  if (ticket.state === 'answered') return `sentence.answered-${tail(ticket)}`;
  if (ticket.state === 'escalated')
    return ticket.isOverdue ? 'sentence.escalated-overdue' : 'sentence.escalated';
  if (ticket.mergedIntoId !== null) return 'sentence.merged';
  if (ticket.awaitingAuthor) return `sentence.awaiting-author-${tail(ticket)}`;
  if (ticket.refusalPending) return 'sentence.refusal-pending';
  if (ticket.extensionMinutes !== null) return 'sentence.extension-requested';
  if (ticket.awaitingAcceptance) return 'sentence.awaiting-acceptance';
  return ticket.isOverdue ? 'sentence.open-overdue' : 'sentence.open';
}

/** In one sentence: who owns this now, and until when. */
export function ticketSentence(
  ticket: Ticket,
  departmentName: string,
  words: InstantWords,
  t: TFunction,
): string {
  const due = ticket.dueAt ?? ticket.submittedAt;
  return t(keyOf(ticket), {
    department: departmentName,
    leader: ticket.leader?.name ?? t('sentence.leadership'),
    moment: words.moment(due),
    distance: words.distance(due),
    reason: ticket.removedReason ?? '',
  });
}
