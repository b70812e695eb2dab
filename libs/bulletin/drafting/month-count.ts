import { Injectable } from '@nestjs/common';
import type { Tx } from '@huiyin/platform';
import { CalendarDirectory, elapsedSeconds, type Leg } from '@huiyin/sla';
import type { DepartmentFigures } from '../domain/bulletin.js';
import type { FrozenFacts, MovedDates, NewCase } from '../store/bulletin-row.js';

export interface Month {
  /** YYYY-MM */
  readonly name: string;
  readonly from: Date;
  /** Its first instant that no longer belongs to it. */
  readonly until: Date;
}

export interface Counted {
  readonly legs: FrozenFacts['legs'];
  readonly departments: readonly DepartmentFigures[];
  readonly moved: MovedDates;
  /** Answers that fell due in the month and were late. */
  readonly cases: readonly NewCase[];
}

/** The author's own deadline is no merit or fault of a department. */
const COUNTED_LEGS: readonly Leg[] = ['acknowledge', 'answer', 'escalated-answer'];

/**
 * Late is what was recorded as breached; a running clock past its date also when nobody has recorded it yet. What
 * stands still for the author is neither late nor in time.
 */
const LATE = `(c.breached_at IS NOT NULL OR (c.state = 'running' AND c.due_at < $3))`;
const IN_MONTH = `c.due_at >= $1 AND c.due_at < $2 AND (c.state <> 'paused' OR c.breached_at IS NOT NULL)
  AND (t.outcome IS NULL OR t.outcome NOT IN ('removed', 'withdrawn'))`;

const CHANGED = 'EXISTS (SELECT FROM event e WHERE e.stream_id = c.id AND';

/** Counts the deadlines of a month, by the instant at which they fell due. */
@Injectable()
export class MonthCount {
  constructor(private readonly calendars: CalendarDirectory) {}

  async count(tx: Tx, month: Month): Promise<Counted> {
    const bounds = [month.from, month.until, tx.now];
    const legs = await tx.rows<{ leg: Leg; due: number; onTime: number }>(
      `SELECT c.leg, count(*)::int AS due, count(*) FILTER (WHERE NOT ${LATE})::int AS "onTime"
         FROM clock c JOIN ticket t ON t.id = c.ticket_id WHERE ${IN_MONTH} GROUP BY c.leg`,
      bounds,
    );
    const departments = await tx.rows<{ departmentId: string; due: number; overdue: number }>(
      `SELECT t.department_id AS "departmentId", count(*)::int AS due, count(*) FILTER (WHERE ${LATE})::int AS overdue
         FROM clock c JOIN ticket t ON t.id = c.ticket_id WHERE ${IN_MONTH} AND c.leg = 'answer'
        GROUP BY t.department_id ORDER BY t.department_id`,
      bounds,
    );
    const moved = await tx.row<MovedDates>(
      `SELECT count(*) FILTER (WHERE ${CHANGED} e.type = 'clock.extended'))::int AS extended,
              count(*) FILTER (WHERE ${CHANGED} e.type = 'clock.retargeted'))::int AS complex,
              count(*) FILTER (WHERE ${CHANGED} e.type = 'clock.retargeted' AND e.data->>'urgency' = 'ordinary'))::int AS "setBack"
         FROM clock c JOIN ticket t ON t.id = c.ticket_id WHERE ${IN_MONTH} AND c.leg = 'answer'`,
      bounds.slice(0, 2),
    );
    const late = await this.late(tx, month, bounds);
    return {
      moved: moved ?? { extended: 0, complex: 0, setBack: 0 },
      legs: COUNTED_LEGS.flatMap((leg) => legs.filter((row) => row.leg === leg)),
      departments: departments.map((row) => ({
        ...row,
        overdueSeconds: late
          .filter((item) => item.departmentId === row.departmentId)
          .reduce((sum, { seconds }) => sum + seconds, 0),
      })),
      cases: late.map(({ ticketId, round, dueAt, seconds }) => ({
        key: `${month.name}/${ticketId}/${round}`,
        ticketId,
        reason: 'overdue',
        overdue: { leg: 'answer', dueAt, seconds },
        count: null,
      })),
    };
  }

  /** Late answers, and the working time until they came or the month ended. */
  private async late(
    tx: Tx,
    month: Month,
    bounds: readonly Date[],
  ): Promise<{ ticketId: string; departmentId: string; round: number; dueAt: Date; seconds: number }[]> {
    const rows = await tx.rows<{
      ticketId: string;
      departmentId: string;
      round: number;
      dueAt: Date;
      stoppedAt: Date | null;
      calendarId: string;
      calendarVersion: number;
      pauses: { from: string; to: string }[];
    }>(
      `SELECT t.id AS "ticketId", t.department_id AS "departmentId", c.round, c.due_at AS "dueAt",
              c.stopped_at AS "stoppedAt", c.calendar_id AS "calendarId", c.calendar_version AS "calendarVersion", c.pauses
         FROM clock c JOIN ticket t ON t.id = c.ticket_id
        WHERE ${IN_MONTH} AND c.leg = 'answer' AND ${LATE} ORDER BY c.due_at, c.id`,
      bounds,
    );
    const late = [];
    for (const { stoppedAt, calendarId, calendarVersion, pauses, ...row } of rows) {
      const { calendar } = await this.calendars.calendar(calendarId, calendarVersion);
      const until = stoppedAt !== null && stoppedAt < month.until ? stoppedAt : month.until;
      const stood = pauses.map(({ from, to }) => ({ start: new Date(from), end: new Date(to) }));
      const seconds = Math.floor(elapsedSeconds(calendar, row.dueAt, until, stood));
      late.push({ ...row, seconds });
    }
    return late;
  }
}
