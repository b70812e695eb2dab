import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import type { AnonymousTicket } from '../../../apps/web/features/anonymity/client/messages.js';
import { windowAt } from '../../../libs/anonymity/intake/release-window.js';
import type { NetworkRecord } from '../evidence/network.js';
import { until, type Product } from '../product/product.js';
import type { WorldClock } from '../product/world-clock.js';
import { Agenda } from './agenda.js';
import { DepartmentDesks, type Department } from './department-desks.js';
import type { Plan } from './plan.js';
import { RELEASE_MS, type ReleaseRule } from './release-rule.js';
import {
  DAY_MS,
  dateOfDay,
  FIRST_DAY,
  HOUR_MS,
  LAST_DAYS,
  MINUTE_MS,
  WEEK_DAYS,
  type Employee,
} from './roster.js';
import { Visit, type WrittenTicket } from './visit.js';

const SHEET_MS = 5 * HOUR_MS;
const ANSWERS_MS = 10 * HOUR_MS;
const A_MOMENT_MS = 5_000;
const PICTURE_EVERY = 20;
const DEPARTMENTS = ['IT', 'HR', 'CANTEEN', 'FACILITIES', 'CRM'];
/** Somebody at a desk of the departments; not an employee of the roster. */
const DESKS = {};

export interface WeekOptions {
  readonly product: Product;
  readonly databaseUrl: string;
  readonly clock: WorldClock;
  readonly network: NetworkRecord;
  readonly employees: readonly Employee[];
  readonly plan: Plan;
  readonly rule: ReleaseRule;
  readonly seed: string;
  readonly cookiesWith: 'envelopes' | 'keys' | null;
  /** Comes with some of the tickets; base64. */
  readonly picture: string;
  /** Everybody has left, and nothing of the day has been released. */
  readonly atEvening: (day: number, written: WeekReport['written']) => Promise<void>;
}

export interface WeekReport {
  /** By the number of the planned ticket. */
  readonly written: ReadonlyMap<number, WrittenTicket>;
  readonly answers: number;
}

/** Plays the week: everybody signs in, works and signs out; some write; departments answer; every night brings a release. */
export async function playWeek(options: WeekOptions): Promise<WeekReport> {
  const database = new pg.Client({ connectionString: options.databaseUrl, application_name: 'adversary' });
  await database.connect();
  try {
    return await new Week(options, database, await departmentsOf(database)).play();
  } finally {
    await database.end();
  }
}

class Week {
  private readonly written = new Map<number, WrittenTicket>();
  private readonly choice: SeededChoice;
  private answers = 0;

  constructor(
    private readonly options: WeekOptions,
    private readonly database: pg.Client,
    private readonly departments: readonly Department[],
  ) {
    this.choice = new SeededChoice(`${options.seed}/week`);
  }

  async play(): Promise<WeekReport> {
    for (let day = 0; day < WEEK_DAYS + LAST_DAYS; day++) {
      if (day > 0) await this.release(day);
      await this.printSheet(day);
      await this.workingDay(day);
      await this.options.atEvening(day, this.written);
    }
    await this.release(WEEK_DAYS + LAST_DAYS);
    return { written: this.written, answers: this.answers };
  }

  private async release(day: number): Promise<void> {
    const date = this.wakeAt(day, RELEASE_MS);
    await this.untilWindowIsOver(day);
    if (this.options.rule.missed.includes(day)) return this.nothingIsReleased(date);
    await this.untilTrue(
      `${date} is released`,
      `SELECT EXISTS (SELECT FROM intake.release_day WHERE released_on = $1)`,
      date,
    );
    await this.untilTrue(
      `everything up to ${date} is taken over`,
      `SELECT NOT EXISTS (SELECT id FROM intake.released_ticket WHERE released_on <= $1
                           UNION ALL SELECT id FROM intake.released_follow_up WHERE released_on <= $1
                           EXCEPT SELECT release_id FROM admitted_release)`,
      date,
    );
  }

