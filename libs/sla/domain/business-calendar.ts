import { DAY_MS, type DaySpans, type LocalSchedule } from './local-schedule.js';
import { lastAtMost, lastBelow, nth } from './sorted-numbers.js';
import { EARLIEST_MS, LATEST_MS, offsetsOf, type ZoneOffsets } from './zone-offsets.js';

export type OutOfReach = 'calendar.no-working-time' | 'calendar.ends-too-early' | 'calendar.beyond-years';

const OUT_OF_REACH: Readonly<Record<OutOfReach, string>> = {
  'calendar.no-working-time': 'The calendar has no working time at all.',
  'calendar.ends-too-early': 'The calendar holds too little working time after this instant.',
  'calendar.beyond-years': 'Working time is known for the years 1900 to 2499 only.',
};

/** The asked instant does not exist in this calendar: a fault of the calendar or of the target, never of the moment. */
export class WorkingTimeOutOfReach extends Error {
  constructor(readonly code: OutOfReach) {
    super(OUT_OF_REACH[code]);
    this.name = 'WorkingTimeOutOfReach';
  }
}

/**
 * Working time of a place, immutable: a wall-clock schedule seen through a time zone. An hour that a spring change
 * skips does not exist, one that an autumn change repeats is open twice.
 *
 * In each stretch of constant offset real time and wall clock run side by side; sums at the stretch edges join them.
 */
export class BusinessCalendar {
  private zone: ZoneOffsets;
  /** Added to the schedule's sum in stretch i, so that the sum runs on over the jump of the clock. */
  private joinMs: readonly number[];
  private workedAtStartMs: readonly number[];

  /** `timeZone` must be a known IANA name. Use `parseCalendar` to get here from a definition. */
  constructor(
    readonly timeZone: string,
    private readonly schedule: LocalSchedule,
  ) {
    const firstMs = (schedule.firstExceptionDay ?? 0) * DAY_MS - DAY_MS;
    const lastMs = (schedule.lastExceptionDay ?? 0) * DAY_MS + 2 * DAY_MS;
    this.zone = offsetsOf(timeZone, Math.max(firstMs, EARLIEST_MS), Math.min(lastMs, LATEST_MS));
    [this.joinMs, this.workedAtStartMs] = joins(this.zone, schedule);
  }

  get hasWorkingTime(): boolean {
    return this.schedule.hasWork;
  }

  /** False also when all the working time lies on extra days, after which there is none. */
  get hasWeeklyWorkingTime(): boolean {
    return this.schedule.hasWeeklyWork;
  }

  /** Open spans of a local date on its wall clock; `day` counts from 1970-01-01. */
  wallSpansOf(day: number): DaySpans {
    return this.schedule.spansOf(day);
  }

  /** Working milliseconds between an origin of this calendar's own and an instant; only differences mean anything. */
  workedMs(atMs: number): number {
    this.reach(atMs);
    const stretch = lastAtMost(this.zone.startsMs, atMs);
    return nth(this.joinMs, stretch) + this.schedule.workedMs(atMs + nth(this.zone.offsetsMs, stretch));
  }

  /** The earliest instant by which `workedMs` reaches the target. */
  earliestMs(targetMs: number): number {
    for (;;) {
      const stretch = Math.max(lastBelow(this.workedAtStartMs, targetMs), 0);
      const localMs = this.schedule.earliestLocalMs(targetMs - nth(this.joinMs, stretch));
      if (localMs === undefined)
        throw new WorkingTimeOutOfReach(
          this.hasWorkingTime ? 'calendar.ends-too-early' : 'calendar.no-working-time',
        );
      const atMs = localMs - nth(this.zone.offsetsMs, stretch);
      if (atMs < this.zone.untilMs) return atMs;
      this.reach(atMs);
    }
  }

  /** The first open instant at or after `atMs`. */
  nextOpenMs(atMs: number): number {
    // The millisecond that is worked next begins one before the instant by which it is done.
    return this.earliestMs(this.workedMs(atMs) + 1) - 1;
  }

  /** The end of the open span around an open instant, or of its stretch of constant offset if that comes first. */
  spanEndMs(openMs: number): number {
    this.reach(openMs);
    const stretch = lastAtMost(this.zone.startsMs, openMs);
    const offsetMs = nth(this.zone.offsetsMs, stretch);
    const day = Math.floor((openMs + offsetMs) / DAY_MS);
    const sinceMidnightMs = openMs + offsetMs - day * DAY_MS;
    const span = this.schedule.spansOf(day).find(({ toMs }) => sinceMidnightMs < toMs);
    if (!span || sinceMidnightMs < span.fromMs) throw new RangeError('The instant is not open.');
    return Math.min(day * DAY_MS + span.toMs - offsetMs, this.zone.startsMs[stretch + 1] ?? Infinity);
  }

  /** What the wall clock of the place is ahead of UTC at an instant. */
  offsetMs(atMs: number): number {
    this.reach(atMs);
    return nth(this.zone.offsetsMs, lastAtMost(this.zone.startsMs, atMs));
  }

  private reach(atMs: number): void {
    if (atMs >= this.zone.fromMs && atMs < this.zone.untilMs) return;
    if (!(atMs >= EARLIEST_MS && atMs < LATEST_MS)) throw new WorkingTimeOutOfReach('calendar.beyond-years');
    this.zone = offsetsOf(
      this.timeZone,
      Math.min(atMs, this.zone.fromMs),
      Math.max(atMs + 1, this.zone.untilMs),
    );
    [this.joinMs, this.workedAtStartMs] = joins(this.zone, this.schedule);
  }
}

/** Sums are anchored in the stretch that holds 1970, so that a longer table changes none of them. */
function joins(zone: ZoneOffsets, schedule: LocalSchedule): [number[], number[]] {
  const { startsMs, offsetsMs } = zone;
  const anchor = lastAtMost(startsMs, 0);
  const joinMs = new Array<number>(startsMs.length).fill(0);
  /** How much the sum would jump at the start of stretch i. */
  const jumpMs = (i: number): number =>
    schedule.workedMs(nth(startsMs, i) + nth(offsetsMs, i)) -
    schedule.workedMs(nth(startsMs, i) + nth(offsetsMs, i - 1));
  for (let i = anchor + 1; i < startsMs.length; i++) joinMs[i] = nth(joinMs, i - 1) - jumpMs(i);
  for (let i = anchor; i > 0; i--) joinMs[i - 1] = nth(joinMs, i) + jumpMs(i);
  const workedAtStartMs = joinMs.map(
    (join, i) => join + schedule.workedMs(nth(startsMs, i) + nth(offsetsMs, i)),
  );
  return [joinMs, workedAtStartMs];
}
