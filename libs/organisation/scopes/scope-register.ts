import { Injectable } from '@nestjs/common';
import { appendEvents, EMPTY_CHAIN, newId, type ChainHead, type Json, type Tx } from '@huiyin/platform';
import type { LocalisedText } from '../departments/department-directory.js';
import { organisationRefusals } from '../organisation-refusals.js';

export type LocalisedExamples = Readonly<Record<keyof LocalisedText, readonly string[]>>;

export interface ScopeData {
  readonly title: LocalisedText;
  readonly belongs: LocalisedExamples;
  readonly belongsNot: LocalisedExamples;
}

interface Published extends ScopeData {
  id: string;
  lineageId: string;
  departmentId: string;
  version: number;
  headHash: Buffer;
}

/** The only writer of scope entries. A change publishes the next version; what was published stays as it was. */
@Injectable()
export class ScopeRegister {
  /** Publishes the first version of a new entry and answers its lineage. */
  async publish(tx: Tx, departmentId: string, scope: ScopeData): Promise<string> {
    const department = await tx.row<{ isActive: boolean }>(
      `SELECT is_active AS "isActive" FROM department WHERE id = $1 FOR SHARE`,
      [departmentId],
    );
    if (!department) throw organisationRefusals.refuse('department.not-found');
    if (!department.isActive) throw organisationRefusals.refuse('department.inactive');
    const lineageId = newId(tx.now);
    await this.insert(tx, departmentId, lineageId, EMPTY_CHAIN, scope);
    return lineageId;
  }

  async publishNext(tx: Tx, lineageId: string, expectedVersion: number, scope: ScopeData): Promise<void> {
    const current = await this.lock(tx, lineageId, expectedVersion);
    await this.markRetired(tx, current);
    await this.insert(
      tx,
      current.departmentId,
      lineageId,
      { version: current.version, hash: current.headHash },
      scope,
    );
  }

  async retire(tx: Tx, lineageId: string, expectedVersion: number): Promise<void> {
    const current = await this.lock(tx, lineageId, expectedVersion);
    await this.markRetired(tx, current);
    await appendEvents(
      tx,
      { type: 'scope', id: lineageId, head: { version: current.version, hash: current.headHash } },
      [{ type: 'scope.retired', data: { departmentId: current.departmentId } }],
    );
  }

  private async lock(tx: Tx, lineageId: string, expectedVersion: number): Promise<Published> {
    // The first version stands for the whole lineage: whoever waits here then sees the newest version.
    await tx.rows(`SELECT FROM scope_entry WHERE lineage_id = $1 AND version = 1 FOR UPDATE`, [lineageId]);
    const current = await tx.row<Published>(
      `SELECT id, lineage_id AS "lineageId", department_id AS "departmentId", version, title, belongs,
              belongs_not AS "belongsNot", head_hash AS "headHash"
         FROM scope_entry WHERE lineage_id = $1 AND state = 'published'`,
      [lineageId],
    );
    if (!current) throw organisationRefusals.refuse('scope.not-found');
    if (current.version !== expectedVersion) {
      const { headHash: _, ...shown } = current;
      throw organisationRefusals.refuse('scope.version-changed', { current: shown as unknown as Json });
    }
    return current;
  }

  private async markRetired(tx: Tx, current: Published): Promise<void> {
    await tx.execute(`UPDATE scope_entry SET state = 'retired', retired_at = $2 WHERE id = $1`, [
      current.id,
      tx.now,
    ]);
  }

  private async insert(
    tx: Tx,
    departmentId: string,
    lineageId: string,
    previous: ChainHead,
    scope: ScopeData,
  ): Promise<void> {
    const head = await appendEvents(tx, { type: 'scope', id: lineageId, head: previous }, [
      { type: 'scope.published', data: { departmentId } },
    ]);
    await tx.execute(
      `INSERT INTO scope_entry (id, department_id, lineage_id, version, title, belongs, belongs_not, state, published_at,
                                published_by, head_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'published', $8, $9, $10)`,
      [
        newId(tx.now),
        departmentId,
        lineageId,
        head.version,
        JSON.stringify(scope.title),
        JSON.stringify(scope.belongs),
        JSON.stringify(scope.belongsNot),
        tx.now,
        tx.actor.kind === 'person' ? tx.actor.personId : null,
        head.hash,
      ],
    );
  }
}
