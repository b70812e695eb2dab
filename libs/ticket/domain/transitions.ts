import type { CommandName, Standing, TicketFacts, TicketState } from './ticket.js';

export const REOPEN_WINDOW_DAYS = 30;
/** How long news and a message of an anonymous author may be on their way, both together. */
const ANONYMOUS_WAY_DAYS = 7;

/** Conditions on a ticket besides its state; each has a refusal of its own. */
export const GUARDS = {
  'not-acknowledged': (ticket) => !ticket.acknowledged,
  'awaiting-acceptance': (ticket) => ticket.awaitingAcceptance,
  'not-awaiting-author': (ticket) => !ticket.awaitingAuthor,
  'no-refusal-pending': (ticket) => !ticket.refusalPending,
  'refusal-pending': (ticket) => ticket.refusalPending,
  'awaiting-author': (ticket) => ticket.awaitingAuthor,
  'no-extension-requested': (ticket) => ticket.extensionMinutes === null,
  'extension-requested': (ticket) => ticket.extensionMinutes !== null,
  'not-extended': (ticket) => !ticket.extended,
  ordinary: (ticket) => ticket.urgency === 'ordinary',
  complex: (ticket) => ticket.urgency === 'complex',
  'complexity-not-settled': (ticket) => !ticket.complexitySettled,
  'first-round': (ticket) => ticket.round === 1,
  'not-overdue': (ticket, now) => ticket.dueAt === null || ticket.dueAt > now,
  'not-merged': (ticket) => ticket.mergedIntoId === null,
  merged: (ticket) => ticket.mergedIntoId !== null,
  'nothing-merged-into-it': (ticket) => ticket.mergedCount === 0,
  'answered-before': (ticket) => ticket.answer !== null,
  'answered-by-department': (ticket) => ticket.answer?.tier === 0,
  'answered-by-leader': (ticket) => ticket.answer?.tier === 1,
  'not-published': (ticket) => !ticket.published,
  published: (ticket) => ticket.published,
  'second-no': (ticket) => ticket.answer?.tier === 1,
  'not-removed': (ticket) => ticket.outcome !== 'removed',
  'closed-by-silence': (ticket, now) =>
    ticket.outcome === 'unconfirmed' &&
    ticket.closedAt !== null &&
    now.getTime() - ticket.closedAt.getTime() <=
      (REOPEN_WINDOW_DAYS + (ticket.author.kind === 'anonymous' ? ANONYMOUS_WAY_DAYS : 0)) * 86_400_000,
  'author-is-anonymous': (ticket) => ticket.author.kind === 'anonymous',
  'key-counts': (ticket) => ticket.outcome !== 'abusive',
  'abuse-proposed': (ticket) => ticket.abuseProposed,
  'no-abuse-proposed': (ticket) => !ticket.abuseProposed,
} as const satisfies Record<string, (ticket: TicketFacts, now: Date) => boolean>;

export type Guard = keyof typeof GUARDS;

export interface Transition {
  readonly command: CommandName;
  readonly from: readonly TicketState[];
  readonly by: readonly Standing[];
  /** The state afterwards; null leaves it as it is. */
  readonly to: TicketState | null;
  readonly guards: readonly Guard[];
}

/**
 * The loop (design, section 3) as data: what can happen, in which state, by whom. Everything else is refused.
 * The screens show exactly the rows that fit, and the program does not start when a state cannot be left or reached.
 */
