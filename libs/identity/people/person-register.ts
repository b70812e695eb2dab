import { Injectable } from '@nestjs/common';
import {
  appendEvents,
  EMPTY_CHAIN,
  newId,
  type ChainHead,
  type Json,
  type Locale,
  type NewEvent,
  type Role,
  type Tx,
} from '@huiyin/platform';
import { identityRefusals } from '../identity-refusals.js';
import { canonicalEmployeeNumber } from './employee-number.js';

/** What an administrator or an import says about a person. */
export interface PersonData {
  readonly employeeNumber: string;
  readonly name: string;
  readonly email: string | null;
  readonly locale: Locale;
  readonly siteId: string | null;
  readonly departmentId: string | null;
  readonly roles: readonly Role[];
}

/** What may change in a person later. */
export interface PersonChanges extends Partial<PersonData> {
  readonly timeZone?: string;
  readonly isActive?: boolean;
  readonly absentFrom?: Date | null;
  readonly absentUntil?: Date | null;
}

export interface NewPerson extends PersonData {
  readonly timeZone?: string;
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
  readonly isDemo?: boolean;
}

export interface PersonRecord extends PersonData {
  readonly id: string;
  readonly timeZone: string;
  readonly isActive: boolean;
  readonly mustChangePassword: boolean;
  readonly absentFrom: Date | null;
  readonly absentUntil: Date | null;
  readonly mailBouncedAt: Date | null;
  readonly mailBounceReason: string | null;
  readonly version: number;
}

export const PERSON_RECORD = `id, employee_number AS "employeeNumber", name, email, locale, time_zone AS "timeZone",
  site_id AS "siteId", department_id AS "departmentId", roles, is_active AS "isActive",
  must_change_password AS "mustChangePassword", absent_from AS "absentFrom", absent_until AS "absentUntil",
  mail_bounced_at AS "mailBouncedAt", mail_bounce_reason AS "mailBounceReason", version`;

const COLUMNS = {
  employeeNumber: 'employee_number',
  name: 'name',
  email: 'email',
  locale: 'locale',
  timeZone: 'time_zone',
  siteId: 'site_id',
  departmentId: 'department_id',
  roles: 'roles',
  isActive: 'is_active',
  absentFrom: 'absent_from',
  absentUntil: 'absent_until',
} as const satisfies Record<keyof PersonChanges, string>;

/** An arbitrary number that must never change. */
const DISMISSAL_LOCK = 7_241_909;

type Locked = PersonRecord & { headHash: Buffer };

function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? [...(value as string[])].sort().join(' ') : value;
}

/** The fields in which a person would change. */
export function changedFields(person: PersonRecord, changes: PersonChanges): (keyof PersonChanges)[] {
  return (Object.keys(COLUMNS) as (keyof PersonChanges)[]).filter(
    (field) => changes[field] !== undefined && comparable(changes[field]) !== comparable(person[field]),
  );
}

/** The only writer of people. Every change is one event of the person's stream, without their text. */
@Injectable()
export class PersonRegister {
  async add(tx: Tx, person: NewPerson): Promise<string> {
    const id = newId(tx.now);
    const facts = { siteId: person.siteId, departmentId: person.departmentId, roles: [...person.roles] };
    const head = await this.append(tx, id, EMPTY_CHAIN, { type: 'person.registered', data: facts });
    await tx.execute(
      `INSERT INTO person (id, employee_number, name, email, locale, time_zone, site_id, department_id, roles,
                           password_hash, must_change_password, is_demo, created_at, updated_at, version, head_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15)`,
      [
        id,
        canonicalEmployeeNumber(person.employeeNumber),
        person.name,
        person.email,
        person.locale,
        person.timeZone ?? 'Asia/Shanghai',
        person.siteId,
        person.departmentId,
        person.roles,
        person.passwordHash,
        person.mustChangePassword,
        person.isDemo ?? false,
        tx.now,
        head.version,
        head.hash,
      ],
    );
    return id;
  }

