import { DAY_MS, FIRST_DAY, HOUR_MS, QUIET_DAY } from './roster.js';

/** Time after midnight at which a release is due. */
export const RELEASE_MS = 2.5 * HOUR_MS;

/** How a product decides on which day something comes out. */
export interface ReleaseRule {
  /** Days until a ticket is due. */
  readonly delay: number;
  /** Further days for which a follow-up is held: 0 to so many, by lot. */
  readonly longestHold: number;
  /** Days without a release, because too few had been there: what is due on them waits for the next one. */
  readonly missed: readonly number[];
}

/** Of the product as it is shipped. */
export const SHIPPED_RULE: ReleaseRule = { delay: 1, longestHold: 2, missed: [QUIET_DAY + 1] };

/** The day on which that comes out which is due on a day. */
export function releaseOf(due: number, rule: ReleaseRule): number {
  return rule.missed.includes(due) ? releaseOf(due + 1, rule) : due;
}

/** The window whose messages come out on a day: from the release before to this one, times of the world. */
export function windowOf(day: number, rule: ReleaseRule): { readonly fromMs: number; readonly toMs: number } {
  const midnight = Date.parse(FIRST_DAY);
  let before = day - 1;
  while (rule.missed.includes(before)) before--;
  return { fromMs: midnight + before * DAY_MS + RELEASE_MS, toMs: midnight + day * DAY_MS + RELEASE_MS };
}
