import { Injectable } from '@nestjs/common';
import { recordMailBounce } from '@huiyin/identity';
import { Jobs, UnitOfWork, type Tx } from '@huiyin/platform';
import { backoffMs, MAX_FAILURES } from './backoff.js';
import { MailClaims, type Claim } from './mail-claims.js';
import { MAIL_DELIVERY } from './mail-delivery-queue.js';
import { Randomness } from './randomness.js';
import { SmtpSender } from './smtp-sender.js';
import type { SmtpOutcome } from './smtp-outcome.js';

const ACTOR = { kind: 'system', name: 'mail-delivery' } as const;
/** Due this long and still not taken means that its wake-up call is lost. */
const SWEEP_GRACE_MS = 5_000;
const SWEPT_AT_ONCE = 500;

/**
 * Delivers mails. The row says what is to be done: whoever is woken claims it, looks again whether it still makes
 * sense, sends it and writes down what the server said. A repeated call finds nothing to claim.
 */
@Injectable()
export class MailDelivery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: MailClaims,
    private readonly sender: SmtpSender,
    private readonly randomness: Randomness,
    private readonly jobs: Jobs,
  ) {}

  /** Delivers one mail if it is due, with all that goes into the same letter. */
  async deliver(mailId: string): Promise<void> {
    const claim = await this.unitOfWork.run(ACTOR, async (tx) => this.claims.claim(tx, mailId));
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

  private async settle(tx: Tx, { notices, recipientId }: Claim, outcome: SmtpOutcome): Promise<void> {
    if (outcome.kind === 'accepted') {
      // Also when another worker has claimed it since: what was accepted need not be sent again.
      await tx.execute(
        `UPDATE mail SET state = 'sent', sent_at = $2, next_attempt_at = NULL, last_reply = $3
          WHERE id = ANY($1) AND state <> 'sent'`,
        [notices.map((notice) => notice.id), tx.now, outcome.reply],
      );
      return;
    }
    const rows = await tx.rows<{ id: string; failures: number }>(
      `SELECT m.id, m.failures FROM mail m JOIN unnest($1::uuid[], $2::int[]) AS n (id, attempt) ON n.id = m.id
        WHERE m.state = 'sending' AND m.attempts = n.attempt ORDER BY m.id FOR UPDATE OF m`,
      [notices.map((notice) => notice.id), notices.map((notice) => notice.attempt)],
    );
    if (rows.length === 0) return;
    const failures = Math.max(...rows.map((row) => row.failures)) + 1;
    const isFinal = outcome.kind !== 'try-again' || failures >= MAX_FAILURES;
    await tx.execute(
      `UPDATE mail SET state = $2, failures = $3, last_reply = $4, next_attempt_at = $5 WHERE id = ANY($1)`,
      [
        rows.map((row) => row.id),
        isFinal ? 'dead' : 'failed',
        failures,
        outcome.reply,
        isFinal ? null : new Date(tx.now.getTime() + backoffMs(failures, this.randomness.fraction())),
      ],
    );
    if (outcome.kind === 'recipient-refused') await recordMailBounce(tx, recipientId, outcome.reply);
  }
}
