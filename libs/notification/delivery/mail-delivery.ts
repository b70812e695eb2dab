import { Injectable } from '@nestjs/common';
import { recordMailBounce } from '@huiyin/identity';
import { Jobs, UnitOfWork, type Tx } from '@huiyin/platform';
import { backoffMs, MAX_FAILURES } from './backoff.js';
import { MAIL_DELIVERY } from './mail-delivery-queue.js';
import { MailPreparation, type PreparedMail } from './mail-preparation.js';
import { Randomness } from './randomness.js';
import { SmtpSender, type AddressedLetter } from './smtp-sender.js';
import type { SmtpOutcome } from './smtp-outcome.js';

const ACTOR = { kind: 'system', name: 'mail-delivery' } as const;
/** How long a worker may hold a mail; after that it died, and another one sends the mail under the same Message-ID. */
const CLAIM_MS = 35_000;
/** What one mailbox gets in a minute at most; mail servers refuse senders that go much beyond. */
const PER_RECIPIENT = 30;
const RATE_WINDOW_MS = 60_000;
/** Due this long and still not taken means that its wake-up call is lost. */
const SWEEP_GRACE_MS = 5_000;
const SWEPT_AT_ONCE = 500;

interface Claim {
  readonly mail: PreparedMail;
  readonly letter: AddressedLetter;
  /** Number of this attempt: a worker whose claim ran out recognises by it that the mail is no longer its own. */
  readonly attempt: number;
}

/**
 * Delivers mails. The row says what is to be done: whoever is woken claims it, looks again whether it still makes
 * sense, sends it and writes down what the server said. A repeated call finds nothing to claim.
 */
@Injectable()
export class MailDelivery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly preparation: MailPreparation,
    private readonly sender: SmtpSender,
    private readonly randomness: Randomness,
    private readonly jobs: Jobs,
  ) {}

  /** Delivers one mail if it is due. */
  async deliver(mailId: string): Promise<void> {
    const claim = await this.unitOfWork.run(ACTOR, async (tx) => this.claim(tx, mailId));
    if (!claim) return;
    const outcome = await this.sender.send(claim.letter);
    await this.unitOfWork.run(ACTOR, async (tx) => this.settle(tx, claim, outcome));
  }

  /**
   * Wakes workers for mails that are due and not under way: retries whose pause is over, mails held back by the rate
   * limit, claims of dead workers, lost jobs. Returns how many.
   */
  async sweep(): Promise<number> {
    return this.unitOfWork.run(ACTOR, async (tx) => {
      const due = await tx.rows<{ id: string }>(
        `SELECT id FROM mail WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $2`,
        [new Date(tx.now.getTime() - SWEEP_GRACE_MS), SWEPT_AT_ONCE],
      );
      await this.jobs.enqueue(
        tx,
        MAIL_DELIVERY,
        due.map(({ id }) => ({ key: id, data: { mailId: id } })),
      );
      return due.length;
    });
  }

  private async claim(tx: Tx, mailId: string): Promise<Claim | null> {
    const mail = await tx.row<PreparedMail>(
      `SELECT id, ticket_id AS "ticketId", event_version AS "eventVersion", kind,
              recipient_person_id AS "recipientId", message_id AS "messageId"
         FROM mail WHERE id = $1 AND next_attempt_at <= $2
          FOR UPDATE SKIP LOCKED`,
      [mailId, tx.now],
    );
    if (!mail || (await this.isHeldBack(tx, mail))) return null;
    const prepared = await this.preparation.prepare(tx, mail);
    if (typeof prepared === 'string') {
      await tx.execute(`UPDATE mail SET state = $2, next_attempt_at = NULL WHERE id = $1`, [
        mail.id,
        prepared,
      ]);
      return null;
    }
    const claimed = await tx.row<{ attempts: number }>(
      `UPDATE mail SET state = 'sending', attempts = attempts + 1, last_attempt_at = $2, next_attempt_at = $3
        WHERE id = $1 RETURNING attempts`,
      [mail.id, tx.now, new Date(tx.now.getTime() + CLAIM_MS)],
    );
    return claimed ? { mail, letter: prepared, attempt: claimed.attempts } : null;
  }

  /** Puts a mail off while its recipient has had as many attempts in the last minute as one person should get. */
  private async isHeldBack(tx: Tx, mail: PreparedMail): Promise<boolean> {
    // Two workers must not count at the same moment; the lock ends with the transaction.
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`mail ${mail.recipientId}`]);
    const windowStart = new Date(tx.now.getTime() - RATE_WINDOW_MS);
    const earliest = await tx.row<{ at: Date }>(
      `SELECT last_attempt_at AS at FROM mail
        WHERE recipient_person_id = $1 AND last_attempt_at > $2 AND id <> $3
        ORDER BY last_attempt_at DESC OFFSET $4 LIMIT 1`,
      [mail.recipientId, windowStart, mail.id, PER_RECIPIENT - 1],
    );
    if (!earliest) return false;
    // Behind a long queue it waits its turn, instead of being looked at again every minute.
    const ahead = await tx.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM mail
        WHERE recipient_person_id = $1 AND next_attempt_at IS NOT NULL AND id < $2`,
      [mail.recipientId, mail.id],
    );
    const windows = 1 + Math.floor((ahead?.count ?? 0) / PER_RECIPIENT);
    await tx.execute(
      `UPDATE mail SET next_attempt_at = $2, state = CASE state WHEN 'sending' THEN 'failed' ELSE state END
        WHERE id = $1`,
      [mail.id, new Date(earliest.at.getTime() + windows * RATE_WINDOW_MS)],
    );
    return true;
  }

  private async settle(tx: Tx, { mail, attempt }: Claim, outcome: SmtpOutcome): Promise<void> {
    if (outcome.kind === 'accepted') {
      // Also when another worker has claimed it since: what was accepted need not be sent again.
      await tx.execute(
        `UPDATE mail SET state = 'sent', sent_at = $2, next_attempt_at = NULL, last_reply = $3
          WHERE id = $1 AND state <> 'sent'`,
        [mail.id, tx.now, outcome.reply],
      );
      return;
    }
    const row = await tx.row<{ failures: number }>(
      `SELECT failures FROM mail WHERE id = $1 AND state = 'sending' AND attempts = $2 FOR UPDATE`,
      [mail.id, attempt],
    );
    if (!row) return;
    const failures = row.failures + 1;
    const isFinal = outcome.kind !== 'try-again' || failures >= MAX_FAILURES;
    await tx.execute(
      `UPDATE mail SET state = $2, failures = $3, last_reply = $4, next_attempt_at = $5 WHERE id = $1`,
      [
        mail.id,
        isFinal ? 'dead' : 'failed',
        failures,
        outcome.reply,
        isFinal ? null : new Date(tx.now.getTime() + backoffMs(failures, this.randomness.fraction())),
      ],
    );
    if (outcome.kind === 'recipient-refused') await recordMailBounce(tx, mail.recipientId, outcome.reply);
  }
}
