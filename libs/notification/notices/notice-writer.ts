import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Jobs, newId, Settings, type Tx } from '@huiyin/platform';
import { MAIL_DELIVERY, type MailDeliveryJob } from '../delivery/mail-delivery-queue.js';
import { noticeRule, type NoticeKind } from './notice-kinds.js';
import { Recipients } from './recipients.js';
import type { TicketGlance } from './ticket-glance.js';

/** What is to be told: an event of a ticket, seen from one side. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly eventVersion: number;
  /** Who caused the event and so knows of it; null for the system. */
  readonly causedBy: string | null;
}

/** Turns notices into queued mails; the same notice to the same person becomes one mail, however often it is written. */
@Injectable()
export class NoticeWriter {
  private readonly mailHost: string;

  constructor(
    private readonly recipients: Recipients,
    private readonly jobs: Jobs,
    settings: Settings,
  ) {
    this.mailHost = new URL(settings.publicUrl).hostname;
  }

  async write(tx: Tx, ticket: TicketGlance, notice: Notice): Promise<void> {
    const rule = noticeRule(notice.kind);
    const told = await this.recipients.of(tx, rule.audience, ticket);
    const written: MailDeliveryJob[] = [];
    for (const personId of told.filter((id) => rule.tellsActor === true || id !== notice.causedBy)) {
      const id = newId(tx.now);
      const isNew = await tx.execute(
        `INSERT INTO mail (id, ticket_id, event_version, kind, recipient_person_id, department_id, message_id, state,
                           next_attempt_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $8)
         ON CONFLICT ON CONSTRAINT mail_notice DO NOTHING`,
        [
          id,
          ticket.id,
          notice.eventVersion,
          notice.kind,
          personId,
          ticket.departmentId,
          this.messageId(ticket.id, notice, personId),
          tx.now,
        ],
      );
      if (isNew > 0) written.push({ mailId: id });
    }
    await this.jobs.enqueue(
      tx,
      MAIL_DELIVERY,
      written.map((data) => ({ key: data.mailId, data })),
    );
  }

  /** Made from the notice alone, so that a mail sent twice after a lost reply can be recognised as one. */
  private messageId(ticketId: string, notice: Notice, personId: string): string {
    const key = [ticketId, notice.eventVersion, notice.kind, personId].join('/');
    return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${this.mailHost}>`;
  }
}
