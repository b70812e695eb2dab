/** How often a leader has ordered the answer anew, and how often the author said "no" or "partly". */
export interface Setbacks {
  readonly redos: number;
  readonly noes: number;
}

/** What the policy and the organisation say about it. */
interface Levels {
  readonly redosBeforeHigherLevel: number;
  readonly higherLeaderId: string | null;
}

export const NO_SETBACKS: Setbacks = { redos: 0, noes: 0 };

/**
 * The leader one level above the responsible one, once a ticket has come back as often as the policy allows; null as
 * long as it has not, or when nobody is above.
 */
export function leaderAbove(levels: Levels, { redos, noes }: Setbacks): string | null {
  const isReached = Math.max(redos, noes) >= levels.redosBeforeHigherLevel;
  return isReached ? levels.higherLeaderId : null;
}
