import { Injectable } from '@nestjs/common';
import { decodeCursor, Jobs, newId, pageOf, UnitOfWork, type Tx } from '@huiyin/platform';
import { MAIL_DELIVERY } from '../delivery/mail-delivery-queue.js';
import type { MailDto, MailPageDto, MailQueryDto, MailSummaryDto } from './mail-administration.dto.js';
import { notificationRefusals } from './notification-refusals.js';

const DAY_MS = 86_400_000;

const MAIL = `m.id, m.kind, coalesce(t.number, b.number) AS "ticketNumber",
  jsonb_build_object('personId', p.id, 'employeeNumber', p.employee_number) AS recipient,
  m.state, m.attempts, m.last_reply AS "lastReply", m.next_attempt_at AS "nextAttemptAt", m.sent_at AS "sentAt",
  m.created_at AS "createdAt"
  FROM mail m LEFT JOIN ticket t ON t.id = m.ticket_id LEFT JOIN bulletin b ON b.id = m.bulletin_id JOIN person p ON p.id = m.recipient_person_id`;

/** What an administrator sees of the mails: whether they arrive, never what they say. */
@Injectable()
export class MailAdministration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
  ) {}

  /** Newest first. */
  async list(query: MailQueryDto): Promise<MailPageDto> {
    const limit = query.limit ?? 25;
    const before = decodeCursor(query.cursor, ['uuid'])?.[0] ?? null;
    const rows = await this.unitOfWork.read<MailDto>(
      `SELECT ${MAIL}
        WHERE ($1::text IS NULL OR m.state = $1) AND ($2::uuid IS NULL OR m.id < $2)
        ORDER BY m.id DESC LIMIT $3`,
      [query.state ?? null, before, limit + 1],
    );
    return pageOf(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  /** Starts over with a mail that was given up, as if it had never been tried. */
  async retry(personId: string, mailId: string): Promise<MailDto> {
    return this.unitOfWork.run({ kind: 'person', personId }, async (tx) => {
      const mail = await this.find(tx, mailId);
      const queued = await tx.execute(
        `UPDATE mail SET state = 'queued', failures = 0, first_attempt_at = NULL, next_attempt_at = $2
          WHERE id = $1 AND state IN ('failed', 'dead', 'undeliverable')`,
        [mail.id, tx.now],
      );
      if (queued === 0) throw notificationRefusals.refuse('mail.not-retryable');
      await this.jobs.enqueue(tx, MAIL_DELIVERY, [{ key: mail.id, data: { mailId: mail.id } }]);
      return this.find(tx, mailId);
    });
  }

  async summary(): Promise<MailSummaryDto> {
    const now = this.unitOfWork.now();
    // Ids begin with their time, so this is the smallest one of the last day and the count does not read history.
    const dayAgo = newId(new Date(now.getTime() - DAY_MS)).slice(0, 13) + '-7000-8000-000000000000';
    const [row] = await this.unitOfWork.read<MailSummaryDto>(
      `SELECT count(*) FILTER (WHERE state IN ('queued', 'sending'))::int AS waiting,
              count(*) FILTER (WHERE state = 'failed')::int AS failed,
              count(*) FILTER (WHERE state = 'dead')::int AS dead,
              count(*) FILTER (WHERE state = 'undeliverable')::int AS undeliverable,
              (SELECT count(*)::int FROM mail WHERE state = 'sent' AND id >= $1) AS "sentLastDay",
              -- What is kept for the recipient's working hours is not late.
              min(created_at) FILTER (WHERE state IN ('queued', 'sending', 'failed')
                                        AND (attempts > 0 OR next_attempt_at <= $2)) AS "oldestWaitingAt"
         FROM mail WHERE state IN ('queued', 'sending', 'failed', 'dead', 'undeliverable')`,
      [dayAgo, now],
    );
    if (!row) throw new Error('An aggregate always has one row.');
    return row;
  }

  private async find(tx: Tx, mailId: string): Promise<MailDto> {
    const mail = await tx.row<MailDto>(`SELECT ${MAIL} WHERE m.id = $1`, [mailId]);
    if (!mail) throw notificationRefusals.refuse('mail.not-found');
    return mail;
  }
}
