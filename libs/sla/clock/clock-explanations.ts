import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import { unsettledYears, type YearReminder } from '../calendar/year-reminder.js';
import { evenDayMinutes } from '../domain/policy-day.js';
import type { Leg } from '../domain/policy.js';
import { elapsedSeconds, spans } from '../domain/working-time.js';
import { CLOCK_COLUMNS, pausesOf, type ClockRow } from './clock-row.js';
import { secondsLeft } from './open-clocks.js';

/** More time was given, or the ticket was classed as complex or as ordinary again. */
export const TARGET_CHANGES = ['extended', 'complex', 'ordinary'] as const;

export interface TargetChange {
  readonly kind: (typeof TARGET_CHANGES)[number];
  readonly at: Date;
  /** Working seconds that the target grew by; negative when it shrank. */
  readonly seconds: number;
}

/** How one deadline came about, in the parts that a person can check. */
export interface ClockExplanation {
  readonly leg: Leg;
  readonly round: number;
  readonly state: ClockRow['state'];
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly stoppedAt: Date | null;
  readonly targetSeconds: number;
  /** What the target was at first is what is left of it without these, oldest first. */
  readonly targetChanges: readonly TargetChange[];
  readonly policyVersion: number;
  readonly calendarId: string;
  readonly calendarVersion: number;
  readonly timeZone: string;
  /** See `evenDayMinutes`. */
  readonly workingDayMinutes: number | null;
  /** Years up to the deadline whose holidays are not settled: entered provisionally, or not at all. */
  readonly unsettledYears: readonly YearReminder[];
  /** Working time that was counted, span by span, from the start to the deadline. */
  readonly spans: readonly { readonly startsAt: Date; readonly endsAt: Date; readonly seconds: number }[];
  /** How long the clock stood still for the author, in wall-clock instants and in working seconds. */
  readonly pauses: readonly { readonly startsAt: Date; readonly endsAt: Date; readonly seconds: number }[];
  /** Working time left; negative by how much it is overdue, null when the clock does not run. */
  readonly secondsLeft: number | null;
}

/** Explains deadlines; for the author and for those who answer. */
@Injectable()
export class ClockExplanations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendars: CalendarDirectory,
  ) {}

  /** Every clock of a ticket in the order of their starts. Who may see the ticket is the caller's question. */
  async explain(ticketId: string): Promise<ClockExplanation[]> {
    const rows = await this.unitOfWork.read<ClockRow>(
      `SELECT ${CLOCK_COLUMNS} FROM clock WHERE ticket_id = $1 ORDER BY started_at, leg`,
      [ticketId],
    );
    const changes = await this.unitOfWork.read<TargetChange & { clockId: string }>(
      `SELECT stream_id AS "clockId", at,
              CASE type WHEN 'clock.extended' THEN 'extended' ELSE data->>'urgency' END AS kind,
              CASE type WHEN 'clock.extended' THEN 60 * (data->>'workingMinutes')::int
                        ELSE (data->>'addedSeconds')::int END AS seconds
         FROM event WHERE stream_id = ANY($1::uuid[]) AND type IN ('clock.extended', 'clock.retargeted')
        ORDER BY stream_id, version`,
      [rows.map((row) => row.id)],
    );
    const now = this.unitOfWork.now();
    return Promise.all(
      rows.map((row) =>
        this.explainClock(
          row,
          changes.filter(({ clockId }) => clockId === row.id),
          now,
        ),
      ),
    );
  }

  private async explainClock(
    row: ClockRow,
    changes: readonly TargetChange[],
    now: Date,
  ): Promise<ClockExplanation> {
    const { calendar, stored } = await this.calendars.calendar(row.calendar_id, row.calendar_version);
    const pauses = pausesOf(row);
    const counted = [...spans(calendar, row.started_at, row.due_at)].map(({ startsAt, endsAt }) => ({
      startsAt,
      endsAt,
      seconds: elapsedSeconds(calendar, startsAt, endsAt, pauses),
    }));
    return {
      leg: row.leg,
      round: row.round,
      state: row.state,
      startedAt: row.started_at,
      dueAt: row.due_at,
      stoppedAt: row.stopped_at,
      targetSeconds: row.target_seconds,
      targetChanges: changes.map(({ kind, at, seconds }) => ({ kind, at, seconds })),
      policyVersion: row.policy_version,
      calendarId: row.calendar_id,
      calendarVersion: row.calendar_version,
      timeZone: stored.timeZone,
      workingDayMinutes: evenDayMinutes(stored),
      unsettledYears: unsettledYears(stored, row.started_at, row.due_at),
      spans: counted,
      pauses: pauses.map(({ start, end }) => ({
        startsAt: start,
        endsAt: end,
        seconds: elapsedSeconds(calendar, start, end),
      })),
      secondsLeft: row.state === 'running' ? secondsLeft(calendar, row.due_at, now) : null,
    };
  }
}
