const DAY_MS = 86_400_000;
/** Chinese time has been UTC+8 without summer time since 1991. */
const CHINESE_TIME_MS = 8 * 3_600_000;

export const ISO_WEEK = /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/;

/** The number of a day in Chinese time. */
export function dayOf(millis: number): number {
  return Math.floor((millis + CHINESE_TIME_MS) / DAY_MS);
}

/** When a day begins in China, milliseconds. */
export function startOfDay(day: number): number {
  return day * DAY_MS - CHINESE_TIME_MS;
}

/** The ISO 8601 week of Chinese time, e.g. `2026-W48`. */
export function isoWeekOf(millis: number): string {
  const day = dayOf(millis);
  // Day 0 was a Thursday, and the Thursday of a week says to which year it belongs.
  const thursday = Math.floor((day + 3) / 7) * 7;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY_MS) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Whether a week is the present one for a clock that may be a day wrong. */
export function isPresentWeek(week: string, millis: number): boolean {
  return [-DAY_MS, 0, DAY_MS].some((difference) => isoWeekOf(millis + difference) === week);
}

/** The Monday of a week, as milliseconds of its date at midnight UTC. */
export function mondayOf(week: string): number {
  const [year = 0, number = 0] = week.split('-W').map(Number);
  const fourth = Date.UTC(year, 0, 4) / DAY_MS;
  // 4 January is always in the first week; day 0 was a Thursday.
  const firstMonday = Math.floor((fourth + 3) / 7) * 7 - 3;
  return (firstMonday + (number - 1) * 7) * DAY_MS;
}
