import { randomUUID } from 'node:crypto';
import { PeopleDirectory } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import { appendEvents, EventFollower, Jobs, type Json, Log, UnitOfWork } from '@huiyin/platform';
import { CalendarDirectory } from '@huiyin/sla';
import { BulletinPreparation } from '../../libs/notification/delivery/bulletin-preparation.js';
import { MailClaims } from '../../libs/notification/delivery/mail-claims.js';
import { MailDelivery } from '../../libs/notification/delivery/mail-delivery.js';
import { MailPreparation } from '../../libs/notification/delivery/mail-preparation.js';
import { SmtpSender } from '../../libs/notification/delivery/smtp-sender.js';
import { BulletinNoticeWriter } from '../../libs/notification/notices/bulletin-notice-writer.js';
import { BulletinRecipients } from '../../libs/notification/notices/bulletin-recipients.js';
import { NoticeWriter } from '../../libs/notification/notices/notice-writer.js';
import { NotificationFollower } from '../../libs/notification/notices/notification-follower.js';
import { Recipients } from '../../libs/notification/notices/recipients.js';
import { WorkingHours } from '../../libs/notification/notices/working-hours.js';
import { isBehind } from './followers.js';
import type { MovableClock } from './movable-clock.js';
import type { TestDatabase } from './test-database.js';
import { testSettings } from './test-settings.js';

const ZERO_HASH = Buffer.alloc(32);

export interface StoredMail {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
  readonly failures: number;
  readonly lastReply: string | null;
  readonly messageId: string;
}

/**
 * The notification room on a real database and a real mail server, with tickets and their events written directly:
 * what the loop does is not its subject.
 */
export class NoticeStage {
  readonly unitOfWork: UnitOfWork;
  readonly jobs: Jobs;
  readonly follower: NotificationFollower;
  readonly bulletins: BulletinNoticeWriter;
  readonly delivery: MailDelivery;
  private readonly sender: SmtpSender;
  private readonly names = new Map<string, string>();

  constructor(
    private readonly database: TestDatabase,
    readonly clock: MovableClock,
    smtpUrl: string,
  ) {
    const settings = testSettings({ databaseUrl: database.url, smtpUrl });
    this.unitOfWork = new UnitOfWork(database.dataSource, clock);
    const log = new Log(settings);
    this.jobs = new Jobs(settings, log);
    const people = new PeopleDirectory(this.unitOfWork);
    const departments = new DepartmentDirectory(this.unitOfWork);
    const recipients = new Recipients(people, departments);
    const hours = new WorkingHours(new CalendarDirectory(this.unitOfWork, clock, log));
    const notices = new NoticeWriter(recipients, people, hours, this.jobs, settings);
    const events = new EventFollower(this.unitOfWork);
    this.follower = new NotificationFollower(events, notices);
    const readers = new BulletinRecipients(people, departments);
    this.bulletins = new BulletinNoticeWriter(events, readers, people, hours, this.jobs, settings);
    this.sender = new SmtpSender(settings);
    this.delivery = new MailDelivery(
      this.unitOfWork,
      new MailClaims(
        new MailPreparation(
          recipients,
          notices,
          people,
          departments,
          hours,
          settings,
          new BulletinPreparation(readers, this.bulletins, people, departments, hours, settings),
        ),
        settings,
      ),
      this.sender,
      { fraction: () => 0.5 },
      this.jobs,
    );
  }

  async end(): Promise<void> {
    await this.jobs.beforeApplicationShutdown();
    this.sender.onApplicationShutdown();
  }