  /** The intake remembers in memory which windows it has been through, with a release or without. */
  private async untilWindowIsOver(day: number): Promise<void> {
    const { clock, product } = this.options;
    const window = windowAt({ kind: 'daily', minute: RELEASE_MS / MINUTE_MS }, new Date(clock.nowMs));
    await until(`the window of day ${day} is over`, async () => {
      clock.moveTo(clock.nowMs + 1_000);
      return Number(await readFile(join(product.journalFolder, 'window'), 'utf8')) >= window;
    });
  }

  private async nothingIsReleased(date: string): Promise<void> {
    const { rowCount } = await this.database.query(`SELECT FROM intake.release_day WHERE released_on = $1`, [
      date,
    ]);
    if (rowCount !== 0)
      throw new Error(`Something was released on ${date}, for fewer people than the least.`);
  }

  private async printSheet(day: number): Promise<void> {
    const date = this.wakeAt(day, SHEET_MS);
    await this.untilTrue(
      `the sheet of ${date} is made`,
      `SELECT EXISTS (SELECT FROM answer_sheet WHERE edition = $1)`,
      date,
    );
  }

  /** It is so late on a day. @returns its date */
  private wakeAt(day: number, lateMs: number): string {
    this.options.clock.moveTo(Date.parse(FIRST_DAY) + day * DAY_MS + lateMs + A_MOMENT_MS);
    return dateOfDay(day);
  }

  private async workingDay(day: number): Promise<void> {
    const { product, network, clock, employees, plan, cookiesWith } = this.options;
    const agenda = new Agenda(clock);
    const browserParts = { apiUrl: product.apiUrl, network, cookiesWith };
    const parts = {
      ...{ ...browserParts, agenda, now: () => clock.nowMs, written: this.written, choice: this.choice },
    };
    for (const [who, employee] of employees.entries()) {
      const stay = employee.stays.find((one) => one.day === day);
      if (!stay) continue;
      const visit = new Visit(parts, employee, who, stay);
      visit.begin();
      for (const planned of plan.anonymous.filter(({ author }) => author === who)) {
        if (planned.ticket.day === day) visit.writeAnonymously(planned, this.ticketOf(planned.number));
        for (const one of planned.followUps) if (one.day === day) visit.followUp(planned, one.atMs);
      }
      for (const { author, message } of plan.named) {
        if (author === who && message.day === day)
          visit.writeByName(this.opinion(`named ${who} ${day}`), message.atMs);
      }
    }
    agenda.at(Date.parse(FIRST_DAY) + day * DAY_MS + ANSWERS_MS + MINUTE_MS, DESKS, async () => {
      const desks = new DepartmentDesks(browserParts, this.departments);
      this.answers += await desks.answer((topic, probability) =>
        this.choice.chance(`${day} ${topic}`, probability),
      );
    });
    await agenda.run();
  }

  private ticketOf(number: number): AnonymousTicket {
    const pictures = number % PICTURE_EVERY === 0 ? [this.options.picture] : [];
    return { ...this.opinion(`anonymous ${number}`), urgency: 'ordinary', ownDepartmentId: null, pictures };
  }

  private opinion(topic: string) {
    const department = this.choice.pick(`department ${topic}`, this.departments);
    return {
      kind: 'problem',
      departmentId: department.id,
      // With its end, so that no text is the beginning of another one.
      title: `食堂晚班没有热饭（${topic}）`,
      body: `夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口（${topic}）。`,
      mayPublishWording: true,
    } as const;
  }

  /** Time goes on meanwhile: what failed once is tried again after a minute. */
  private async untilTrue(what: string, sql: string, parameter: string): Promise<void> {
    await until(what, async () => {
      this.options.clock.moveTo(this.options.clock.nowMs + 1_000);
      const { rows } = await this.database.query<Record<string, boolean>>(sql, [parameter]);
      return Object.values(rows[0] ?? {})[0] === true;
    });
  }
}

async function departmentsOf(database: pg.Client): Promise<Department[]> {
  const { rows } = await database.query<Department>(
    `SELECT d.id, p.employee_number AS "headNumber" FROM department d JOIN person p ON p.id = d.head_id
      WHERE d.code = ANY($1) ORDER BY d.code`,
    [DEPARTMENTS],
  );
  return rows;
}
