import type { StoredEvent } from '@huiyin/platform';
import type { Leg, StepKind } from '@huiyin/sla';

/**
 * Who is told. `desk`: the department that has the ticket (its head, or the deputy while the head is away, and the
 * handlers). `head`: the same without the handlers; `handlers`: the handlers, or the head when none is there.
 * `owner`: the leader of an escalated ticket, otherwise the desk. `superior`: the leader one level above the
 * department; `leader`: the one whom the ticket itself names.
 */
export const AUDIENCES = [
  'author',
  'desk',
  'head',
  'leader',
  'owner',
  'handlers',
  'superior',
  'head-and-superior',
  'superior-and-duty-leader',
  'leader-and-duty-leader',
  'duty-leader',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * What a person does is told at once; what time brought about, and requests for more of it, waits for the recipient's
 * working hours, save for urgent tickets that are late.
 */
export type Moment = 'at-once' | 'working-hours' | 'working-hours-unless-urgent';

export interface NoticeRule {
  /** Type of the event that calls for the notice. */
  readonly on: string;
  readonly when?: (data: StoredEvent['data']) => boolean;
  readonly audience: Audience;
  /** Also told to whoever caused the event: it brings news even to them. */
  readonly tellsActor?: boolean;
  /** `at-once` unless given. */
  readonly moment?: Moment;
  /** Several of it that wait for one person go into one letter; what clocks come to always does. */
  readonly isGathered?: true;
  /** The point of a clock's ladder that this notice tells. */
  readonly step?: ClockStep;
  /** Events after which the notice would tell something that is no longer so; a clock is looked at instead. */
  readonly supersededBy: readonly string[];
}

export interface ClockStep {
  readonly leg: Leg;
  readonly kind: StepKind;
}
