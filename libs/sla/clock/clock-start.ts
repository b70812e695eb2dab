import { EMPTY_CHAIN, type NewEvent } from '@huiyin/platform';
import type { CalendarVersion } from '../calendar/calendar-directory.js';
import { nextStep } from '../domain/ladder.js';
import { deadline } from '../domain/working-time.js';
import type { PolicyVersion } from '../policy/policy-directory.js';
import type { ClockChange, ClockSubject } from './clock-change.js';
import { newClockId, type ClockRow } from './clock-row.js';
import { factsOfClock, spanOf } from './clock-steps.js';

/** A clock that begins now, counted for good by the versions in force now, and the event that says so. */
export function startedClock(
  subject: ClockSubject,
  { leg, round, level = leg }: Extract<ClockChange, { do: 'start' }>,
  inForce: { readonly calendar: CalendarVersion; readonly policy: PolicyVersion },
  now: Date,
): { readonly row: ClockRow; readonly event: NewEvent } {
  const { calendarId, version, calendar, stored } = inForce.calendar;
  const { numbers, version: policyVersion } = inForce.policy;
  const { startsAt, seconds } = spanOf({ ...subject, leg, level, numbers, calendar, stored }, now);
  const row: ClockRow = {
    id: newClockId(now),
    ticket_id: subject.ticketId,
    leg,
    round,
    state: 'running',
    policy_version: policyVersion,
    calendar_id: calendarId,
    calendar_version: version,
    target_seconds: seconds,
    in_whole_days: subject.inWholeDays === true,
    started_at: startsAt,
    due_at: deadline(calendar, startsAt, seconds),
    paused_at: null,
    pauses: [],
    stopped_at: null,
    elapsed_seconds: null,
    steps_recorded: 0,
    next_step_at: null,
    breached_at: null,
    version: 0,
    chain_hash: EMPTY_CHAIN.hash,
  };
  row.next_step_at = nextStep(calendar, factsOfClock(row), numbers, 0)?.at ?? null;
  const data = {
    ticketId: subject.ticketId,
    leg,
    round,
    level,
    targetSeconds: seconds,
    policyVersion,
    calendarId,
    calendarVersion: version,
    dueAt: row.due_at.toISOString(),
  };
  return { row, event: { type: 'clock.started', at: startsAt, data } };
}
