import type { Kind, Leg, LevelLeg, Urgency } from '../domain/policy.js';

/** What a command does to the clocks of its ticket. Rounds count from 1 for each leg. */
export type ClockChange =
  /** `level` is given when the target is not the one of the leg. */
  | { readonly do: 'start'; readonly leg: Leg; readonly round: number; readonly level?: LevelLeg }
  | { readonly do: 'stop'; readonly legs: readonly Leg[] | 'all' }
  | { readonly do: 'pause' }
  /** `at` is given when a pause ended by itself, before anybody noticed. */
  | { readonly do: 'resume'; readonly at?: Date }
  | { readonly do: 'extend'; readonly workingMinutes: number }
  /** The ticket has another urgency now, and the department's answer its target; only ever in the first round. */
  | { readonly do: 'retarget' };

/** What a ticket's clocks belong to; the department decides which calendar counts. */
export interface ClockSubject {
  readonly ticketId: string;
  readonly departmentId: string;
  /** The department's site, whose calendar counts when the department has none of its own. */
  readonly siteId: string | null;
  readonly urgency: Urgency;
  readonly kind: Kind;
  /** The author is known by dates only: clocks start with the next working day and count whole ones. */
  readonly inWholeDays?: boolean;
}
