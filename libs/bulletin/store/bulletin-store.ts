import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { appendEvents, newId, type ChainHead, type Json, type NewEvent, type Tx } from '@huiyin/platform';
import type { BulletinKind } from '../domain/bulletin.js';
import { draftTexts } from '../drafting/draft-texts.js';
import {
  BULLETIN_COLUMNS,
  type BulletinRow,
  type FrozenFacts,
  type NewCase,
  type Texts,
} from './bulletin-row.js';

export const BULLETIN_STREAM = 'bulletin';

/** SHA-256 of texts in hexadecimal: what the chain keeps of them. */
export function textsHash(...texts: readonly Texts[]): string {
  const all = texts.map((text) => [text['zh-CN'] ?? null, text.en ?? null, text.ru ?? null]);
  return createHash('sha256').update(JSON.stringify(all), 'utf8').digest('hex');
}

/** Rows of bulletins and their cases. Every write also appends to the bulletin's chain, or fails. */
@Injectable()
export class BulletinStore {
  /** The bulletin, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<BulletinRow | undefined> {
    return tx.row<BulletinRow>(`SELECT ${BULLETIN_COLUMNS} FROM bulletin b WHERE b.id = $1 FOR UPDATE`, [id]);
  }

  /** The open draft that gathers the cases of a rule, made when there is none. */
  async gathering(
    tx: Tx,
    kind: Exclude<BulletinKind, 'monthly'>,
    smallestGroup: number,
  ): Promise<BulletinRow> {
    const open = (): Promise<BulletinRow | undefined> =>
      tx.row<BulletinRow>(
        `SELECT ${BULLETIN_COLUMNS} FROM bulletin b WHERE b.kind = $1 AND b.state = 'draft' FOR UPDATE`,
        [kind],
      );
    const there = await open();
    if (there) return there;
    const facts = { countedAt: tx.now.toISOString(), smallestGroup, legs: [], departments: [] };
    await this.insert(tx, kind, null, facts);
    const made = await open();
    if (!made) throw new Error(`No draft gathers ${kind} cases.`);
    return made;
  }

  /** Writes a draft; null when another worker was first. */
  async insert(
    tx: Tx,
    kind: BulletinKind,
    period: string | null,
    facts: FrozenFacts,
  ): Promise<string | null> {
    const id = newId(tx.now);
    const { title, text } = draftTexts(kind, period);
    const row = await tx.row<{ number: string }>(
      `INSERT INTO bulletin (id, number, kind, period, state, title, text, facts, drafted_at, version, chain_hash)
       VALUES ($1, 'TB-' || nextval('bulletin_number'), $2, $3, 'draft', $4, $5, $6, $7, 1, $8)
       ON CONFLICT DO NOTHING RETURNING number`,
      [
        id,
        kind,
        period,
        JSON.stringify(title),
        JSON.stringify(text),
        JSON.stringify(facts),
        tx.now,
        Buffer.alloc(32),
      ],
    );
    if (!row) return null;
    const head = await appendEvents(
      tx,
      { type: BULLETIN_STREAM, id, head: { version: 0, hash: Buffer.alloc(32) } },
      [
        {
          type: 'bulletin.drafted',
          data: { number: row.number, kind, period, factsSha256: hashOf(facts) },
        },
      ],
    );
    await tx.execute(`UPDATE bulletin SET version = $2, chain_hash = $3 WHERE id = $1`, [
      id,
      head.version,
      head.hash,
    ]);
    return id;
  }

  /** Names a case in a draft; false when the same thing was named before, in whatever bulletin. */
  async addCase(tx: Tx, bulletinId: string, item: NewCase): Promise<boolean> {
    const added = await tx.execute(
      `INSERT INTO bulletin_case (bulletin_id, key, ticket_id, ticket_number, ticket_kind, department_id, reason, leg,
                                  due_at, overdue_seconds, count, added_at)
       SELECT $1, $2, t.id, t.number, t.kind, t.department_id, $4, $5, $6, $7, $8, $9 FROM ticket t WHERE t.id = $3
       ON CONFLICT (key) DO NOTHING`,
      [
        bulletinId,
        item.key,
        item.ticketId,
        item.reason,
        item.overdue?.leg ?? null,
        item.overdue?.dueAt ?? null,
        item.overdue?.seconds ?? null,
        item.count,
        tx.now,
      ],
    );
    return added > 0;
  }

  /** Appends what happened and moves the row to it. */
  async append(
    tx: Tx,
    row: Pick<BulletinRow, 'id' | 'version' | 'chain_hash'>,
    events: readonly NewEvent[],
  ): Promise<ChainHead> {
    const head = await appendEvents(
      tx,
      { type: BULLETIN_STREAM, id: row.id, head: { version: row.version, hash: row.chain_hash } },
      events,
    );
    await tx.execute(`UPDATE bulletin SET version = $2, chain_hash = $3 WHERE id = $1`, [
      row.id,
      head.version,
      head.hash,
    ]);
    return head;
  }
}

function hashOf(facts: FrozenFacts): Json {
  return createHash('sha256').update(JSON.stringify(facts), 'utf8').digest('hex');
}
