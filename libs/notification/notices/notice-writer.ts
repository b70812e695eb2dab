import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { Jobs, newId, Settings, type Tx } from '@huiyin/platform';
import { messageIdOf } from '../delivery/message-id.js';
import { MAIL_DELIVERY, type MailDeliveryJob } from '../delivery/mail-delivery-queue.js';
import { noticeRule, type NoticeKind } from './notice-kinds.js';
import { Recipients } from './recipients.js';
import type { TicketGlance } from './ticket-glance.js';
import { WorkingHours } from './working-hours.js';

/** What a notice tells of: an event of the ticket, or the round of a clock with its deadline when the step came. */
export type NoticeOrigin =
  | { readonly eventVersion: number; readonly clock: null }
  | {
      readonly eventVersion: null;
      readonly clock: { readonly id: string; readonly round: number; readonly dueAt: Date };
    };

/** What is to be told, seen from one side. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly origin: NoticeOrigin;
  /** Who caused the event and so knows of it; null for the system. */
  readonly causedBy: string | null;
}

/** Turns notices into queued mails; the same notice to the same person becomes one mail, however often it is written. */
@Injectable()
export class NoticeWriter {
  private readonly mailHost: string;

  constructor(
    private readonly recipients: Recipients,
    private readonly people: PeopleDirectory,
    private readonly hours: WorkingHours,
    private readonly jobs: Jobs,
    settings: Settings,
  ) {
    this.mailHost = new URL(settings.publicUrl).hostname;
  }

  async write(tx: Tx, ticket: TicketGlance, notice: Notice): Promise<void> {
    const rule = noticeRule(notice.kind);
    const told = await this.recipients.of(tx, rule.audience, ticket);
    const people = await this.people.people(
      tx,
      told.filter((id) => rule.tellsActor === true || id !== notice.causedBy),
    );
    const written: MailDeliveryJob[] = [];
    for (const recipient of people.values()) {
      const id = newId(tx.now);
      const { eventVersion, clock } = notice.origin;
      const dueAt = await this.hours.earliest(rule, ticket, recipient, tx.now);
      const isNew = await tx.execute(
        `INSERT INTO mail (id, ticket_id, event_version, clock_id, clock_round, clock_due_at, kind,
                           recipient_person_id, department_id, message_id, state, next_attempt_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', $11, $12)
         ON CONFLICT ON CONSTRAINT mail_notice DO NOTHING`,
        [
          id,
          ticket.id,
          eventVersion,
          clock?.id ?? null,
          clock?.round ?? null,
          clock?.dueAt ?? null,
          notice.kind,
          recipient.id,
          ticket.departmentId,
          this.messageId(ticket.id, notice, recipient.id),
          dueAt,
          tx.now,
        ],
      );
      // What has to wait is found by the sweep when its time has come.
      if (isNew > 0 && dueAt <= tx.now) written.push({ mailId: id });
    }
    await this.jobs.enqueue(
      tx,
      MAIL_DELIVERY,
      written.map((data) => ({ key: data.mailId, data })),
    );
  }

  /** Made from the notice alone, so that a mail sent twice after a lost reply can be recognised as one. */
  private messageId(ticketId: string, notice: Notice, personId: string): string {
    const { eventVersion, clock } = notice.origin;
    const origin = clock ? `${clock.id}/${clock.round}/${clock.dueAt.toISOString()}` : String(eventVersion);
    return messageIdOf([ticketId, origin, notice.kind, personId].join('/'), this.mailHost);
  }
}
