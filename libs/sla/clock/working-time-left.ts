import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import type { BusinessCalendar } from '../domain/business-calendar.js';
import type { Leg } from '../domain/policy.js';
import { elapsedSeconds } from '../domain/working-time.js';

/** Working seconds until a deadline; negative when it has passed, by as much working time as has gone by since. */
export function secondsLeft(calendar: BusinessCalendar, dueAt: Date, now: Date): number {
  if (now <= dueAt) return elapsedSeconds(calendar, now, dueAt);
  // Over a closed weekend nothing has gone by; and 0 has no sign.
  return 0 - elapsedSeconds(calendar, dueAt, now);
}

interface RunningRow {
  ticketId: string;
  leg: Leg;
  dueAt: Date;
  calendarId: string;
  calendarVersion: number;
}

/** How much working time running clocks leave, each by the calendar that it started with. */
@Injectable()
export class WorkingTimeLeft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendars: CalendarDirectory,
  ) {}

  /** Seconds by `leftKey(ticket, leg)` for all running clocks of these tickets; one statement for any number. */
  async of(ticketIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (ticketIds.length === 0) return new Map();
    const rows = await this.unitOfWork.read<RunningRow>(
      `SELECT ticket_id AS "ticketId", leg, due_at AS "dueAt", calendar_id AS "calendarId",
              calendar_version AS "calendarVersion"
         FROM clock WHERE ticket_id = ANY($1::uuid[]) AND state = 'running' ORDER BY round`,
      [ticketIds],
    );
    const now = this.unitOfWork.now();
    const left = new Map<string, number>();
    for (const row of rows) {
      const { calendar } = await this.calendars.calendar(row.calendarId, row.calendarVersion);
      left.set(leftKey(row.ticketId, row.leg), Math.trunc(secondsLeft(calendar, row.dueAt, now)) + 0);
    }
    return left;
  }
}

export function leftKey(ticketId: string, leg: Leg | null): string {
  return `${ticketId} ${leg ?? ''}`;
}
