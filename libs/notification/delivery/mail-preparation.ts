import { Injectable } from '@nestjs/common';
import { PeopleDirectory, type PersonFacts } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import { Settings, type Tx } from '@huiyin/platform';
import { writeLetter } from '../letter/letter.js';
import { noticeRule, type NoticeKind } from '../notices/notice-kinds.js';
import { NoticeWriter } from '../notices/notice-writer.js';
import { Recipients } from '../notices/recipients.js';
import { glanceAtTicket, type TicketGlance } from '../notices/ticket-glance.js';
import type { AddressedLetter } from './smtp-sender.js';

export interface PreparedMail {
  readonly id: string;
  readonly ticketId: string;
  readonly eventVersion: number;
  readonly kind: NoticeKind;
  readonly recipientId: string;
  readonly messageId: string;
}

/** The letter to send, or why none is sent. */
export type Preparation = AddressedLetter | 'obsolete' | 'undeliverable';

/** Looks once more, just before sending, whether the notice still makes sense, and writes the letter. */
@Injectable()
export class MailPreparation {
  constructor(
    private readonly recipients: Recipients,
    private readonly notices: NoticeWriter,
    private readonly people: PeopleDirectory,
    private readonly departments: DepartmentDirectory,
    private readonly settings: Settings,
  ) {}

  async prepare(tx: Tx, mail: PreparedMail): Promise<Preparation> {
    const rule = noticeRule(mail.kind);
    const ticket = await glanceAtTicket(tx, mail.ticketId);
    if (!ticket || (await this.isSuperseded(tx, mail, rule.supersededBy))) return 'obsolete';
    const recipient = await this.people.person(tx, mail.recipientId);
    const concerned =
      recipient?.isActive === true &&
      (await this.recipients.stillConcerned(tx, rule.audience, ticket, recipient.id));
    if (!concerned) {
      // The task has passed to somebody else meanwhile; the notice follows it.
      await this.notices.write(tx, ticket, {
        kind: mail.kind,
        eventVersion: mail.eventVersion,
        causedBy: null,
      });
      return 'obsolete';
    }
    if (recipient.email === null) return 'undeliverable';
    return this.letter(tx, mail, ticket, recipient, recipient.email);
  }

  private async isSuperseded(tx: Tx, mail: PreparedMail, by: readonly string[]): Promise<boolean> {
    const later = await tx.row(
      `SELECT 1 FROM event WHERE stream_id = $1 AND version > $2 AND type = ANY($3) LIMIT 1`,
      [mail.ticketId, mail.eventVersion, by],
    );
    return later !== undefined;
  }

  private async letter(
    tx: Tx,
    mail: PreparedMail,
    ticket: TicketGlance,
    recipient: PersonFacts,
    to: string,
  ): Promise<AddressedLetter> {
    const department = await this.departments.department(tx, ticket.departmentId);
    const main = ticket.mergedIntoId ? await glanceAtTicket(tx, ticket.mergedIntoId) : null;
    return {
      ...writeLetter({
        kind: mail.kind,
        locale: recipient.locale,
        timeZone: recipient.timeZone,
        ticket,
        departmentName: department?.name[recipient.locale] ?? '',
        mergedIntoNumber: main?.number ?? null,
        publicUrl: this.settings.publicUrl,
      }),
      to,
      messageId: mail.messageId,
      locale: recipient.locale,
      writtenAt: tx.now,
    };
  }
}
