import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { appendEvents, EMPTY_CHAIN, newId, type Json, type NewEvent, type Tx } from '@huiyin/platform';
import type { PolicyNumbers } from '../domain/policy.js';
import type { PolicyTexts } from '../domain/policy-document.js';
import { SHORTEST_NOTICE_MS } from './policy-directory.js';
import { policyRefusals } from './policy-refusals.js';

const STREAM = 'policy';

/** What is drafted and then published. */
export interface PolicyContent {
  readonly numbers: PolicyNumbers;
  readonly texts: PolicyTexts;
  /** What is new, in a few words in each language. */
  readonly changeNote: PolicyTexts;
}

interface DraftRow {
  state: 'open' | 'published' | 'discarded';
  version: number;
  head_hash: Buffer;
  editor_ids: string[];
  numbers: PolicyNumbers;
  texts: PolicyTexts;
  change_note: PolicyTexts;
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/**
 * The only writer of the policy. Published versions are never edited; what is written in texts stays out of the
 * events, which keep its hash. Call `PolicyDirectory.refresh` after a commit that published or cancelled.
 */
@Injectable()
export class PolicyRegister {
  /** Begins a draft and returns its id. */
  async add(tx: Tx, personId: string, basedOn: number, content: PolicyContent): Promise<string> {
    const id = newId(tx.now);
    const head = await appendEvents(tx, { type: STREAM, id, head: EMPTY_CHAIN }, [
      { type: 'policy.drafted', data: { basedOn, ...hashes(content) } },
    ]);
    await tx.execute(
      `INSERT INTO policy_draft (id, state, based_on, numbers, texts, change_note, editor_ids, created_at, updated_at,
                                 version, head_hash)
       VALUES ($1, 'open', $2, $3, $4, $5, ARRAY[$6::uuid], $7, $7, $8, $9)`,
      [id, basedOn, ...jsonOf(content), personId, tx.now, head.version, head.hash],
    );
    return id;
  }

  async change(tx: Tx, id: string, expectedVersion: number, personId: string, content: PolicyContent) {
    const row = await this.lock(tx, id, expectedVersion);
    const head = await this.record(tx, id, row, { type: 'policy.draft-changed', data: hashes(content) });
    await tx.execute(
      `UPDATE policy_draft SET numbers = $2, texts = $3, change_note = $4, updated_at = $5, version = $6, head_hash = $7,
              editor_ids = CASE WHEN $8::uuid = ANY(editor_ids) THEN editor_ids ELSE editor_ids || $8::uuid END
        WHERE id = $1`,
      [id, ...jsonOf(content), tx.now, head.version, head.hash, personId],
    );
  }

  async discard(tx: Tx, id: string, expectedVersion: number): Promise<void> {
    const row = await this.lock(tx, id, expectedVersion);
    const head = await this.record(tx, id, row, { type: 'policy.draft-discarded', data: {} });
    await tx.execute(
      `UPDATE policy_draft SET state = 'discarded', updated_at = $2, version = $3, head_hash = $4 WHERE id = $1`,
      [id, tx.now, head.version, head.hash],
    );
  }

