import { WorkingTimeOutOfReach, type BusinessCalendar } from './business-calendar.js';

/** The clock stands still in [start, end). */
export interface Pause {
  readonly start: Date;
  readonly end: Date;
}

/** An uninterrupted stretch of open time, half open. */
export interface OpenSpan {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * The earliest instant by which `workingSeconds` of open, unpaused time have passed since `startAt`; none at all rolls
 * forward to the first open, unpaused instant. Throws WorkingTimeOutOfReach when the calendar never gets there, and
 * RangeError for a negative or infinite duration. Exact to the millisecond; the cost does not depend on the distance.
 */
export function deadline(
  calendar: BusinessCalendar,
  startAt: Date,
  workingSeconds: number,
  pauses: readonly Pause[] = [],
): Date {
  if (!(workingSeconds >= 0 && Number.isFinite(workingSeconds)))
    throw new RangeError('A working duration is a finite number of seconds, zero or more.');
  const startMs = instant(startAt);
  const stops = disjoint(pauses, startMs);
  const budgetMs = Math.round(workingSeconds * 1_000);
  if (budgetMs === 0) return new Date(firstRunningMs(calendar, startMs, stops));
  let targetMs = calendar.workedMs(startMs) + budgetMs;
  let dueMs = calendar.earliestMs(targetMs);
  for (const [fromMs, toMs] of stops) {
    if (fromMs >= dueMs) break;
    targetMs += calendar.workedMs(toMs) - calendar.workedMs(fromMs);
    dueMs = calendar.earliestMs(targetMs);
  }
  return new Date(dueMs);
}

/** Seconds of open, unpaused time in [startAt, endAt); 0 when the end is not after the start. */
export function elapsedSeconds(
  calendar: BusinessCalendar,
  startAt: Date,
  endAt: Date,
  pauses: readonly Pause[] = [],
): number {
  const startMs = instant(startAt);
  const endMs = instant(endAt);
  if (endMs <= startMs) return 0;
  let workedMs = calendar.workedMs(endMs) - calendar.workedMs(startMs);
  for (const [fromMs, toMs] of disjoint(pauses, startMs)) {
    if (fromMs >= endMs) break;
    workedMs -= calendar.workedMs(Math.min(toMs, endMs)) - calendar.workedMs(fromMs);
  }
  return workedMs / 1_000;
}

/** The first open instant at or after `at`. Throws WorkingTimeOutOfReach when there is none. */
export function nextOpen(calendar: BusinessCalendar, at: Date): Date {
  return new Date(calendar.nextOpenMs(instant(at)));
}

/** The open spans within [from, until), earliest first; a clock change inside a span does not cut it. */
export function* spans(calendar: BusinessCalendar, from: Date, until: Date): Generator<OpenSpan> {
  const untilMs = instant(until);
  let startMs = nextOpenBefore(calendar, instant(from), untilMs);
  while (startMs !== undefined) {
    let endMs = startMs;
    let openMs: number | undefined = startMs;
    while (openMs === endMs) {
      endMs = Math.min(calendar.spanEndMs(openMs), untilMs);
      openMs = nextOpenBefore(calendar, endMs, untilMs);
    }
    yield { startsAt: new Date(startMs), endsAt: new Date(endMs) };
    startMs = openMs;
  }
}

function nextOpenBefore(calendar: BusinessCalendar, fromMs: number, untilMs: number): number | undefined {
  if (calendar.workedMs(Math.max(untilMs, fromMs)) === calendar.workedMs(fromMs)) return undefined;
  return calendar.nextOpenMs(fromMs);
}

function firstRunningMs(
  calendar: BusinessCalendar,
  startMs: number,
  stops: readonly (readonly [number, number])[],
): number {
  let openMs = calendar.nextOpenMs(startMs);
  for (const [fromMs, toMs] of stops) {
    if (openMs < fromMs) break;
    if (openMs < toMs) openMs = calendar.nextOpenMs(toMs);
  }
  return openMs;
}

/** Pauses after `sinceMs` in order, overlapping ones joined: time that stands still twice stands still once. */
function disjoint(pauses: readonly Pause[], sinceMs: number): (readonly [number, number])[] {
  const joined: [number, number][] = [];
  const sorted = pauses
    .map(({ start, end }) => [Math.max(instant(start), sinceMs), instant(end)] as const)
    .filter(([fromMs, toMs]) => toMs > fromMs)
    .sort(([a], [b]) => a - b);
  for (const [fromMs, toMs] of sorted) {
    const last = joined.at(-1);
    if (last && fromMs <= last[1]) last[1] = Math.max(last[1], toMs);
    else joined.push([fromMs, toMs]);
  }
  return joined;
}

function instant(at: Date): number {
  const ms = at.getTime();
  if (Number.isNaN(ms)) throw new WorkingTimeOutOfReach('calendar.beyond-years');
  return ms;
}
