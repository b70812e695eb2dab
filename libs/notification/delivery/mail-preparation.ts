import { Injectable } from '@nestjs/common';
import { PeopleDirectory, type PersonFacts } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import { Settings, type Tx } from '@huiyin/platform';
import type { BulletinLetterFacts } from '../letter/bulletin-letter.js';
import type { LetterFacts } from '../letter/letter.js';
import { isBulletinNotice, type BulletinNoticeKind } from '../notices/bulletin-notices.js';
import { glanceAtClock, type ClockGlance } from '../notices/clock-glance.js';
import { clockHasMovedOn } from '../notices/clock-notices.js';
import { noticeRule, noticesAbove, type NoticeKind } from '../notices/notice-kinds.js';
import { NoticeWriter, type NoticeOrigin } from '../notices/notice-writer.js';
import { Recipients } from '../notices/recipients.js';
import { glanceAtTicket, type TicketGlance } from '../notices/ticket-glance.js';
import { WorkingHours } from '../notices/working-hours.js';
import { BulletinPreparation } from './bulletin-preparation.js';

/** A mail about a ticket. */
export interface WaitingTicketMail {
  readonly id: string;
  readonly ticketId: string;
  readonly origin: NoticeOrigin;
  readonly kind: NoticeKind;
  readonly recipientId: string;
  /** The department that had the ticket when the notice was written. */
  readonly departmentId: string | null;
  readonly messageId: string;
  readonly attempts: number;
}

export interface WaitingMail extends Omit<WaitingTicketMail, 'ticketId' | 'kind'> {
  /** Exactly one of the two is given. */
  readonly ticketId: string | null;
  readonly bulletinId: string | null;
  readonly kind: NoticeKind | BulletinNoticeKind;
}

/** What to write to whom; or that the recipient is told later; or why nothing is sent. */
export type Preparation =
  | { readonly to: string; readonly facts: LetterFacts | BulletinLetterFacts }
  | { readonly notBefore: Date }
  | 'obsolete'
  | 'undeliverable';

/** Looks once more, just before sending, whether the notice still makes sense, and collects what its letter says. */
@Injectable()
export class MailPreparation {
  constructor(
    private readonly recipients: Recipients,
    private readonly notices: NoticeWriter,
    private readonly people: PeopleDirectory,
    private readonly departments: DepartmentDirectory,
    private readonly hours: WorkingHours,
    private readonly settings: Settings,
    private readonly bulletins: BulletinPreparation,
  ) {}

  async prepare(tx: Tx, mail: WaitingMail): Promise<Preparation> {
    const { ticketId, bulletinId, kind } = mail;
    if (isBulletinNotice(kind)) {
      if (bulletinId === null) throw new Error(`Mail ${mail.id} is about no bulletin.`);
      const eventVersion = mail.origin.eventVersion ?? 0;
      return this.bulletins.prepare(tx, { ...mail, bulletinId, kind, eventVersion });
    }
    if (ticketId === null) throw new Error(`Mail ${mail.id} is about no ticket.`);
    return this.prepareTicketMail(tx, { ...mail, ticketId, kind });
  }

  private async prepareTicketMail(tx: Tx, mail: WaitingTicketMail): Promise<Preparation> {
    const rule = noticeRule(mail.kind);
    const ticket = await glanceAtTicket(tx, mail.ticketId);
    const clock = mail.origin.clock ? await glanceAtClock(tx, mail.origin.clock.id) : null;
    if (!ticket || (await this.isPointless(tx, mail, ticket, clock))) return 'obsolete';
    const recipient = await this.people.person(tx, mail.recipientId);
    const concerned =
      recipient?.isActive === true &&
      (await this.recipients.stillConcerned(tx, rule.audience, ticket, recipient.id));
    if (!concerned) {
      // The task has passed to somebody else meanwhile; the notice follows it.
      await this.notices.write(tx, ticket, { kind: mail.kind, origin: mail.origin, causedBy: null });
      return 'obsolete';
    }
    if (recipient.email === null) return 'undeliverable';
    // A retry may fall into the night although the first attempt did not.
    const notBefore = await this.hours.earliest(rule, ticket, recipient, tx.now);
    if (notBefore > tx.now) return { notBefore };
    return { to: recipient.email, facts: await this.facts(tx, mail.kind, ticket, clock, recipient) };
  }

  private async isPointless(
    tx: Tx,
    mail: WaitingTicketMail,
    ticket: TicketGlance,
    clock: ClockGlance | null,
  ): Promise<boolean> {
    const { origin } = mail;
    if (origin.clock === null) {
      const later = await tx.row(
        `SELECT 1 FROM event WHERE stream_id = $1 AND version > $2 AND type = ANY($3) LIMIT 1`,
        [mail.ticketId, origin.eventVersion, noticeRule(mail.kind).supersededBy],
      );
      return later !== undefined;
    }
    const step = noticeRule(mail.kind).step;
    if (!clock || !step || mail.departmentId !== ticket.departmentId) return true;
    if (clockHasMovedOn(step, origin.clock.dueAt, clock, ticket, tx.now)) return true;
    // Of several steps before the same date only the highest that waits for a person is told.
    const higher = await tx.row(
      `SELECT 1 FROM mail
        WHERE clock_id = $1 AND recipient_person_id = $2 AND kind = ANY($3) AND state <> ALL($4)
          AND clock_due_at >= $5 LIMIT 1`,
      [
        origin.clock.id,
        mail.recipientId,
        noticesAbove(step),
        ['obsolete', 'undeliverable', 'dead'],
        origin.clock.dueAt,
      ],
    );
    return higher !== undefined;
  }

  private async facts(
    tx: Tx,
    kind: NoticeKind,
    ticket: TicketGlance,
    clock: ClockGlance | null,
    recipient: PersonFacts,
  ): Promise<LetterFacts> {
    const department = await this.departments.department(tx, ticket.departmentId);
    return {
      kind,
      locale: recipient.locale,
      timeZone: recipient.timeZone,
      now: tx.now,
      // A ticket may have several clocks; the letter is about this one.
      ticket: clock ? { ...ticket, dueAt: clock.dueAt, dueLeg: clock.leg } : ticket,
      departmentName: department?.name[recipient.locale] ?? '',
      publicUrl: this.settings.publicUrl,
    };
  }
}
