import { STEP_KINDS, type Leg, type StepKind } from '@huiyin/sla';
import type { ClockGlance } from './clock-glance.js';
import type { Audience, ClockStep, NoticeRule } from './notice-rule.js';
import type { TicketGlance } from './ticket-glance.js';

const FIRST_MISSED = STEP_KINDS.indexOf('due');

/** Whether the deadline has passed at this step. */
export function isMissed(kind: StepKind): boolean {
  return STEP_KINDS.indexOf(kind) >= FIRST_MISSED;
}

/** Whether `kind` comes later on the ladder than `other`. */
export function comesAfter(kind: StepKind, other: StepKind): boolean {
  return STEP_KINDS.indexOf(kind) > STEP_KINDS.indexOf(other);
}

/**
 * Whether what a step said is no longer so: the clock stands, has stopped or was given more time, or the leadership
 * has taken over what the department did not answer.
 *
 * @param noticedDueAt the deadline when the step came
 */
export function clockHasMovedOn(
  step: ClockStep,
  noticedDueAt: Date,
  clock: Pick<ClockGlance, 'state' | 'dueAt'>,
  ticket: Pick<TicketGlance, 'state'>,
  now: Date,
): boolean {
  if (clock.state !== 'running') return true;
  if (step.leg === 'answer' && ticket.state === 'escalated' && step.kind !== 'bulletin') return true;
  return isMissed(step.kind) ? clock.dueAt > now : clock.dueAt > noticedDueAt;
}

function at(leg: Leg, kind: StepKind, audience: Audience): NoticeRule {
  return {
    on: 'clock.step-reached',
    when: (data) => data['leg'] === leg && data['kind'] === kind,
    audience,
    moment: isMissed(kind) ? 'working-hours-unless-urgent' : 'working-hours',
    step: { leg, kind },
    supersededBy: [],
  };
}

/**
 * What clocks come to. At every step somebody new is told. Where nothing stands, another notice says it: an
 * escalation is told with the event of the ticket, a missed verdict with its closing.
 */
export const CLOCK_NOTICES = {
  'acknowledge-late-warning': at('acknowledge', 'late-warning', 'handlers'),
  'acknowledge-due': at('acknowledge', 'due', 'head'),
  'acknowledge-reminder': at('acknowledge', 'reminder', 'head-and-superior'),
  'answer-half': at('answer', 'half', 'handlers'),
  'answer-late-warning': at('answer', 'late-warning', 'desk'),
  'answer-due': at('answer', 'due', 'head'),
  'answer-reminder': at('answer', 'reminder', 'head-and-superior'),
  'answer-bulletin': at('answer', 'bulletin', 'superior-and-duty-leader'),
  'escalated-answer-half': at('escalated-answer', 'half', 'leader'),
  'escalated-answer-late-warning': at('escalated-answer', 'late-warning', 'leader'),
  'escalated-answer-due': at('escalated-answer', 'due', 'leader'),
  'escalated-answer-reminder': at('escalated-answer', 'reminder', 'leader-and-duty-leader'),
  'escalated-answer-bulletin': at('escalated-answer', 'bulletin', 'duty-leader'),
  'confirmation-half': at('confirmation', 'half', 'author'),
  'confirmation-late-warning': at('confirmation', 'late-warning', 'author'),
} as const satisfies Record<string, NoticeRule>;

export type ClockNoticeKind = keyof typeof CLOCK_NOTICES;
