import type { NewEvent } from '@huiyin/platform';
import type { BusinessCalendar } from '../domain/business-calendar.js';
import { nextStep, type ClockFacts } from '../domain/ladder.js';
import type { StoredCalendar } from '../calendar/stored-calendar.js';
import { workingDayMinutes } from '../domain/policy-day.js';
import { targetMinutes } from '../domain/policy-levels.js';
import type { Leg, LevelLeg, PolicyNumbers } from '../domain/policy.js';
import type { ClockSubject } from './clock-change.js';
import {
  daysOf,
  deliveryDays,
  DELIVERY_ALLOWANCE_DAYS,
  nextWorkingDay,
  secondsOfDays,
  thisWorkingDay,
  wholeDaysAfter,
  type WholeDays,
} from '../domain/whole-days.js';
import { deadline, elapsedSeconds } from '../domain/working-time.js';
import { pausesOf, type ClockRow } from './clock-row.js';

/** The versions that a clock is counted by: those it started with. */
export interface Counting {
  readonly calendar: BusinessCalendar;
  readonly numbers: PolicyNumbers;
}

export interface StepEvent extends NewEvent {
  readonly at: Date;
}

/** Every step of a running clock up to an instant, each dated when it truly came; the row is brought past them. */
export function climb(row: ClockRow, { calendar, numbers }: Counting, until: Date): StepEvent[] {
  const facts = factsOfClock(row);
  const events: StepEvent[] = [];
  let step = nextStep(calendar, facts, numbers, row.steps_recorded);
  while (step !== null && step.at <= until) {
    if (step.kind === 'due') row.breached_at ??= step.at;
    events.push({
      type: 'clock.step-reached',
      at: step.at,
      data: {
        ticketId: row.ticket_id,
        leg: row.leg,
        round: row.round,
        kind: step.kind,
        dueAt: row.due_at.toISOString(),
      },
    });
    row.steps_recorded++;
    step = nextStep(calendar, facts, numbers, row.steps_recorded);
  }
  row.next_step_at = step?.at ?? null;
  return events;
}

/** How many steps of a clock's ladder have come by an instant. */
export function stepsBy(facts: ClockFacts, { calendar, numbers }: Counting, instant: Date): number {
  let count = 0;
  for (;;) {
    const step = nextStep(calendar, facts, numbers, count);
    if (step === null || step.at > instant) return count;
    count++;
  }
}

/**
 * When a paused clock goes on by itself. The limit is for all pauses of a clock together: asking again and again must
 * not stop it for ever. Where question and reply travel by the day, each pause gets the days that the way takes; the
 * day on which it begins counts for none of them.
 */
export function pauseLimit(row: ClockRow, pausedAt: Date, { calendar, numbers }: Counting): Date {
  const used = pausesOf(row).reduce((sum, { start, end }) => sum + elapsedSeconds(calendar, start, end), 0);
  const allowance = row.in_whole_days
    ? secondsOfDays(calendar, pausedAt, DELIVERY_ALLOWANCE_DAYS * (row.pauses.length + 1) + 1)
    : 0;
  return deadline(calendar, pausedAt, Math.max(0, numbers.pauseLimitWorkingMinutes * 60 + allowance - used));
}

/** From when a new clock counts, and its target in working seconds. */
export function spanOf(
  given: ClockSubject &
    Counting & { readonly leg: Leg; readonly level: LevelLeg; readonly stored: StoredCalendar },
  now: Date,
): WholeDays {
  const { calendar, leg, level, stored } = given;
  const minutes = targetMinutes(given.numbers, { ...given, leg: level });
  if (given.inWholeDays !== true) return { startsAt: now, seconds: minutes * 60 };
  const days = daysOf(minutes, workingDayMinutes(stored)) + deliveryDays(leg);
  return wholeDaysAfter(calendar, now, days);
}

/** From when a question stops a clock; one in whole days stands still for whole days. */
export function askedAt(row: ClockRow, { calendar }: Counting, at: Date): Date {
  return row.in_whole_days ? thisWorkingDay(calendar, at) : at;
}

/** When a reply sets it going again: of an anonymous author only the date is known. */
export function repliedAt(row: ClockRow, { calendar }: Counting, at: Date): Date {
  return row.in_whole_days ? nextWorkingDay(calendar, at) : at;
}

export function factsOfClock(row: ClockRow): ClockFacts {
  return {
    leg: row.leg,
    startedAt: row.started_at,
    targetSeconds: row.target_seconds,
    pauses: pausesOf(row),
  };
}

export function earlier(one: Date, other: Date | null): Date {
  return other !== null && other < one ? other : one;
}
