import {
  IconArrowMerge,
  IconBulb,
  IconCalendarQuestion,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconEyeOff,
  IconHandStop,
  IconHeart,
  IconHelpCircle,
  IconHourglass,
  IconMessage2,
  IconMessageQuestion,
  IconPuzzle,
  IconRefresh,
  IconStairsUp,
  IconUrgent,
  IconUserQuestion,
  IconAlertTriangle,
  IconZzz,
} from '@tabler/icons-react';
import type { Kind, TicketSummary, TimelineEntry } from '../../../lib/contract.js';
import type { IconPart, Tone } from '../../../ui/chip.js';

export const KIND_ICONS: Record<Kind, IconPart> = {
  problem: IconAlertTriangle,
  question: IconHelpCircle,
  suggestion: IconBulb,
  praise: IconHeart,
};

export const URGENT_ICON: IconPart = IconUrgent;
export const COMPLEX_ICON: IconPart = IconPuzzle;

export interface StateWords {
  /** Key of the short word. */
  key: string;
  tone: Tone;
  icon: IconPart;
}

/** What the state of a ticket is called, and how it looks. */
export function stateWords(ticket: TicketSummary): StateWords {
  if (ticket.state === 'closed') {
    switch (ticket.outcome) {
      case 'resolved':
        return { key: 'state.resolved', tone: 'done', icon: IconCircleCheck };
      case 'unresolved':
        return { key: 'state.unresolved', tone: 'late', icon: IconCircleX };
      case 'withdrawn':
        return { key: 'state.withdrawn', tone: 'quiet', icon: IconCircleDashed };
      case 'abusive':
        return { key: 'state.abusive', tone: 'quiet', icon: IconHandStop };
      case 'removed':
        return { key: 'state.removed', tone: 'quiet', icon: IconEyeOff };
      default:
        return { key: 'state.unconfirmed', tone: 'quiet', icon: IconZzz };
    }
  }
  if (ticket.abuseProposed) return { key: 'state.abuse-proposed', tone: 'lead', icon: IconHandStop };
  if (ticket.state === 'escalated') return { key: 'state.escalated', tone: 'lead', icon: IconStairsUp };
  if (ticket.state === 'answered') {
    return ticket.isMine
      ? { key: 'state.answered-mine', tone: 'wait', icon: IconUserQuestion }
      : { key: 'state.answered', tone: 'info', icon: IconMessage2 };
  }
  if (ticket.mergedIntoId !== null) return { key: 'state.merged', tone: 'quiet', icon: IconArrowMerge };
  if (ticket.awaitingAuthor) {
    const key = ticket.isMine ? 'state.awaiting-author-mine' : 'state.awaiting-author';
    return { key, tone: 'wait', icon: IconMessageQuestion };
  }
  if (ticket.refusalPending) return { key: 'state.refusal-pending', tone: 'lead', icon: IconHourglass };
  if (ticket.extensionMinutes !== null)
    return { key: 'state.extension-requested', tone: 'lead', icon: IconCalendarQuestion };
  if (ticket.awaitingAcceptance) return { key: 'state.awaiting-acceptance', tone: 'info', icon: IconRefresh };
  return { key: 'state.open', tone: 'info', icon: IconHourglass };
}

/** The last thing that the author was asked. */
export function questionIn(entries: readonly TimelineEntry[] | undefined): string | null | undefined {
  return entries?.findLast(({ type }) => type === 'ticket.author-asked')?.text;
}

/** Whether the author has said something after what a reader had seen. */
export function hasRepliedSince(entries: readonly TimelineEntry[] | undefined, seenVersion: number): boolean {
  return (entries ?? []).some(
    ({ type, version }) => type === 'ticket.author-replied' && version > seenVersion,
  );
}