  /**
   * Changes what differs and answers whether anything did; `expectedVersion` null means "whatever is there". Ends
   * the sessions of someone who is no longer active.
   */
  async change(tx: Tx, id: string, expectedVersion: number | null, changes: PersonChanges): Promise<boolean> {
    const person = await this.lock(tx, id);
    if (expectedVersion !== null && expectedVersion !== person.version) {
      const { headHash: _, ...current } = person;
      throw identityRefusals.refuse('person.version-changed', {
        current: JSON.parse(JSON.stringify(current)) as Json,
      });
    }
    const fields = changedFields(person, changes);
    if (fields.length === 0) return false;
    await this.keepAnAdministrator(tx, person, changes);
    const head = await this.append(
      tx,
      id,
      { version: person.version, hash: person.headHash },
      {
        type: 'person.changed',
        data: {
          fields,
          ...(fields.includes('roles') ? { roles: [...(changes.roles ?? [])] } : {}),
          ...(fields.includes('isActive') ? { isActive: changes.isActive ?? true } : {}),
        },
      },
    );
    const assignments = fields.map((field, index) => `${COLUMNS[field]} = $${index + 5}`);
    await tx.execute(
      `UPDATE person SET version = $2, head_hash = $3, updated_at = $4, ${assignments.join(', ')} WHERE id = $1`,
      [id, head.version, head.hash, tx.now, ...fields.map((field) => changes[field])],
    );
    // A new address deserves a new chance.
    if (fields.includes('email')) {
      await tx.execute(`UPDATE person SET mail_bounced_at = NULL, mail_bounce_reason = NULL WHERE id = $1`, [
        id,
      ]);
    }
    if (changes.isActive === false) await this.endSessions(tx, id);
    return true;
  }

  /** Sets a password and ends every session of the person. */
  async setPassword(tx: Tx, id: string, passwordHash: string, by: 'person' | 'administrator'): Promise<void> {
    const person = await this.lock(tx, id);
    const head = await this.append(
      tx,
      id,
      { version: person.version, hash: person.headHash },
      {
        type: by === 'person' ? 'person.password-changed' : 'person.password-reset',
        data: {},
      },
    );
    await tx.execute(
      `UPDATE person SET password_hash = $2, must_change_password = $3, version = $4, head_hash = $5, updated_at = $6
        WHERE id = $1`,
      [id, passwordHash, by === 'administrator', head.version, head.hash, tx.now],
    );
    await this.endSessions(tx, id);
  }

  private async lock(tx: Tx, id: string): Promise<Locked> {
    const person = await tx.row<Locked>(
      `SELECT ${PERSON_RECORD}, head_hash AS "headHash" FROM person WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!person) throw identityRefusals.refuse('person.not-found');
    return person;
  }

  private async keepAnAdministrator(tx: Tx, person: PersonRecord, changes: PersonChanges): Promise<void> {
    const stays = (changes.roles ?? person.roles).includes('administrator');
    if (!person.isActive || !person.roles.includes('administrator')) return;
    if (stays && changes.isActive !== false) return;
    // One dismissal at a time, so that two administrators cannot dismiss each other at the same moment.
    await tx.rows(`SELECT pg_advisory_xact_lock($1)`, [DISMISSAL_LOCK]);
    const others = await tx.rows<{ id: string }>(
      `SELECT id FROM person WHERE is_active AND 'administrator' = ANY(roles)`,
    );
    if (others.every((other) => other.id === person.id)) {
      throw identityRefusals.refuse('person.last-administrator');
    }
  }

  private async endSessions(tx: Tx, id: string): Promise<void> {
    await tx.execute(`DELETE FROM session WHERE person_id = $1`, [id]);
  }

  private append(tx: Tx, id: string, head: ChainHead, event: NewEvent): Promise<ChainHead> {
    return appendEvents(tx, { type: 'person', id, head }, [event]);
  }
}
