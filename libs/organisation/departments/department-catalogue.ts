import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import type { DepartmentFacts } from './department-directory.js';

/** A department as shown; people by id, because their names belong to another room. */
export interface DepartmentView extends DepartmentFacts {
  readonly code: string;
  readonly parentId: string | null;
  readonly handlerIds: readonly string[];
  readonly scopeCount: number;
  readonly version: number;
}

const VIEW = `SELECT d.id, d.code, d.kind, d.name, d.is_active AS "isActive", d.site_id AS "siteId",
    d.parent_id AS "parentId", d.head_id AS "headId", d.deputy_id AS "deputyId", d.leader_id AS "leaderId", d.version,
    ARRAY(SELECT m.person_id::text FROM department_member m WHERE m.department_id = d.id ORDER BY m.person_id) AS "handlerIds",
    (SELECT count(*)::int FROM scope_entry s WHERE s.department_id = d.id AND s.state = 'published') AS "scopeCount"
  FROM department d`;

/** Departments for reading; a company has dozens, so the list is whole. */
@Injectable()
export class DepartmentCatalogue {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async list(): Promise<DepartmentView[]> {
    return this.unitOfWork.read<DepartmentView>(`${VIEW} ORDER BY d.kind = 'coordinator', d.code`);
  }

  async get(id: string): Promise<DepartmentView | null> {
    const [row] = await this.unitOfWork.read<DepartmentView>(`${VIEW} WHERE d.id = $1`, [id]);
    return row ?? null;
  }
}