  /**
   * Makes the draft the next version, effective from an instant on, and returns its number. `check` looks at what is
   * published, under the lock, and throws when it may not be.
   */
  async publish(
    tx: Tx,
    order: {
      readonly id: string;
      readonly expectedVersion: number;
      readonly personId: string;
      readonly effectiveFrom: Date;
    },
    check: (content: PolicyContent) => void,
  ): Promise<number> {
    const row = await this.lock(tx, order.id, order.expectedVersion);
    if (row.editor_ids.includes(order.personId)) throw policyRefusals.refuse('policy.own-draft');
    check({ numbers: row.numbers, texts: row.texts, changeNote: row.change_note });
    // Two drafts published at once: the second one waits here and then sees the first.
    await tx.execute(`LOCK TABLE policy IN SHARE ROW EXCLUSIVE MODE`);
    const coming = await tx.row(
      `SELECT version FROM policy p WHERE effective_from > $1
          AND NOT EXISTS (SELECT FROM policy_cancellation c WHERE c.version = p.version)`,
      [tx.now],
    );
    if (coming) throw policyRefusals.refuse('policy.version-coming');
    const next = await tx.row<{ version: number }>(`SELECT max(version) + 1 AS version FROM policy`);
    const version = next?.version ?? 1;
    await tx.execute(`INSERT INTO policy (version, numbers, effective_from) VALUES ($1, $2, $3)`, [
      version,
      JSON.stringify(row.numbers),
      order.effectiveFrom,
    ]);
    await tx.execute(
      `INSERT INTO policy_document (version, texts, change_note, published_by, published_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [version, JSON.stringify(row.texts), JSON.stringify(row.change_note), order.personId, tx.now],
    );
    const head = await this.record(tx, order.id, row, {
      type: 'policy.published',
      data: { version, effectiveFrom: order.effectiveFrom.toISOString() },
    });
    await tx.execute(
      `UPDATE policy_draft SET state = 'published', policy_version = $2, updated_at = $3, version = $4, head_hash = $5
        WHERE id = $1`,
      [order.id, version, tx.now, head.version, head.hash],
    );
    return version;
  }

  /** Takes a published version back before it takes effect. */
  async cancel(tx: Tx, version: number, personId: string, reason: string): Promise<void> {
    const row = await tx.row<DraftRow & { id: string; effective_from: Date; is_cancelled: boolean }>(
      `SELECT d.*, p.effective_from,
              EXISTS (SELECT FROM policy_cancellation c WHERE c.version = p.version) AS is_cancelled
         FROM policy_draft d JOIN policy p ON p.version = d.policy_version WHERE p.version = $1 FOR UPDATE OF d`,
      [version],
    );
    if (!row) {
      const isKnown = await tx.row(`SELECT version FROM policy WHERE version = $1`, [version]);
      throw policyRefusals.refuse(isKnown ? 'policy.already-effective' : 'policy.not-found');
    }
    if (row.is_cancelled) throw policyRefusals.refuse('policy.not-found');
    if (row.effective_from.getTime() - tx.now.getTime() < SHORTEST_NOTICE_MS)
      throw policyRefusals.refuse('policy.already-effective');
    const added = await tx.execute(
      `INSERT INTO policy_cancellation (version, reason, cancelled_by, cancelled_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (version) DO NOTHING`,
      [version, reason, personId, tx.now],
    );
    if (added === 0) throw policyRefusals.refuse('policy.not-found');
    const head = await this.record(tx, row.id, row, {
      type: 'policy.cancelled',
      data: { version, reasonSha256: sha256(reason) },
    });
    await tx.execute(`UPDATE policy_draft SET version = $2, head_hash = $3 WHERE id = $1`, [
      row.id,
      head.version,
      head.hash,
    ]);
  }

  /** Notes that somebody has read a version; again is no change. */
  async noteReading(tx: Tx, version: number, personId: string): Promise<void> {
    const known = await tx.row(
      `SELECT version FROM policy p WHERE version = $1
          AND NOT EXISTS (SELECT FROM policy_cancellation c WHERE c.version = p.version)`,
      [version],
    );
    if (!known) throw policyRefusals.refuse('policy.not-found');
    await tx.execute(
      `INSERT INTO policy_reading (version, person_id, read_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [version, personId, tx.now],
    );
  }

  private async lock(tx: Tx, id: string, expectedVersion: number): Promise<DraftRow> {
    const row = await tx.row<DraftRow>(`SELECT * FROM policy_draft WHERE id = $1 FOR UPDATE`, [id]);
    if (!row) throw policyRefusals.refuse('policy.not-found');
    if (row.version !== expectedVersion)
      throw policyRefusals.refuse('policy.version-changed', { currentVersion: row.version });
    if (row.state !== 'open') throw policyRefusals.refuse('policy.draft-closed');
    return row;
  }

  private record(tx: Tx, id: string, row: DraftRow, event: NewEvent) {
    return appendEvents(tx, { type: STREAM, id, head: { version: row.version, hash: row.head_hash } }, [
      event,
    ]);
  }
}

function hashes({ numbers, texts, changeNote }: PolicyContent): { readonly [key: string]: Json } {
  return {
    numbersSha256: sha256(numbers),
    textsSha256: sha256(texts),
    changeNoteSha256: sha256(changeNote),
  };
}

function jsonOf({ numbers, texts, changeNote }: PolicyContent): string[] {
  return [JSON.stringify(numbers), JSON.stringify(texts), JSON.stringify(changeNote)];
}
