import { Temporal } from 'temporal-polyfill';
import type { CalendarDefinition, WallSpan } from './calendar-definition.js';

const MINUTES_OF_A_DAY = 1_440;

function minutesOf(spans: readonly WallSpan[]): number {
  const at = (time: string): number => {
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    return hours * 60 + minutes + seconds / 60;
  };
  return Math.round(spans.reduce((sum, [from, to]) => sum + at(to) - at(from), 0));
}

/**
 * How long a working day is, in minutes, where all open weekdays are equally long. Null where they are not: there an
 * amount of time is no number of days, and is said in hours.
 */
export function evenDayMinutes({ weekly }: Pick<CalendarDefinition, 'weekly'>): number | null {
  const lengths = new Set(
    Object.values(weekly)
      .map(minutesOf)
      .filter((minutes) => minutes > 0),
  );
  const [length] = lengths;
  return lengths.size === 1 && length !== undefined ? length : null;
}

/** What a calendar calls a working day, in minutes: the commonest length of its open weekdays, the longer of equals. */
export function workingDayMinutes({ weekly }: Pick<CalendarDefinition, 'weekly'>): number {
  const lengths = Object.values(weekly)
    .map(minutesOf)
    .filter((minutes) => minutes > 0);
  const often = (length: number): number => lengths.filter((other) => other === length).length;
  return lengths.sort((a, b) => often(b) - often(a) || b - a)[0] ?? MINUTES_OF_A_DAY;
}

/** The first instant of a date `YYYY-MM-DD` in a zone, or null when there is no such date. */
export function startOfDay(date: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  try {
    const day = Temporal.PlainDate.from(date, { overflow: 'reject' });
    return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}
