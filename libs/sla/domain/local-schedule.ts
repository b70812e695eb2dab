import { lastBelow, nth } from './sorted-numbers.js';

export const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** 1970-01-01, day 0, was a Thursday; weeks here begin on Monday. */
const MONDAY_SHIFT = 3;

/** Open time of one local day: ascending, disjoint, half-open, in milliseconds since local midnight. */
export type DaySpans = readonly { readonly fromMs: number; readonly toMs: number }[];

/** Monday is 0; `day` counts from 1970-01-01. */
export function weekdayOf(day: number): number {
  return (((day + MONDAY_SHIFT) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS;
}

/**
 * Working time on the wall clock, as if it never jumped: how much has passed up to a local instant, and the inverse.
 * Both are sums kept ready, so they cost the same for an hour and for a decade.
 */
export class LocalSchedule {
  private readonly weekMs: number;
  /** Work of the week before weekday i. */
  private readonly beforeWeekdayMs: readonly number[];
  private readonly exceptionDays: readonly number[];
  /** Total work up to the start and to the end of exception i. */
  private readonly workedAtStartMs: readonly number[];
  private readonly workedAtEndMs: readonly number[];
  /** What the exceptions before exception i add to (or take from) the weekly work; one more entry for all of them. */
  private readonly differenceMs: readonly number[];

  /** `weekly` has seven entries from Monday; `exceptions` replace the weekly spans of their day. */
  constructor(
    private readonly weekly: readonly DaySpans[],
    private readonly exceptions: ReadonlyMap<number, DaySpans>,
  ) {
    const beforeWeekdayMs: number[] = [];
    let weekMs = 0;
    for (let weekday = 0; weekday < WEEK_DAYS; weekday++) {
      beforeWeekdayMs.push(weekMs);
      weekMs += totalMs(nth(weekly, weekday));
    }
    this.weekMs = weekMs;
    this.beforeWeekdayMs = beforeWeekdayMs;

    this.exceptionDays = [...exceptions.keys()].sort((a, b) => a - b);
    const workedAtStartMs: number[] = [];
    const workedAtEndMs: number[] = [];
    const differenceMs: number[] = [0];
    let difference = 0;
    for (const day of this.exceptionDays) {
      const start = this.weeklyWorkedMs(day, 0) + difference;
      const work = totalMs(exceptions.get(day) ?? []);
      workedAtStartMs.push(start);
      workedAtEndMs.push(start + work);
      difference += work - totalMs(nth(weekly, weekdayOf(day)));
      differenceMs.push(difference);
    }
    this.workedAtStartMs = workedAtStartMs;
    this.workedAtEndMs = workedAtEndMs;
    this.differenceMs = differenceMs;
  }

  get hasWeeklyWork(): boolean {
    return this.weekMs > 0;
  }

  get hasWork(): boolean {
    return this.hasWeeklyWork || [...this.exceptions.values()].some((spans) => spans.length > 0);
  }

  get firstExceptionDay(): number | undefined {
    return this.exceptionDays[0];
  }

  get lastExceptionDay(): number | undefined {
    return this.exceptionDays.at(-1);
  }

  spansOf(day: number): DaySpans {
    return this.exceptions.get(day) ?? nth(this.weekly, weekdayOf(day));
  }

  /** Working time up to a local instant (milliseconds on a wall clock since 1970-01-01 00:00); negative before it. */
  workedMs(localMs: number): number {
    const day = Math.floor(localMs / DAY_MS);
    const sinceMidnightMs = localMs - day * DAY_MS;
    const before = nth(this.differenceMs, lastBelow(this.exceptionDays, day) + 1);
    const exception = this.exceptions.get(day);
    if (!exception) return this.weeklyWorkedMs(day, sinceMidnightMs) + before;
    return this.weeklyWorkedMs(day, 0) + before + workedInDayMs(exception, sinceMidnightMs);
  }

  /** The earliest local instant by which `workedMs` reaches `targetMs`; undefined when it never does. */
  earliestLocalMs(targetMs: number): number | undefined {
    const index = lastBelow(this.workedAtStartMs, targetMs);
    if (index >= 0 && targetMs <= nth(this.workedAtEndMs, index)) {
      const day = nth(this.exceptionDays, index);
      const rest = targetMs - nth(this.workedAtStartMs, index);
      return day * DAY_MS + sinceMidnightWhenWorkedMs(this.spansOf(day), rest);
    }
    if (!this.hasWeeklyWork) return undefined;
    const weeklyTargetMs = targetMs - nth(this.differenceMs, index + 1);
    const week = Math.ceil(weeklyTargetMs / this.weekMs) - 1;
    const inWeekMs = weeklyTargetMs - week * this.weekMs;
    const weekday = lastBelow(this.beforeWeekdayMs, inWeekMs);
    const rest = inWeekMs - nth(this.beforeWeekdayMs, weekday);
    const day = week * WEEK_DAYS + weekday - MONDAY_SHIFT;
    return day * DAY_MS + sinceMidnightWhenWorkedMs(nth(this.weekly, weekday), rest);
  }

  private weeklyWorkedMs(day: number, sinceMidnightMs: number): number {
    const week = Math.floor((day + MONDAY_SHIFT) / WEEK_DAYS);
    const weekday = weekdayOf(day);
    return (
      week * this.weekMs +
      nth(this.beforeWeekdayMs, weekday) +
      workedInDayMs(nth(this.weekly, weekday), sinceMidnightMs)
    );
  }
}

function totalMs(spans: DaySpans): number {
  return workedInDayMs(spans, DAY_MS);
}

function workedInDayMs(spans: DaySpans, sinceMidnightMs: number): number {
  let sum = 0;
  for (const span of spans) {
    if (sinceMidnightMs <= span.fromMs) break;
    sum += Math.min(sinceMidnightMs, span.toMs) - span.fromMs;
  }
  return sum;
}

/** `workMs` lies in (0, total of the day]. */
function sinceMidnightWhenWorkedMs(spans: DaySpans, workMs: number): number {
  let rest = workMs;
  for (const span of spans) {
    const length = span.toMs - span.fromMs;
    if (rest <= length) return span.fromMs + rest;
    rest -= length;
  }
  throw new RangeError(`A day holds less than ${workMs} ms of work.`);
}
