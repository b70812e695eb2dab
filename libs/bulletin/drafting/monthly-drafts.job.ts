import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '@huiyin/platform';
import {
  CalendarDirectory,
  nextOpen,
  PolicyDirectory,
  WorkingTimeOutOfReach,
  type BusinessCalendar,
} from '@huiyin/sla';
import { latestDepartments, monthAfter, monthBefore, talkAfter } from '../domain/bulletin.js';
import { BulletinStore } from '../store/bulletin-store.js';
import { MonthCount, type Month } from './month-count.js';

const ACTOR = { kind: 'system', name: 'monthly-bulletins' } as const;

/**
 * Drafts the bulletin of a month on the first working day of the next. Found by state ("this month has none yet"), so a
 * worker that was away catches up, oldest month first, and counts what it would have counted then.
 */
@Injectable()
export class MonthlyDrafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: BulletinStore,
    private readonly calendars: CalendarDirectory,
    private readonly policies: PolicyDirectory,
    private readonly count: MonthCount,
  ) {}

  /** Drafts one month and tells whether it did; several workers may run it at once. */
  async sweep(): Promise<boolean> {
    const { calendar, stored } = await this.calendars.calendarFor();
    const month = await this.nextMonth(stored.timeZone);
    if (!month || this.unitOfWork.now() < firstWorkingInstant(calendar, month.until)) return false;
    return this.unitOfWork.run(ACTOR, async (tx) => this.draft(tx, month));
  }

  /** The oldest month that is over and has no bulletin: at the very beginning the last one, if anybody wrote by its end. */
  private async nextMonth(timeZone: string): Promise<Month | null> {
    const [found] = await this.unitOfWork.read<{ newest: string | null; present: string }>(
      `SELECT (SELECT max(period) FROM bulletin) AS newest, to_char($1::timestamptz AT TIME ZONE $2, 'YYYY-MM') AS present`,
      [this.unitOfWork.now(), timeZone],
    );
    if (!found) return null;
    const name = found.newest === null ? monthBefore(found.present) : monthAfter(found.newest);
    if (name >= found.present) return null;
    const [bounds] = await this.unitOfWork.read<{ from: Date; until: Date }>(
      `SELECT ($1 || '-01')::timestamp AT TIME ZONE $3 AS from, ($2 || '-01')::timestamp AT TIME ZONE $3 AS until`,
      [name, monthAfter(name), timeZone],
    );
    if (!bounds || (found.newest === null && !(await this.hadBegunBy(bounds.until)))) return null;
    return { name, ...bounds };
  }

  /** Reads all tickets, which are those of the very first month. */
  private async hadBegunBy(until: Date): Promise<boolean> {
    const [found] = await this.unitOfWork.read<{ had: boolean }>(
      `SELECT EXISTS (SELECT FROM ticket WHERE submitted_at < $1) AS had`,
      [until],
    );
    return found?.had ?? false;
  }

  private async draft(tx: Tx, month: Month): Promise<boolean> {
    const { numbers } = await this.policies.at(month.until);
    const counted = await this.count.count(tx, month);
    const facts = {
      countedAt: tx.now.toISOString(),
      smallestGroup: numbers.bulletin.smallestGroup,
      legs: counted.legs,
      departments: counted.departments,
      moved: counted.moved,
    };
    const id = await this.store.insert(tx, 'monthly', month.name, facts);
    if (id === null) return false;
    for (const item of counted.cases) await this.store.addCase(tx, id, item);
    const before = await tx.rows<{ departmentId: string; months: number }>(
      `SELECT k.department_id AS "departmentId", k.months_in_a_row AS months
         FROM bulletin_talk k JOIN bulletin b ON b.id = k.bulletin_id WHERE b.period = $1`,
      [monthBefore(month.name)],
    );
    for (const { departmentId } of latestDepartments(
      counted.departments,
      numbers.bulletin.monthlyDepartments,
    )) {
      const months = before.find((talk) => talk.departmentId === departmentId)?.months ?? 0;
      await tx.execute(
        `INSERT INTO bulletin_talk (bulletin_id, department_id, months_in_a_row, talk) VALUES ($1, $2, $3, $4)`,
        [id, departmentId, months + 1, talkAfter(months)],
      );
    }
    return true;
  }
}

function firstWorkingInstant(calendar: BusinessCalendar, at: Date): Date {
  try {
    return nextOpen(calendar, at);
  } catch (error) {
    // A calendar that never opens again must not swallow a bulletin.
    if (error instanceof WorkingTimeOutOfReach) return at;
    throw error;
  }
}
