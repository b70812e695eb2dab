import type { DecisionContext } from './decision.js';

/** How often a leader has ordered the answer anew, and how often the author said "no" or "partly". */
export interface Setbacks {
  readonly redos: number;
  readonly noes: number;
}

export const NO_SETBACKS: Setbacks = { redos: 0, noes: 0 };

/**
 * The leader one level above the responsible one, once a ticket has come back as often as the policy allows; null as
 * long as it has not, or when nobody is above.
 */
export function leaderAbove(context: DecisionContext, { redos, noes }: Setbacks): string | null {
  const isReached = Math.max(redos, noes) >= context.redosBeforeHigherLevel;
  return isReached ? context.higherLeaderId : null;
}
