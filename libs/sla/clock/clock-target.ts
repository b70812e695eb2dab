import type { Tx } from '@huiyin/platform';
import type { StoredCalendar } from '../calendar/stored-calendar.js';
import { workingDayMinutes } from '../domain/policy-day.js';
import { targetMinutes } from '../domain/policy-levels.js';
import type { Urgency } from '../domain/policy.js';
import { daysOf, secondsOfDays, wholeDaysAfter } from '../domain/whole-days.js';
import { deadline, elapsedSeconds } from '../domain/working-time.js';
import type { ClockSubject } from './clock-change.js';
import { pausesOf, type ClockRow } from './clock-row.js';
import type { Counting } from './clock-steps.js';

/** What a new target depends on. */
export interface Retargeting extends Counting {
  readonly subject: ClockSubject;
  readonly stored: StoredCalendar;
}

/**
 * Target of an answer clock whose ticket has just been classed as complex: what the policy promises for complex ones,
 * from the start of the clock; never less than it has.
 */
export function complexTarget(row: ClockRow, given: Retargeting): number {
  const minutes = answerMinutes(given, 'complex');
  const seconds = row.in_whole_days
    ? secondsOfDays(given.calendar, row.started_at, daysOf(minutes, workingDayMinutes(given.stored)))
    : minutes * 60;
  return Math.max(row.target_seconds, seconds);
}

/**
 * Target of an answer clock whose ticket is ordinary again: what was added is taken away. Where that date has passed
 * or is near, the department still gets as long as for an urgent ticket that came now, and never more than it had.
 *
 * @param addedSeconds by which classing it as complex had made the target longer
 */
export function ordinaryTarget(row: ClockRow, given: Retargeting, addedSeconds: number, now: Date): number {
  const { calendar, stored } = given;
  const minutes = answerMinutes(given, 'urgent');
  const fresh = row.in_whole_days
    ? wholeDaysAfter(calendar, now, daysOf(minutes, workingDayMinutes(stored)))
    : { startsAt: now, seconds: minutes * 60 };
  const nearest = deadline(calendar, fresh.startsAt, fresh.seconds);
  const least = Math.ceil(elapsedSeconds(calendar, row.started_at, nearest, pausesOf(row)));
  return Math.min(row.target_seconds, Math.max(row.target_seconds - addedSeconds, least));
}

/** By how much classing its ticket as complex has made a clock's target longer; 0 when it has not. */
export async function secondsAdded(tx: Tx, clockId: string): Promise<number> {
  const row = await tx.row<{ seconds: number }>(
    `SELECT (data->>'addedSeconds')::int AS seconds FROM event
      WHERE stream_id = $1 AND type = 'clock.retargeted' ORDER BY version DESC LIMIT 1`,
    [clockId],
  );
  return row?.seconds ?? 0;
}

function answerMinutes({ numbers, subject }: Retargeting, urgency: Urgency): number {
  return targetMinutes(numbers, { ...subject, leg: 'answer', urgency });
}
