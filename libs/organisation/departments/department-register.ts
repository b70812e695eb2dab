import { Injectable } from '@nestjs/common';
import { appendEvents, EMPTY_CHAIN, newId, type Tx } from '@huiyin/platform';
import { organisationRefusals } from '../organisation-refusals.js';
import { changeVersionedRow, type VersionedTable } from '../versioned-row.js';
import type { DepartmentFacts, LocalisedText } from './department-directory.js';
import { OpenWork } from './open-work.js';

export interface DepartmentData {
  readonly code: string;
  readonly name: LocalisedText;
  readonly siteId: string | null;
  readonly parentId: string | null;
  readonly kind: DepartmentFacts['kind'];
  readonly headId: string | null;
  readonly deputyId: string | null;
  readonly leaderId: string | null;
  readonly handlerIds: readonly string[];
}

export interface DepartmentChanges extends Partial<Omit<DepartmentData, 'code' | 'kind'>> {
  readonly isActive?: boolean;
}

type ColumnField = Exclude<keyof DepartmentChanges, 'handlerIds'>;

const DEPARTMENT: VersionedTable<ColumnField> = {
  table: 'department',
  columns: {
    name: 'name',
    siteId: 'site_id',
    parentId: 'parent_id',
    headId: 'head_id',
    deputyId: 'deputy_id',
    leaderId: 'leader_id',
    isActive: 'is_active',
  },
  jsonFields: ['name'],
  recordedFields: ['siteId', 'parentId', 'headId', 'deputyId', 'leaderId', 'isActive'],
  notFound: () => organisationRefusals.refuse('department.not-found'),
  versionChanged: (current) => organisationRefusals.refuse('department.version-changed', { current }),
};

/** The only writer of departments and of who handles their tickets. */
@Injectable()
export class DepartmentRegister {
  constructor(private readonly openWork: OpenWork) {}

  async add(tx: Tx, department: DepartmentData): Promise<string> {
    const id = newId(tx.now);
    const { name, code, ...facts } = department;
    const head = await appendEvents(tx, { type: 'department', id, head: EMPTY_CHAIN }, [
      { type: 'department.created', data: { code, ...facts, handlerIds: [...facts.handlerIds] } },
    ]);
    await tx.execute(
      `INSERT INTO department (id, code, name, site_id, parent_id, kind, head_id, deputy_id, leader_id,
                               created_at, updated_at, version, head_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12)`,
      [
        id,
        code,
        JSON.stringify(name),
        facts.siteId,
        facts.parentId,
        facts.kind,
        facts.headId,
        facts.deputyId,
        facts.leaderId,
        tx.now,
        head.version,
        head.hash,
      ],
    );
    await this.setHandlers(tx, id, facts.handlerIds);
    return id;
  }

  /** Changes what differs and answers the names of the changed fields. */
  async change(
    tx: Tx,
    id: string,
    expectedVersion: number | null,
    changes: DepartmentChanges,
  ): Promise<string[]> {
    const { handlerIds, ...columns } = changes;
    // Before the handlers are compared, so that two writers come one after the other.
    await tx.execute(`SELECT FROM department WHERE id = $1 FOR UPDATE`, [id]);
    const wanted = handlerIds && [...new Set(handlerIds)].sort();
    const areNew = wanted !== undefined && wanted.join() !== (await this.handlers(tx, id)).join();
    const fields = await changeVersionedRow(tx, DEPARTMENT, {
      id,
      streamId: id,
      expectedVersion,
      changes: { ...columns, name: columns.name && { ...columns.name } },
      elsewhere: areNew ? { field: 'handlerIds', value: wanted } : null,
    });
    if (areNew) await this.setHandlers(tx, id, wanted);
    if (fields.includes('isActive') && changes.isActive === false) {
      const openTickets = await this.openWork.openTicketsOf(tx, id);
      if (openTickets > 0) throw organisationRefusals.refuse('department.owns-open-tickets', { openTickets });
    }
    return fields;
  }

  private async handlers(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `SELECT person_id AS id FROM department_member WHERE department_id = $1`,
      [id],
    );
    return rows.map((row) => row.id).sort();
  }

  private async setHandlers(tx: Tx, id: string, handlerIds: readonly string[]): Promise<void> {
    await tx.execute(
      `DELETE FROM department_member WHERE department_id = $1 AND person_id <> ALL($2::uuid[])`,
      [id, handlerIds],
    );
    await tx.execute(
      `INSERT INTO department_member (department_id, person_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
      [id, [...new Set(handlerIds)]],
    );
  }
}
