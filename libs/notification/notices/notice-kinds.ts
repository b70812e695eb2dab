import type { StoredEvent } from '@huiyin/platform';

/**
 * Who is told. `desk`: the department that has the ticket (its head, or the deputy while the head is away, and the
 * handlers). `head`: the same without the handlers. `owner`: the leader of an escalated ticket, otherwise the desk.
 */
export type Audience = 'author' | 'desk' | 'head' | 'leader' | 'owner';

interface NoticeRule {
  /** Type of the event that calls for the notice. */
  readonly on: string;
  readonly when?: (data: StoredEvent['data']) => boolean;
  readonly audience: Audience;
  /** Also told to whoever caused the event: it brings news even to them. */
  readonly tellsActor?: boolean;
  /** Events after which the notice would tell something that is no longer so. */
  readonly supersededBy: readonly string[];
}

const OVER = ['ticket.closed', 'ticket.removed'] as const;
const OFF_THE_DESK = ['ticket.answered', 'ticket.transferred', 'ticket.escalated', ...OVER] as const;
const OFF_THE_LEADER = ['ticket.answered', 'ticket.redo-ordered', ...OVER] as const;

/**
 * Every notice, the event that causes it and what makes it pointless. Approved refusals reach the author through
 * the answer that comes with them; a "no" reaches everybody through the escalation that comes with it.
 */
export const NOTICES = {
  dispatched: {
    on: 'ticket.submitted',
    audience: 'desk',
    supersededBy: ['ticket.merged', ...OFF_THE_DESK],
  },
  transferred: {
    on: 'ticket.transferred',
    audience: 'desk',
    supersededBy: ['ticket.merged', ...OFF_THE_DESK],
  },
  'author-asked': {
    on: 'ticket.author-asked',
    audience: 'author',
    supersededBy: ['ticket.author-replied', 'ticket.answered', ...OVER],
  },
  'author-replied': {
    on: 'ticket.author-replied',
    audience: 'owner',
    supersededBy: OFF_THE_DESK,
  },
  answered: {
    on: 'ticket.answered',
    audience: 'author',
    supersededBy: ['ticket.escalated', ...OVER],
  },
  'answer-amended': {
    on: 'ticket.answer-amended',
    audience: 'author',
    supersededBy: ['ticket.answer-amended', 'ticket.removed'],
  },
  'refusal-waiting': {
    on: 'ticket.refusal-proposed',
    audience: 'leader',
    supersededBy: ['ticket.refusal-approved', 'ticket.refusal-declined', ...OVER],
  },
  'refusal-approved': {
    on: 'ticket.refusal-approved',
    audience: 'head',
    supersededBy: OVER,
  },
  'refusal-declined': {
    on: 'ticket.refusal-declined',
    audience: 'desk',
    supersededBy: ['ticket.refusal-proposed', ...OFF_THE_DESK],
  },
  escalated: {
    on: 'ticket.escalated',
    audience: 'leader',
    supersededBy: OFF_THE_LEADER,
  },
  'escalated-from-you': {
    on: 'ticket.escalated',
    audience: 'head',
    supersededBy: OVER,
  },
  // The author said "no", and learns here who owns the ticket now and by when they answer.
  'escalated-for-you': {
    on: 'ticket.escalated',
    audience: 'author',
    tellsActor: true,
    supersededBy: OFF_THE_LEADER,
  },
  'redo-ordered': {
    on: 'ticket.redo-ordered',
    audience: 'desk',
    supersededBy: OFF_THE_DESK,
  },
  reopened: {
    on: 'ticket.reopened',
    audience: 'desk',
    supersededBy: OFF_THE_DESK,
  },
  merged: {
    on: 'ticket.merged',
    audience: 'author',
    supersededBy: ['ticket.unmerged', 'ticket.answered', ...OVER],
  },
  'closed-unconfirmed': {
    on: 'ticket.closed',
    when: (data) => data['outcome'] === 'unconfirmed',
    audience: 'author',
    supersededBy: ['ticket.reopened', 'ticket.removed'],
  },
  'closed-unresolved': {
    on: 'ticket.closed',
    when: (data) => data['outcome'] === 'unresolved',
    audience: 'author',
    supersededBy: ['ticket.removed'],
  },
  removed: {
    on: 'ticket.removed',
    audience: 'author',
    supersededBy: [],
  },
} as const satisfies Record<string, NoticeRule>;

export type NoticeKind = keyof typeof NOTICES;

export const NOTICE_KINDS = Object.keys(NOTICES) as readonly NoticeKind[];

export function noticeRule(kind: NoticeKind): NoticeRule {
  return NOTICES[kind];
}

/** The notices that an event calls for. */
export function noticesOf(event: Pick<StoredEvent, 'type' | 'data'>): NoticeKind[] {
  return NOTICE_KINDS.filter((kind) => {
    const rule = noticeRule(kind);
    return rule.on === event.type && (rule.when?.(event.data) ?? true);
  });
}
