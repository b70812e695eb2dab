import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import type { Tx } from '@huiyin/platform';

/** What a person is as far as bulletins are concerned. */
export interface Reader {
  readonly personId: string;
  readonly isLeader: boolean;
  /** Departments that the person answers for, as head or deputy. */
  readonly headedIds: readonly string[];
  /** Departments that the person works for in any way. */
  readonly workIds: readonly string[];
}

/** Whether `person p` is meant to read `bulletin b`: as an employee, or because their department is named in it. */
export const IS_READER = `(p.is_active AND (
     b.for_everyone
  OR p.id = ANY(b.reader_person_ids)
  OR p.site_id = ANY(b.reader_site_ids)
  OR p.roles && b.reader_roles
  OR p.department_id = ANY(b.reader_department_ids)
  OR EXISTS (SELECT 1 FROM department d
              WHERE d.id = ANY(b.reader_department_ids) AND (d.head_id = p.id OR d.deputy_id = p.id))
  OR EXISTS (SELECT 1 FROM department_member m
              WHERE m.department_id = ANY(b.reader_department_ids) AND m.person_id = p.id)
  OR EXISTS (SELECT 1 FROM rectification r JOIN department d ON d.id = r.department_id
              WHERE r.bulletin_id = b.id AND (d.head_id = p.id OR d.deputy_id = p.id))))`;

/** The one place that says who sees a bulletin. */
@Injectable()
export class BulletinAccess {
  constructor(
    private readonly people: PeopleDirectory,
    private readonly departments: DepartmentDirectory,
  ) {}

  async reader(personId: string, tx: Tx | null = null): Promise<Reader> {
    const person = await this.people.person(tx, personId);
    const { memberships } = await this.departments.standingOf(personId, tx);
    const headed = memberships.filter(({ relation }) => relation !== 'handler');
    return {
      personId,
      isLeader: person?.roles.includes('leader') ?? false,
      headedIds: [...new Set(headed.map(({ departmentId }) => departmentId))],
      workIds: [...new Set(memberships.map(({ departmentId }) => departmentId))],
    };
  }

  /**
   * SQL condition on `bulletin b`, with the two parameters to append from `$first` on. Leaders see all, everybody else
   * what was published for them. Whatever it does not return does not exist for this person.
   */
  visible(reader: Reader, first: number): { readonly sql: string; readonly parameters: readonly unknown[] } {
    return {
      sql: `($${first + 1}::boolean OR (b.state IN ('published', 'withdrawn')
             AND EXISTS (SELECT 1 FROM person p WHERE p.id = $${first} AND ${IS_READER})))`,
      parameters: [reader.personId, reader.isLeader],
    };
  }
}
