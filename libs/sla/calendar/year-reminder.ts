import { Temporal } from 'temporal-polyfill';
import type { StoredCalendar } from './stored-calendar.js';

export type YearState = 'announced' | 'provisional' | 'missing';

export interface YearReminder {
  readonly year: number;
  readonly state: 'provisional' | 'missing';
}

/** From this month on the coming year ought to be settled: notices come in autumn. */
const REVIEW_MONTH = 10;

/** What a calendar knows of a year; `announced` for calendars that keep no account of years. */
export function yearStateOf({ years }: Pick<StoredCalendar, 'years'>, year: number): YearState {
  if (years.length === 0) return 'announced';
  return years.find((known) => known.year === year)?.state ?? 'missing';
}

/** The running year, or from October on the coming one, while its days are not settled. */
export function reminderOf(stored: StoredCalendar, now: Date): YearReminder | null {
  const { year, month } = localDate(now, stored.timeZone);
  for (const asked of month >= REVIEW_MONTH ? [year, year + 1] : [year]) {
    const state = yearStateOf(stored, asked);
    if (state !== 'announced') return { year: asked, state };
  }
  return null;
}

/** Years between two instants, both included, whose days may still change. */
export function unsettledYears(stored: StoredCalendar, from: Date, until: Date): YearReminder[] {
  const [first, last] = [localDate(from, stored.timeZone).year, localDate(until, stored.timeZone).year];
  return Array.from({ length: Math.max(0, Math.min(last - first, 100)) + 1 }, (_, i) => first + i).flatMap(
    (year) => {
      const state = yearStateOf(stored, year);
      return state === 'announced' ? [] : [{ year, state }];
    },
  );
}

function localDate(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}
