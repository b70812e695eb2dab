import type { TFunction } from 'i18next';
import type { Me, Ticket } from '../../../lib/contract.js';
import type { InstantWords } from '../../../lib/instants.js';

const tail = (ticket: Ticket): 'mine' | 'theirs' => (ticket.isMine ? 'mine' : 'theirs');

function closedKey(ticket: Ticket): string {
  const key = `sentence.${ticket.outcome ?? 'unconfirmed'}`;
  const isAuthorsDoing = ticket.outcome === 'resolved' || ticket.outcome === 'withdrawn';
  return isAuthorsDoing && ticket.isMine ? `${key}-mine` : key;
}

function keyOf(ticket: Ticket, leads: boolean): string {
  const lead = leads ? '-me' : '';
  if (ticket.state === 'closed') return closedKey(ticket);
  if (ticket.state === 'answered') return `sentence.answered-${tail(ticket)}`;
  if (ticket.abuseProposed) return `sentence.abuse-proposed${lead}`;
  if (ticket.state === 'escalated')
    return ticket.isOverdue ? `sentence.escalated-overdue${lead}` : `sentence.escalated${lead}`;
  if (ticket.mergedIntoId !== null) return 'sentence.merged';
  if (ticket.awaitingAuthor) return `sentence.awaiting-author-${tail(ticket)}`;
  if (ticket.refusalPending) return `sentence.refusal-pending${lead}`;
  if (ticket.extensionMinutes !== null) return `sentence.extension-requested${lead}`;
  if (ticket.awaitingAcceptance) return 'sentence.awaiting-acceptance';
  return ticket.isOverdue ? 'sentence.open-overdue' : 'sentence.open';
}

/** In one sentence: who owns this now, and until when. */
export function ticketSentence(
  ticket: Ticket,
  me: Me,
  departmentName: string,
  words: InstantWords,
  t: TFunction,
): string {
  const due = ticket.dueAt ?? ticket.submittedAt;
  return t(keyOf(ticket, ticket.leader?.id === me.id), {
    department: departmentName,
    leader: ticket.leader?.name ?? t('sentence.leadership'),
    moment: ticket.submittedOn === null ? words.moment(due) : words.date(due),
    distance: words.distance(due),
    reason: ticket.removedReason ?? '',
  });
}
