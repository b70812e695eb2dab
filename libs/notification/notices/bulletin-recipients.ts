import { Injectable } from '@nestjs/common';
import { IS_READER } from '@huiyin/bulletin';
import { isAbsent, PeopleDirectory } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import type { Tx } from '@huiyin/platform';
import type { BulletinGlance } from './bulletin-glance.js';
import type { BulletinAudience } from './bulletin-notices.js';

/** A larger circle is told by the mark in the navigation: letters to everybody teach people not to read them. */
export const MAILED_READERS_AT_MOST = 200;

/** Whom a notice about a bulletin reaches now. */
@Injectable()
export class BulletinRecipients {
  constructor(
    private readonly people: PeopleDirectory,
    private readonly departments: DepartmentDirectory,
  ) {}

  /** People to tell, each once. */
  async of(
    tx: Tx,
    audience: BulletinAudience,
    bulletin: BulletinGlance,
    departmentId: string | null,
  ): Promise<string[]> {
    switch (audience) {
      case 'leaders':
        return this.leaders(tx);
      case 'head':
        return departmentId === null ? [] : this.head(tx, departmentId);
      case 'named':
        return this.named(tx, bulletin.id);
      case 'readers':
        return this.readers(tx, bulletin);
    }
  }

  private async leaders(tx: Tx): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `SELECT id FROM person WHERE 'leader' = ANY(roles) AND is_active ORDER BY id`,
    );
    const people = await this.people.people(
      tx,
      rows.map(({ id }) => id),
    );
    const there = [...people.values()].filter((person) => !isAbsent(person, tx.now));
    return (there.length > 0 ? there : [...people.values()]).map(({ id }) => id);
  }

  private async head(tx: Tx, departmentId: string): Promise<string[]> {
    const department = await this.departments.department(tx, departmentId);
    const ids = [department?.headId, department?.deputyId].filter(
      (id): id is string => typeof id === 'string',
    );
    const people = await this.people.people(tx, ids);
    const active = ids.filter((id) => people.get(id)?.isActive === true);
    const there = active.find((id) => {
      const person = people.get(id);
      return person !== undefined && !isAbsent(person, tx.now);
    });
    // When both are away the head finds it on return.
    return [there ?? active[0]].filter((id): id is string => id !== undefined);
  }

  private async named(tx: Tx, bulletinId: string): Promise<string[]> {
    const rows = await tx.rows<{ departmentId: string }>(
      `SELECT department_id AS "departmentId" FROM rectification WHERE bulletin_id = $1 ORDER BY department_id`,
      [bulletinId],
    );
    const told = new Set<string>();
    for (const { departmentId } of rows) for (const id of await this.head(tx, departmentId)) told.add(id);
    return [...told];
  }

  private async readers(tx: Tx, bulletin: BulletinGlance): Promise<string[]> {
    if (bulletin.isForEveryone) return [];
    const named = await this.named(tx, bulletin.id);
    const rows = await tx.rows<{ id: string }>(
      `SELECT p.id FROM bulletin b JOIN person p ON ${IS_READER}
        WHERE b.id = $1 AND p.id <> ALL($2::uuid[]) ORDER BY p.id LIMIT $3`,
      [bulletin.id, named, MAILED_READERS_AT_MOST + 1],
    );
    return rows.length > MAILED_READERS_AT_MOST ? [] : rows.map(({ id }) => id);
  }
}
