import { Injectable } from '@nestjs/common';
import { Settings, type Tx } from '@huiyin/platform';
import { writeBulletinLetter, type BulletinLetterFacts } from '../letter/bulletin-letter.js';
import { writeDigest } from '../letter/digest.js';
import { writeLetter, type Letter, type LetterFacts } from '../letter/letter.js';
import { isBulletinNotice } from '../notices/bulletin-notices.js';
import { noticeRule } from '../notices/notice-kinds.js';
import { MailPreparation, type Preparation, type WaitingMail } from './mail-preparation.js';
import { messageIdOf } from './message-id.js';
import type { AddressedLetter } from './smtp-sender.js';

/** How long a worker may hold a mail; after that it died, and another one sends the mail under the same Message-ID. */
const CLAIM_MS = 35_000;
/** What one mailbox gets in a minute at most; mail servers refuse senders that go much beyond. */
const PER_RECIPIENT = 30;
const RATE_WINDOW_MS = 60_000;
/** Lines of one digest at most; what is left over makes the next one. */
const GATHERED_AT_MOST = 100;

const WAITING = `SELECT id, ticket_id AS "ticketId", bulletin_id AS "bulletinId", event_version AS "eventVersion", clock_id AS "clockId",
  clock_round AS "clockRound", clock_due_at AS "clockDueAt", kind, recipient_person_id AS "recipientId",
  department_id AS "departmentId", message_id AS "messageId", attempts FROM mail`;

interface WaitingRow extends Omit<WaitingMail, 'origin'> {
  readonly eventVersion: number | null;
  readonly clockId: string | null;
  readonly clockRound: number;
  readonly clockDueAt: Date;
}

/** One letter on its way, and the notices that it tells. */
export interface Claim {
  readonly recipientId: string;
  readonly letter: AddressedLetter;
  /**
   * The notices with the number of this attempt: a worker whose claim ran out recognises by it that a notice is no
   * longer its own.
   */
  readonly notices: readonly { readonly id: string; readonly attempt: number }[];
}

/** Decides what a worker may send now: one notice, or all deadlines, or all escalations, for one person in one letter. */
@Injectable()
export class MailClaims {
  private readonly mailHost: string;

  constructor(
    private readonly preparation: MailPreparation,
    settings: Settings,
  ) {
    this.mailHost = new URL(settings.publicUrl).hostname;
  }

