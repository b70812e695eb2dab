import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '@huiyin/platform';

/** A ticket or a message that the intake has handed over; keys as base64url. */
export interface ReleasedRow {
  readonly id: string;
  readonly kind: 'ticket' | 'follow-up';
  /** Date in China, `YYYY-MM-DD`. */
  readonly releasedOn: string;
  readonly authorKey: string;
  /** Of a ticket only. */
  readonly sealKey: string | null;
  readonly tagKey: string | null;
  /** Of a follow-up only. */
  readonly sequence: number | null;
  /** SHA-256 of what the author signed. */
  readonly contentHash: Buffer;
  /** Null once the intake has forgotten it. */
  readonly payload: unknown;
}

/** A column of bytes as text in base64url. */
export const base64url = (column: string): string =>
  `translate(encode(${column}, 'base64'), E'+/=\\n', '-_')`;

// A follow-up is never handed over before its ticket, and the ticket is always taken first.
const OUTSTANDING = `
  WITH released AS (
    SELECT id, 'ticket' AS kind, released_on, author_key, seal_key, tag_key, NULL::integer AS sequence, content_hash,
           payload
      FROM intake.released_ticket WHERE released_on >= (SELECT done_before FROM admission_place)
    UNION ALL
    SELECT id, 'follow-up', released_on, author_key, NULL, NULL, sequence, content_hash, payload
      FROM intake.released_follow_up WHERE released_on >= (SELECT done_before FROM admission_place))
  SELECT id, kind, released_on::text AS "releasedOn", ${base64url('author_key')} AS "authorKey",
         ${base64url('seal_key')} AS "sealKey", ${base64url('tag_key')} AS "tagKey", sequence,
         content_hash AS "contentHash", payload
    FROM released r
   WHERE NOT EXISTS (SELECT 1 FROM admitted_release a WHERE a.release_id = r.id) AND r.id <> ALL($1::uuid[])
   ORDER BY kind DESC, released_on, author_key, sequence, id LIMIT $2`;

/** Days for which a release that commits late is still looked for, and a message that fails here is tried. */
export const LATE_DAYS = 7;

/** What the intake has handed over and this side has not taken yet. It is read there and never changed. */
@Injectable()
export class ReleasedRows {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Up to `limit` rows, tickets first, without those in `except`. */
  async outstanding(except: readonly string[], limit: number): Promise<ReleasedRow[]> {
    return this.unitOfWork.read<ReleasedRow>(OUTSTANDING, [except, limit]);
  }

  /** Takes a row for this transaction; false when it was taken before. */
  async claim(tx: Tx, row: ReleasedRow): Promise<boolean> {
    const claimed = await tx.execute(
      `INSERT INTO admitted_release (release_id, released_on, outcome) VALUES ($1, $2, 'under-way')
       ON CONFLICT DO NOTHING`,
      [row.id, row.releasedOn],
    );
    return claimed === 1;
  }

  async settle(tx: Tx, row: ReleasedRow, outcome: string): Promise<void> {
    await tx.execute(`UPDATE admitted_release SET outcome = $2 WHERE release_id = $1`, [row.id, outcome]);
  }

  /** Pictures of a released ticket as WebP, in their order. */
  async pictures(tx: Tx, ticketReleaseId: string): Promise<Buffer[]> {
    const rows = await tx.rows<{ content: Buffer }>(
      `SELECT content FROM intake.released_picture WHERE ticket_id = $1 ORDER BY position`,
      [ticketReleaseId],
    );
    return rows.map(({ content }) => content);
  }

  /** Whether the ticket of this author has been looked at, with whatever result. */
  async isTicketSettled(tx: Tx, authorKey: string): Promise<boolean> {
    const row = await tx.row(
      `SELECT 1 FROM intake.released_ticket t JOIN admitted_release a ON a.release_id = t.id WHERE t.author_key = $1`,
      [Buffer.from(authorKey, 'base64url')],
    );
    return row !== undefined;
  }

  /**
   * Remembers that nothing is left of longer ago, so that a look costs the same however much there once was. Nothing
   * from the date of the oldest row that is still waiting on is left out; null when none is. A clock that was wrong does
   * no harm: the place goes back with it, and what was taken is remembered for as long as the intake keeps it.
   */
  async moveOn(today: string, oldestWaiting: string | null): Promise<void> {
    await this.unitOfWork.run({ kind: 'system', name: 'admission' }, async (tx) => {
      const moved = await tx.execute(
        `UPDATE admission_place SET done_before = place
           FROM (SELECT least($1::date - $2::integer, (SELECT max(released_on) FROM intake.release_day) - $2::integer,
                              $3::date) AS place) next
          WHERE done_before <> place`,
        [today, LATE_DAYS, oldestWaiting],
      );
      if (moved === 0) return;
      await tx.execute(
        `DELETE FROM admitted_release a WHERE released_on < (SELECT done_before FROM admission_place)
            AND NOT EXISTS (SELECT 1 FROM intake.released_ticket t WHERE t.id = a.release_id)
            AND NOT EXISTS (SELECT 1 FROM intake.released_follow_up f WHERE f.id = a.release_id)`,
      );
    });
  }
}
