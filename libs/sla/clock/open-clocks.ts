import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import type { BusinessCalendar } from '../domain/business-calendar.js';
import { evenDayMinutes } from '../domain/policy-day.js';
import type { Leg } from '../domain/policy.js';
import { elapsedSeconds } from '../domain/working-time.js';
import { PolicyDirectory } from '../policy/policy-directory.js';

/** Working seconds until a deadline; negative when it has passed, by as much working time as has gone by since. */
export function secondsLeft(calendar: BusinessCalendar, dueAt: Date, now: Date): number {
  if (now <= dueAt) return elapsedSeconds(calendar, now, dueAt);
  // Over a closed weekend nothing has gone by; and 0 has no sign.
  return 0 - elapsedSeconds(calendar, dueAt, now);
}

/** A clock that has not stopped, by the calendar and the policy that it started with. */
export interface OpenClock {
  /** Whole working seconds; null while it stands still. */
  readonly secondsLeft: number | null;
  /** See `evenDayMinutes`. */
  readonly workingDayMinutes: number | null;
  /** Longest extension, in working minutes. */
  readonly extensionLimitMinutes: number;
}

interface OpenRow {
  ticketId: string;
  leg: Leg;
  isRunning: boolean;
  dueAt: Date;
  calendarId: string;
  calendarVersion: number;
  policyVersion: number;
}

/** What is to be said of clocks that have not stopped. */
@Injectable()
export class OpenClocks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendars: CalendarDirectory,
    private readonly policies: PolicyDirectory,
  ) {}

  /** By `clockKey(ticket, leg)` for all of these tickets; one statement for any number. */
  async of(ticketIds: readonly string[]): Promise<ReadonlyMap<string, OpenClock>> {
    if (ticketIds.length === 0) return new Map();
    const rows = await this.unitOfWork.read<OpenRow>(
      `SELECT ticket_id AS "ticketId", leg, state = 'running' AS "isRunning", due_at AS "dueAt",
              calendar_id AS "calendarId", calendar_version AS "calendarVersion", policy_version AS "policyVersion"
         FROM clock WHERE ticket_id = ANY($1::uuid[]) AND state <> 'stopped' ORDER BY round`,
      [ticketIds],
    );
    const now = this.unitOfWork.now();
    const open = new Map<string, OpenClock>();
    for (const row of rows) {
      const { calendar, stored } = await this.calendars.calendar(row.calendarId, row.calendarVersion);
      const { numbers } = await this.policies.version(row.policyVersion);
      open.set(clockKey(row.ticketId, row.leg), {
        secondsLeft: row.isRunning ? Math.trunc(secondsLeft(calendar, row.dueAt, now)) + 0 : null,
        workingDayMinutes: evenDayMinutes(stored),
        extensionLimitMinutes: numbers.extensionLimitWorkingMinutes,
      });
    }
    return open;
  }

  /** Longest extension of the answer that a ticket waits for, by the policy under which it was promised. */
  async extensionLimit(tx: Tx, ticketId: string): Promise<number> {
    const row = await tx.row<{ version: number }>(
      `SELECT policy_version AS version FROM clock WHERE ticket_id = $1 AND leg = 'answer' AND state <> 'stopped'`,
      [ticketId],
    );
    const { numbers } = row ? await this.policies.version(row.version) : await this.policies.at(tx.now, tx);
    return numbers.extensionLimitWorkingMinutes;
  }

  /** See `evenDayMinutes`. */
  async workingDay(calendarId: string, version: number): Promise<number | null> {
    return evenDayMinutes((await this.calendars.calendar(calendarId, version)).stored);
  }
}

export function clockKey(ticketId: string, leg: Leg | null): string {
  return `${ticketId} ${leg ?? ''}`;
}
