/** The parts of a ticket's way that have a target and a clock. */
export const LEGS = ['acknowledge', 'answer', 'escalated-answer', 'confirmation'] as const;
export type Leg = (typeof LEGS)[number];

/** What a command does to the clocks of its ticket. Rounds count from 1 for each leg. */
export type ClockChange =
  | { readonly do: 'start'; readonly leg: Leg; readonly round: number }
  | { readonly do: 'stop'; readonly legs: readonly Leg[] | 'all' }
  | { readonly do: 'pause' }
  | { readonly do: 'resume' };
