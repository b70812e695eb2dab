/** An ISO 8601 week of Chinese time, e.g. `2026-W48`; later weeks are greater as text. */
export type IsoWeek = string;

const DAY_MS = 86_400_000;
/** Chinese time has been UTC+8 without summer time since 1991. */
const CHINESE_TIME_MS = 8 * 3_600_000;
/** 1 January 1970 was a Thursday, and the Thursday of a week says to which year it belongs. */
const DAYS_A_WEEK = 7;

export const ISO_WEEK = /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/;

export function isoWeekOf(instant: Date): IsoWeek {
  const day = Math.floor((instant.getTime() + CHINESE_TIME_MS) / DAY_MS);
  const thursday = Math.floor((day + 3) / DAYS_A_WEEK) * DAYS_A_WEEK;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const dayOfYear = thursday - Date.UTC(year, 0, 1) / DAY_MS;
  const week = Math.floor(dayOfYear / DAYS_A_WEEK) + 1;
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}

/** 1 is Monday, 7 is Sunday, in Chinese time. */
export function dayOfWeek(instant: Date): number {
  const day = Math.floor((instant.getTime() + CHINESE_TIME_MS) / DAY_MS);
  return ((day + 3) % DAYS_A_WEEK) + 1;
}

/**
 * Weeks before it are over: a token is accepted in its week and the next, and what was accepted has had a week to be
 * released.
 */
export function firstSpendableWeek(now: Date): IsoWeek {
  return isoWeekOf(new Date(now.getTime() - 2 * DAYS_A_WEEK * DAY_MS));
}

/** The week of an instant and so many after it. */
export function isoWeeksFrom(instant: Date, further: number): IsoWeek[] {
  return Array.from({ length: further + 1 }, (_, weeks) =>
    isoWeekOf(new Date(instant.getTime() + weeks * DAYS_A_WEEK * DAY_MS)),
  );
}

/** The date in Chinese time, `2026-11-24`. */
export function chineseDateOf(instant: Date): string {
  return new Date(instant.getTime() + CHINESE_TIME_MS).toISOString().slice(0, 10);
}
