import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import { deadline } from '../domain/working-time.js';
import { ServiceLevels, type Urgency } from '../levels/service-levels.js';
import type { ClockChange, Leg } from './leg.js';

/** What a ticket's clocks belong to; the department decides which calendar counts. */
export interface ClockSubject {
  readonly ticketId: string;
  readonly departmentId: string;
  /** The department's site, whose calendar counts when the department has none of its own. */
  readonly siteId: string | null;
  readonly urgency: Urgency;
}

/** The clock that a person looks at: the one of the open leg that falls due first. */
export interface DueClock {
  readonly leg: Leg;
  readonly dueAt: Date;
  readonly isPaused: boolean;
}

interface StoredPause {
  readonly from: string;
  readonly to: string;
}

interface ClockRow {
  id: string;
  leg: Leg;
  round: number;
  state: 'running' | 'paused' | 'stopped';
  calendar_id: string;
  calendar_version: number;
  target_seconds: number;
  started_at: Date;
  due_at: Date;
  paused_at: Date | null;
  pauses: readonly StoredPause[];
}

/** Starts, pauses, resumes and stops clocks in the transaction of the command that does so. */
@Injectable()
export class ClockKeeper {
  constructor(
    private readonly calendars: CalendarDirectory,
    private readonly levels: ServiceLevels,
  ) {}

  /** Applies the changes in their order and returns the clock that is due first afterwards, or null. */
  async apply(
    tx: Tx,
    subject: ClockSubject,
    changes: readonly ClockChange[],
    options: { readonly isNew?: boolean } = {},
  ): Promise<DueClock | null> {
    const open = options.isNew ? [] : await this.openClocks(tx, subject.ticketId);
    for (const change of changes) {
      switch (change.do) {
        case 'start':
          open.push(await this.start(tx, subject, change.leg, change.round));
          break;
        case 'stop':
          await this.stop(tx, open, change.legs);
          break;
        case 'pause':
          await this.pause(tx, open);
          break;
        case 'resume':
          await this.resume(tx, open);
          break;
      }
    }
    // What the author is owed comes before the courtesy of an acknowledgement.
    const shown =
      open.find((clock) => clock.leg !== 'acknowledge' && clock.state !== 'stopped') ??
      open.find((clock) => clock.state !== 'stopped');
    return shown ? { leg: shown.leg, dueAt: shown.due_at, isPaused: shown.state === 'paused' } : null;
  }

  private openClocks(tx: Tx, ticketId: string): Promise<ClockRow[]> {
    return tx.rows<ClockRow>(
      `SELECT id, leg, round, state, calendar_id, calendar_version, target_seconds, started_at, due_at, paused_at, pauses
         FROM clock WHERE ticket_id = $1 AND state <> 'stopped' ORDER BY started_at, leg FOR UPDATE`,
      [ticketId],
    );
  }

  private async start(tx: Tx, subject: ClockSubject, leg: Leg, round: number): Promise<ClockRow> {
    const { calendarId, version, calendar } = await this.calendars.calendarFor(
      subject.departmentId,
      subject.siteId,
    );
    const targetSeconds = (await this.levels.workingMinutes(leg, subject.urgency)) * 60;
    const clock: ClockRow = {
      id: newId(tx.now),
      leg,
      round,
      state: 'running',
      calendar_id: calendarId,
      calendar_version: version,
      target_seconds: targetSeconds,
      started_at: tx.now,
      due_at: deadline(calendar, tx.now, targetSeconds),
      paused_at: null,
      pauses: [],
    };
    await tx.execute(
      `INSERT INTO clock (id, ticket_id, leg, round, state, calendar_id, calendar_version, target_seconds, started_at, due_at)
       VALUES ($1, $2, $3, $4, 'running', $5, $6, $7, $8, $9)`,
      [
        clock.id,
        subject.ticketId,
        leg,
        round,
        calendarId,
        version,
        targetSeconds,
        clock.started_at,
        clock.due_at,
      ],
    );
    return clock;
  }

  private async stop(tx: Tx, open: ClockRow[], legs: readonly Leg[] | 'all'): Promise<void> {
    const ending = open.filter(
      (clock) => clock.state !== 'stopped' && (legs === 'all' || legs.includes(clock.leg)),
    );
    if (ending.length === 0) return;
    // A clock stopped while paused keeps the pause up to now, or its history would not add up.
    await tx.execute(
      `UPDATE clock SET state = 'stopped', stopped_at = $2, paused_at = NULL,
              pauses = CASE WHEN paused_at IS NULL THEN pauses
                            ELSE pauses || jsonb_build_array(jsonb_build_object('from', to_char(paused_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'to', $3::text)) END
        WHERE id = ANY($1)`,
      [ending.map((clock) => clock.id), tx.now, tx.now.toISOString()],
    );
    for (const clock of ending) clock.state = 'stopped';
  }

  private async pause(tx: Tx, open: ClockRow[]): Promise<void> {
    const running = open.filter((clock) => clock.state === 'running' && clock.leg !== 'acknowledge');
    if (running.length === 0) return;
    await tx.execute(`UPDATE clock SET state = 'paused', paused_at = $2 WHERE id = ANY($1)`, [
      running.map((clock) => clock.id),
      tx.now,
    ]);
    for (const clock of running) {
      clock.state = 'paused';
      clock.paused_at = tx.now;
    }
  }

  private async resume(tx: Tx, open: ClockRow[]): Promise<void> {
    for (const clock of open) {
      if (clock.state !== 'paused' || clock.paused_at === null) continue;
      const pauses = [...clock.pauses, { from: clock.paused_at.toISOString(), to: tx.now.toISOString() }];
      const { calendar } = await this.calendars.calendar(clock.calendar_id, clock.calendar_version);
      clock.due_at = deadline(
        calendar,
        clock.started_at,
        clock.target_seconds,
        pauses.map((pause) => ({ start: new Date(pause.from), end: new Date(pause.to) })),
      );
      clock.state = 'running';
      await tx.execute(
        `UPDATE clock SET state = 'running', paused_at = NULL, pauses = $2, due_at = $3 WHERE id = $1`,
        [clock.id, JSON.stringify(pauses), clock.due_at],
      );
    }
  }
}