  /** Null when there is nothing to send now; what is pointless or has to wait is marked so. */
  async claim(tx: Tx, mailId: string): Promise<Claim | null> {
    const owner = await tx.row<{ id: string }>(
      `SELECT recipient_person_id AS id FROM mail WHERE id = $1 AND next_attempt_at <= $2`,
      [mailId, tx.now],
    );
    if (!owner) return null;
    // Two workers must not count or gather for one person at the same moment; the lock ends with the transaction.
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`mail ${owner.id}`]);
    const [first] = await this.lock(tx, `WHERE id = $1 AND next_attempt_at <= $2`, [mailId, tx.now]);
    if (!first || (await this.isHeldBack(tx, first))) return null;
    const ready: { mail: WaitingMail; to: string; facts: LetterFacts | BulletinLetterFacts }[] = [];
    for (const mail of [first, ...(await this.companions(tx, first))]) {
      const prepared = await this.preparation.prepare(tx, mail);
      if (typeof prepared === 'object' && 'facts' in prepared) ready.push({ mail, ...prepared });
      else await putAside(tx, mail, prepared);
    }
    const [one] = ready;
    if (!one) return null;
    const messageId = this.messageId(ready.map((item) => item.mail));
    const notices = await tx.rows<{ id: string; attempt: number }>(
      `UPDATE mail SET state = 'sending', attempts = attempts + 1, message_id = $2, last_attempt_at = $3,
                       first_attempt_at = coalesce(first_attempt_at, $3), next_attempt_at = $4
        WHERE id = ANY($1) RETURNING id, attempts AS attempt`,
      [ready.map((item) => item.mail.id), messageId, tx.now, new Date(tx.now.getTime() + CLAIM_MS)],
    );
    const written = letterOf(ready.map((item) => item.facts));
    const letter = { ...written, to: one.to, messageId, locale: one.facts.locale, writtenAt: tx.now };
    return { recipientId: one.mail.recipientId, letter, notices };
  }

  private async lock(tx: Tx, where: string, parameters: readonly unknown[]): Promise<WaitingMail[]> {
    const rows = await tx.rows<WaitingRow>(`${WAITING} ${where} FOR UPDATE SKIP LOCKED`, parameters);
    return rows.map(({ eventVersion, clockId, clockRound, clockDueAt, ...mail }) => ({
      ...mail,
      origin:
        clockId === null
          ? { eventVersion: eventVersion ?? 0, clock: null }
          : { eventVersion: null, clock: { id: clockId, round: clockRound, dueAt: clockDueAt } },
    }));
  }

  /**
   * What goes into the same letter. Once tried, notices stay together under their Message-ID: the first copy may have
   * arrived, and what joined later would be taken for a part of it.
   */
  private async companions(tx: Tx, first: WaitingMail): Promise<WaitingMail[]> {
    if (first.attempts > 0) {
      return this.lock(tx, `WHERE message_id = $1 AND id <> $2 AND next_attempt_at IS NOT NULL ORDER BY id`, [
        first.messageId,
        first.id,
      ]);
    }
    const isOfClock = first.origin.clock !== null;
    if (!isOfClock && !isGathered(first.kind)) return [];
    return this.lock(
      tx,
      `WHERE recipient_person_id = $1 AND next_attempt_at <= $2 AND id <> $3 AND attempts = 0
         AND CASE WHEN $4 THEN clock_id IS NOT NULL ELSE kind = $5 END ORDER BY id LIMIT ${GATHERED_AT_MOST - 1}`,
      [first.recipientId, tx.now, first.id, isOfClock, first.kind],
    );
  }

  /** Puts a mail off while its recipient has had as many attempts in the last minute as one person should get. */
  private async isHeldBack(tx: Tx, mail: WaitingMail): Promise<boolean> {
    const windowStart = new Date(tx.now.getTime() - RATE_WINDOW_MS);
    const earliest = await tx.row<{ at: Date }>(
      `SELECT max(last_attempt_at) AS at FROM mail
        WHERE recipient_person_id = $1 AND last_attempt_at > $2 AND id <> $3
        GROUP BY message_id ORDER BY at DESC OFFSET $4 LIMIT 1`,
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

  private messageId(mails: readonly WaitingMail[]): string {
    const ids = [...new Set(mails.map((mail) => mail.messageId))].sort();
    const [only = ''] = ids;
    return ids.length === 1 ? only : messageIdOf(ids.join('/'), this.mailHost);
  }
}

function isGathered(kind: WaitingMail['kind']): boolean {
  return !isBulletinNotice(kind) && noticeRule(kind).isGathered === true;
}

/** Only deadlines of tickets are gathered; a bulletin always has a letter of its own. */
function letterOf(told: readonly (LetterFacts | BulletinLetterFacts)[]): Letter {
  const [one] = told;
  if (one && 'bulletin' in one) return writeBulletinLetter(one);
  const deadlines = told.filter((facts): facts is LetterFacts => !('bulletin' in facts));
  return deadlines.length === 1 && deadlines[0] ? writeLetter(deadlines[0]) : writeDigest(deadlines);
}

async function putAside(
  tx: Tx,
  mail: WaitingMail,
  prepared: Exclude<Preparation, { readonly facts: unknown }>,
): Promise<void> {
  if (typeof prepared === 'string') {
    await tx.execute(`UPDATE mail SET state = $2, next_attempt_at = NULL WHERE id = $1`, [mail.id, prepared]);
    return;
  }
  await tx.execute(
    `UPDATE mail SET next_attempt_at = $2, state = CASE state WHEN 'sending' THEN 'failed' ELSE state END
      WHERE id = $1`,
    [mail.id, prepared.notBefore],
  );
}
