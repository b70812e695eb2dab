import { isoWeekOf, type IsoWeek } from '../domain/iso-week.js';

/** When waiting tickets may be released. */
export type ReleasePlan =
  /** Once a day at an hour of Chinese time, in minutes after midnight. */
  | { readonly kind: 'daily'; readonly minute: number }
  /** Demo and trials: every so many seconds. */
  | { readonly kind: 'interval'; readonly seconds: number };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Chinese time has been UTC+8 without summer time since 1991. */
const CHINESE_TIME_MS = 8 * 3_600_000;

/** The number of the window that an instant lies in; windows of one plan are counted without gaps. */
export function windowAt(plan: ReleasePlan, instant: Date): number {
  return plan.kind === 'daily'
    ? Math.floor((instant.getTime() + CHINESE_TIME_MS - plan.minute * MINUTE_MS) / DAY_MS)
    : Math.floor(instant.getTime() / (plan.seconds * 1_000));
}

/** The date in Chinese time, `2026-11-24`, on which a window opens: as exact as anybody is ever told. */
export function dateOfWindow(plan: ReleasePlan, window: number): string {
  const opensAtMs = plan.kind === 'daily' ? window * DAY_MS : window * plan.seconds * 1_000 + CHINESE_TIME_MS;
  return new Date(opensAtMs).toISOString().slice(0, 10);
}

/**
 * After a release on this date no ticket with a token of an earlier week can still wait for one. A token is accepted until
 * the second Sunday, and what came then is due on Monday: whatever release comes from Tuesday on has taken it along.
 *
 * @param releasedOn date in Chinese time, `2026-11-24`
 */
export function firstWaitingWeek(releasedOn: string): IsoWeek {
  return isoWeekOf(new Date(Date.parse(`${releasedOn}T00:00:00+08:00`) - 8 * DAY_MS));
}