  /** Registers an employee whose address is `<name>@example.test`. */
  async person(
    name: string,
    given: { locale?: string; email?: string | null; timeZone?: string } = {},
  ): Promise<string> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO person (id, employee_number, name, email, locale, time_zone, must_change_password, created_at,
                           updated_at, version, head_hash)
       VALUES ($1, $2, $3, $4, $5, $6, false, $7, $7, 1, $8)`,
      [
        id,
        `N-${id.slice(0, 8)}`,
        name,
        given.email === undefined ? `${name}@example.test` : given.email,
        given.locale ?? 'en',
        given.timeZone ?? 'Asia/Shanghai',
        this.clock.now(),
        ZERO_HASH,
      ],
    );
    this.names.set(id, name);
    return id;
  }

  async department(given: {
    headId?: string;
    deputyId?: string;
    leaderId?: string;
    handlerIds?: readonly string[];
  }): Promise<string> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO department (id, code, name, kind, head_id, deputy_id, leader_id, created_at, updated_at, version,
                               head_hash)
       VALUES ($1, $2, $3, 'ordinary', $4, $5, $6, $7, $7, 1, $8)`,
      [
        id,
        `D-${id.slice(0, 8)}`,
        { 'zh-CN': '排班科', en: 'Scheduling', ru: 'Планирование смен' },
        given.headId ?? null,
        given.deputyId ?? null,
        given.leaderId ?? null,
        this.clock.now(),
        ZERO_HASH,
      ],
    );
    for (const handlerId of given.handlerIds ?? []) {
      await this.run(`INSERT INTO department_member VALUES ($1, $2)`, [id, handlerId]);
    }
    return id;
  }

  async ticket(departmentId: string, authorPersonId: string | null): Promise<string> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO ticket (id, number, kind, urgency, title, body, author_kind, author_person_id, author_public_key,
                           state, department_id, may_publish_wording, submitted_at, due_at, due_leg, version,
                           chain_hash, author_seal_key, author_tag_key)
       VALUES ($1, $2, 'problem', 'ordinary', 'SECRET TITLE', 'SECRET BODY', $3, $4, $5, 'open', $6, true, $7, $8,
               'acknowledge', 1, $9, $10, $10)`,
      [
        id,
        `HY-${id.slice(0, 8)}`,
        authorPersonId ? 'named' : 'anonymous',
        authorPersonId,
        authorPersonId ? null : `key ${id}`,
        departmentId,
        this.clock.now(),
        new Date(this.clock.now().getTime() + 8 * 3_600_000),
        ZERO_HASH,
        authorPersonId ? null : 'key',
      ],
    );
    return id;
  }

  /** Lets something happen to a ticket: the columns change and the event is appended, in one transaction. */
  async happen(
    ticketId: string,
    type: string,
    given: {
      by?: string;
      data?: Readonly<Record<string, Json>>;
      columns?: Readonly<Record<string, unknown>>;
    } = {},
  ): Promise<void> {
    const actor = given.by
      ? ({ kind: 'person', personId: given.by } as const)
      : ({ kind: 'system', name: 'test' } as const);
    await this.unitOfWork.run(actor, async (tx) => {
      const columns = Object.entries(given.columns ?? {});
      if (columns.length > 0) {
        await tx.execute(
          `UPDATE ticket SET ${columns.map(([name], index) => `${name} = $${index + 2}`).join(', ')} WHERE id = $1`,
          [ticketId, ...columns.map(([, value]) => value)],
        );
      }
      const last = await tx.row<{ version: number; hash: Buffer }>(
        `SELECT version, hash FROM event WHERE stream_id = $1 ORDER BY version DESC LIMIT 1`,
        [ticketId],
      );
      await appendEvents(
        tx,
        { type: 'ticket', id: ticketId, head: last ?? { version: 0, hash: ZERO_HASH } },
        [{ type, data: given.data ?? {} }],
      );
    });
  }

  /** Follows all events that there are. */
  async follow(): Promise<void> {
    while (await isBehind(this.unitOfWork, 'notification', 'notification-of-bulletins')) {
      while ((await this.follower.advance()) || (await this.bulletins.advance()));
    }
  }

  /** Delivers everything that is due now. */
  async deliver(): Promise<void> {
    const due = await this.unitOfWork.read<{ id: string }>(
      `SELECT id FROM mail WHERE next_attempt_at <= $1 ORDER BY id`,
      [this.clock.now()],
    );
    for (const { id } of due) await this.delivery.deliver(id);
  }

  /** Mails of a ticket, in the order of kind and recipient name. */
  async mails(ticketId: string): Promise<StoredMail[]> {
    const rows = await this.unitOfWork.read<StoredMail>(
      `SELECT id, kind, recipient_person_id AS recipient, state, attempts, failures, last_reply AS "lastReply",
              message_id AS "messageId"
         FROM mail WHERE ticket_id = $1`,
      [ticketId],
    );
    return rows
      .map((row) => ({ ...row, recipient: this.names.get(row.recipient) ?? row.recipient }))
      .sort((a, b) => `${a.kind} ${a.recipient}`.localeCompare(`${b.kind} ${b.recipient}`));
  }

  async run(sql: string, parameters: readonly unknown[]): Promise<void> {
    await this.database.dataSource.query(sql, [...parameters]);
  }
}
