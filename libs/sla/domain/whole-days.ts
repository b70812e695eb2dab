import type { BusinessCalendar } from './business-calendar.js';
import { DAY_MS } from './local-schedule.js';
import type { Leg } from './policy.js';
import { elapsedSeconds, nextOpen } from './working-time.js';

/**
 * Working days that a clock of an anonymous author waits longer before silence counts: what the author reads and
 * writes travels by daily sheet (1), is held at random (0 to 2) and waits for the next release (1).
 */
export const DELIVERY_ALLOWANCE_DAYS = 4;

/** What a leg of an anonymous ticket gets on top of its target: only the author's own turn travels. */
export function deliveryDays(leg: Leg): number {
  return leg === 'confirmation' ? DELIVERY_ALLOWANCE_DAYS : 0;
}

/** Where a clock that counts whole working days starts, and how much working time its days hold. */
export interface WholeDays {
  readonly startsAt: Date;
  readonly seconds: number;
}

/**
 * So many whole working days from the beginning of the first one after the local date of `at`: nothing of the result
 * tells when on that date something happened. Throws WorkingTimeOutOfReach when the calendar has too few.
 */
export function wholeDaysAfter(calendar: BusinessCalendar, at: Date, days: number): WholeDays {
  const startsAt = nextWorkingDay(calendar, at);
  let midnight = nextMidnight(calendar, startsAt);
  for (let day = 1; day < days; day++) midnight = nextMidnight(calendar, nextOpen(calendar, midnight));
  return { startsAt, seconds: elapsedSeconds(calendar, startsAt, midnight) };
}

/** Working seconds of so many working days, the one that is open at or after `at` being the first. */
export function secondsOfDays(calendar: BusinessCalendar, at: Date, days: number): number {
  let until = at;
  for (let day = 0; day < days; day++) until = nextMidnight(calendar, nextOpen(calendar, until));
  return elapsedSeconds(calendar, at, until);
}

/** The beginning of the first working day after the local date of `at`. */
export function nextWorkingDay(calendar: BusinessCalendar, at: Date): Date {
  return nextOpen(calendar, nextMidnight(calendar, at));
}

/** The beginning of the working day of `at`, or of the first one after it: from there a question stops a clock. */
export function thisWorkingDay(calendar: BusinessCalendar, at: Date): Date {
  const atMs = at.getTime();
  const day = Math.floor((atMs + calendar.offsetMs(atMs)) / DAY_MS);
  return nextOpen(calendar, midnightOf(calendar, at, day));
}

/** A target in minutes as whole days of the length that the calendar calls a working day; never less than one. */
export function daysOf(workingMinutes: number, dayMinutes: number): number {
  return Math.max(1, Math.ceil(workingMinutes / dayMinutes));
}

function nextMidnight(calendar: BusinessCalendar, at: Date): Date {
  const atMs = at.getTime();
  const day = Math.floor((atMs + calendar.offsetMs(atMs)) / DAY_MS);
  return midnightOf(calendar, at, day + 1);
}

/** The first instant of a local day, counted from 1970-01-01, that is not far from `near`. */
function midnightOf(calendar: BusinessCalendar, near: Date, day: number): Date {
  const localMs = day * DAY_MS;
  // The wall clock may be moved between here and midnight, and once more by the correction.
  const guessMs = localMs - calendar.offsetMs(near.getTime());
  return new Date(localMs - calendar.offsetMs(localMs - calendar.offsetMs(guessMs)));
}