export const TRANSITIONS: readonly Transition[] = [
  {
    command: 'acknowledge',
    from: ['open'],
    by: ['department'],
    to: null,
    guards: ['not-acknowledged', 'not-merged'],
  },
  { command: 'acknowledge', from: ['escalated'], by: ['leader'], to: null, guards: ['not-acknowledged'] },
  {
    command: 'accept-transfer',
    from: ['open'],
    by: ['department'],
    to: null,
    guards: ['awaiting-acceptance', 'not-merged'],
  },
  {
    command: 'transfer',
    from: ['open'],
    by: ['department', 'coordinator'],
    to: null,
    guards: ['not-merged', 'no-refusal-pending', 'no-extension-requested', 'no-abuse-proposed'],
  },
  {
    command: 'ask-author',
    from: ['open'],
    by: ['department'],
    to: null,
    guards: ['not-awaiting-author', 'not-merged'],
  },
  { command: 'ask-author', from: ['escalated'], by: ['leader'], to: null, guards: ['not-awaiting-author'] },
  { command: 'reply', from: ['open', 'escalated'], by: ['author'], to: null, guards: [] },
  { command: 'note', from: ['open'], by: ['department'], to: null, guards: [] },
  { command: 'note', from: ['escalated'], by: ['leader', 'department'], to: null, guards: [] },
  {
    command: 'answer',
    from: ['open'],
    by: ['department'],
    to: 'answered',
    guards: ['not-merged', 'no-refusal-pending', 'no-abuse-proposed'],
  },
  {
    command: 'answer',
    from: ['escalated'],
    by: ['leader'],
    to: 'answered',
    guards: ['no-abuse-proposed'],
  },
  {
    command: 'amend-answer',
    from: ['answered', 'closed'],
    by: ['department'],
    to: null,
    guards: ['answered-by-department', 'not-removed'],
  },
  {
    command: 'amend-answer',
    from: ['answered', 'closed'],
    by: ['leader'],
    to: null,
    guards: ['answered-by-leader', 'not-removed'],
  },
  {
    command: 'propose-refusal',
    from: ['open'],
    by: ['department'],
    to: null,
    guards: ['no-refusal-pending', 'no-extension-requested', 'no-abuse-proposed', 'not-merged'],
  },
  { command: 'approve-refusal', from: ['open'], by: ['leader'], to: 'answered', guards: ['refusal-pending'] },
  { command: 'decline-refusal', from: ['open'], by: ['leader'], to: null, guards: ['refusal-pending'] },
  { command: 'confirm', from: ['answered'], by: ['author'], to: 'closed', guards: [] },
  { command: 'reject', from: ['answered'], by: ['author'], to: 'escalated', guards: [] },
  { command: 'redo', from: ['escalated'], by: ['leader'], to: 'open', guards: ['no-abuse-proposed'] },
  {
    command: 'close-unresolved',
    from: ['escalated'],
    by: ['leader'],
    to: 'closed',
    guards: ['second-no', 'no-abuse-proposed'],
  },
  { command: 'withdraw', from: ['open', 'answered', 'escalated'], by: ['author'], to: 'closed', guards: [] },
  { command: 'reopen', from: ['closed'], by: ['author'], to: 'open', guards: ['closed-by-silence'] },
  {
    command: 'merge',
    from: ['open'],
    by: ['department'],
    to: null,
    guards: [
      'not-merged',
      'nothing-merged-into-it',
      'no-refusal-pending',
      'no-extension-requested',
      'no-abuse-proposed',
      'not-awaiting-author',
    ],
  },
  { command: 'unmerge', from: ['open'], by: ['department'], to: null, guards: ['merged'] },
  {
    command: 'publish',
    from: ['answered', 'closed'],
    by: ['department', 'leader'],
    to: null,
    guards: ['answered-before', 'not-published', 'not-removed'],
  },
  {
    command: 'unpublish',
    from: ['answered', 'closed', 'escalated', 'open'],
    by: ['department', 'leader', 'coordinator'],
    to: null,
    guards: ['published'],
  },
  {
    command: 'remove',
    from: ['open', 'answered', 'escalated', 'closed'],
    by: ['coordinator'],
    to: 'closed',
    guards: ['not-removed'],
  },
  {
    command: 'request-extension',
    from: ['open'],
    by: ['department'],
    to: null,
    guards: [
      'no-extension-requested',
      'not-extended',
      'no-refusal-pending',
      'no-abuse-proposed',
      'not-merged',
    ],
  },
  { command: 'decide-extension', from: ['open'], by: ['leader'], to: null, guards: ['extension-requested'] },
  {
    // Once, in time, and not where a leader has decided about the date: no way around one, nor around that leader.
    command: 'mark-complex',
    from: ['open'],
    by: ['department'],
    to: null,
    guards: [
      'ordinary',
      'complexity-not-settled',
      'first-round',
      'not-overdue',
      'not-awaiting-author',
      'no-extension-requested',
      'no-refusal-pending',
      'no-abuse-proposed',
      'not-merged',
    ],
  },
  {
    command: 'mark-ordinary',
    from: ['open'],
    by: ['leader'],
    to: null,
    guards: ['complex', 'first-round', 'not-overdue', 'not-awaiting-author'],
  },
  {
    command: 'escalate-overdue',
    from: ['open'],
    by: ['system'],
    to: 'escalated',
    guards: ['not-merged', 'not-awaiting-author'],
  },
  {
    command: 'end-pause',
    from: ['open', 'escalated'],
    by: ['system'],
    to: null,
    guards: ['awaiting-author'],
  },
  { command: 'close-unconfirmed', from: ['answered'], by: ['system'], to: 'closed', guards: [] },
  {
    // Always two people, also while the leadership owns the ticket. Not once it is answered: the verdict is the author's.
    command: 'propose-abuse',
    from: ['open', 'escalated'],
    by: ['head'],
    to: null,
    guards: [
      'author-is-anonymous',
      'no-abuse-proposed',
      'no-refusal-pending',
      'no-extension-requested',
      'not-merged',
      'nothing-merged-into-it',
    ],
  },
  {
    command: 'approve-abuse',
    from: ['open', 'escalated'],
    by: ['leader'],
    to: 'closed',
    guards: ['abuse-proposed'],
  },
  {
    command: 'decline-abuse',
    from: ['open', 'escalated'],
    by: ['leader'],
    to: null,
    guards: ['abuse-proposed'],
  },
  {
    command: 'reveal',
    from: ['open', 'answered', 'escalated', 'closed'],
    by: ['author'],
    to: null,
    guards: ['author-is-anonymous', 'not-removed', 'key-counts'],
  },
  {
    command: 'drop-message',
    from: ['open', 'answered', 'escalated', 'closed'],
    by: ['system'],
    to: null,
    guards: ['author-is-anonymous', 'key-counts'],
  },
];

/** The rows that fit this ticket for someone with these standings; guards are looked at only when asked to. */
export function fitting(
  ticket: TicketFacts,
  standings: ReadonlySet<Standing>,
  now: Date,
  command?: CommandName,
): readonly Transition[] {
  return TRANSITIONS.filter(
    (transition) =>
      (command === undefined || transition.command === command) &&
      transition.from.includes(ticket.state) &&
      transition.by.some((standing) => standings.has(standing)) &&
      transition.guards.every((guard) => GUARDS[guard](ticket, now)),
  );
}

/** The commands that a person could give now, each once, in the order of the table. */
export function possibleCommands(
  ticket: TicketFacts,
  standings: ReadonlySet<Standing>,
  now: Date,
): readonly CommandName[] {
  return [...new Set(fitting(ticket, standings, now).map((transition) => transition.command))];
}
