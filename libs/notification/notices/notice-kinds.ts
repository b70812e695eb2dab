import type { StoredEvent } from '@huiyin/platform';
import { CLOCK_NOTICES, comesAfter } from './clock-notices.js';
import type { ClockStep, NoticeRule } from './notice-rule.js';

const OVER = ['ticket.closed', 'ticket.removed'] as const;
const OFF_THE_DESK = ['ticket.answered', 'ticket.transferred', 'ticket.escalated', ...OVER] as const;
const isOverdue = (data: StoredEvent['data']): boolean => data['reason'] === 'overdue';
const isNotOverdue = (data: StoredEvent['data']): boolean => !isOverdue(data);
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
  // Until the leader has decided, the department can do nothing else with the ticket.
  'abuse-waiting': {
    on: 'ticket.abuse-proposed',
    audience: 'leader',
    supersededBy: ['ticket.abuse-approved', 'ticket.abuse-declined', ...OFF_THE_DESK],
  },
  'abuse-declined': {
    on: 'ticket.abuse-declined',
    audience: 'desk',
    supersededBy: ['ticket.abuse-proposed', ...OFF_THE_DESK],
  },
  escalated: {
    on: 'ticket.escalated',
    when: isNotOverdue,
    audience: 'leader',
    supersededBy: OFF_THE_LEADER,
  },
  'escalated-from-you': {
    on: 'ticket.escalated',
    when: isNotOverdue,
    audience: 'head',
    supersededBy: OVER,
  },
  // The author said "no", and learns here who owns the ticket now and by when they answer.
  'escalated-for-you': {
    on: 'ticket.escalated',
    when: isNotOverdue,
    audience: 'author',
    tellsActor: true,
    supersededBy: OFF_THE_LEADER,
  },
  // Nobody said "no": the department let the time pass, and the leadership took over by itself.
  'overdue-escalated': {
    on: 'ticket.escalated',
    when: isOverdue,
    audience: 'leader',
    moment: 'working-hours-unless-urgent',
    isGathered: true,
    supersededBy: OFF_THE_LEADER,
  },
  'overdue-escalated-from-you': {
    on: 'ticket.escalated',
    when: isOverdue,
    audience: 'head',
    moment: 'working-hours-unless-urgent',
    isGathered: true,
    supersededBy: OVER,
  },
  'overdue-escalated-for-you': {
    on: 'ticket.escalated',
    when: isOverdue,
    audience: 'author',
    moment: 'working-hours-unless-urgent',
    supersededBy: OFF_THE_LEADER,
  },
  'extension-waiting': {
    on: 'ticket.extension-requested',
    audience: 'leader',
    moment: 'working-hours',
    supersededBy: ['ticket.extension-approved', 'ticket.extension-declined', ...OFF_THE_DESK],
  },
  'extension-approved': {
    on: 'ticket.extension-approved',
    audience: 'desk',
    moment: 'working-hours',
    supersededBy: OFF_THE_DESK,
  },
  'extension-approved-for-you': {
    on: 'ticket.extension-approved',
    audience: 'author',
    moment: 'working-hours',
    supersededBy: ['ticket.answered', 'ticket.escalated', ...OVER],
  },
  'extension-declined': {
    on: 'ticket.extension-declined',
    audience: 'desk',
    moment: 'working-hours',
    supersededBy: ['ticket.extension-requested', ...OFF_THE_DESK],
  },
  // The department decides this alone, so the one who can set it back hears of it.
  'marked-complex': {
    on: 'ticket.marked-complex',
    audience: 'superior',
    moment: 'working-hours',
    supersededBy: ['ticket.marked-ordinary', 'ticket.answered', 'ticket.escalated', ...OVER],
  },
  'marked-complex-for-you': {
    on: 'ticket.marked-complex',
    audience: 'author',
    moment: 'working-hours',
    supersededBy: ['ticket.marked-ordinary', 'ticket.answered', 'ticket.escalated', ...OVER],
  },
  'marked-ordinary': {
    on: 'ticket.marked-ordinary',
    audience: 'desk',
    supersededBy: OFF_THE_DESK,
  },
  'marked-ordinary-for-you': {
    on: 'ticket.marked-ordinary',
    audience: 'author',
    moment: 'working-hours',
    supersededBy: ['ticket.answered', 'ticket.escalated', ...OVER],
  },
  'pause-ended': {
    on: 'ticket.pause-ended',
    audience: 'owner',
    moment: 'working-hours',
    supersededBy: ['ticket.author-replied', 'ticket.author-asked', 'ticket.redo-ordered', ...OFF_THE_DESK],
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
  ...CLOCK_NOTICES,
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

/** The notices of later steps of the same clock. */
export function noticesAbove(step: ClockStep): NoticeKind[] {
  return NOTICE_KINDS.filter((kind) => {
    const other = noticeRule(kind).step;
    return other?.leg === step.leg && comesAfter(other.kind, step.kind);
  });
}
