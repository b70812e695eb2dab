import { Injectable } from '@nestjs/common';
import { NAMED_FROM_MEMBERS, UnitOfWork, type Locale, type Role, type Tx } from '@huiyin/platform';

/** What other rooms may know about a person. */
export interface PersonFacts {
  readonly id: string;
  readonly employeeNumber: string;
  readonly name: string;
  readonly email: string | null;
  readonly locale: Locale;
  /** IANA name. */
  readonly timeZone: string;
  readonly siteId: string | null;
  /** The department that the person belongs to, which need not be one that they answer for. */
  readonly departmentId: string | null;
  readonly roles: readonly Role[];
  readonly isActive: boolean;
  readonly absentFrom: Date | null;
  readonly absentUntil: Date | null;
  readonly mailBouncedAt: Date | null;
}

const FACTS = `id, employee_number AS "employeeNumber", name, email, locale, time_zone AS "timeZone",
  site_id AS "siteId", department_id AS "departmentId", roles, is_active AS "isActive",
  absent_from AS "absentFrom", absent_until AS "absentUntil", mail_bounced_at AS "mailBouncedAt"`;

/** Whether a person is away at an instant: from `absentFrom` on, before `absentUntil`. */
export function isAbsent(person: Pick<PersonFacts, 'absentFrom' | 'absentUntil'>, at: Date): boolean {
  if (!person.absentFrom || at < person.absentFrom) return false;
  return !person.absentUntil || at < person.absentUntil;
}

/** Reading people. With a transaction it sees what the transaction sees. */
@Injectable()
export class PeopleDirectory {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async person(tx: Tx | null, id: string): Promise<PersonFacts | null> {
    return (await this.people(tx, [id])).get(id) ?? null;
  }

  /** Facts by id; unknown ids are left out. */
  async people(tx: Tx | null, ids: Iterable<string>): Promise<Map<string, PersonFacts>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const sql = `SELECT ${FACTS} FROM person WHERE id = ANY($1::uuid[])`;
    const rows = tx
      ? await tx.rows<PersonFacts>(sql, [wanted])
      : await this.unitOfWork.read<PersonFacts>(sql, [wanted]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Names by id, for display; unknown ids are left out. */
  async names(ids: Iterable<string | null>): Promise<Map<string, string>> {
    const known = [...ids].filter((id): id is string => id !== null);
    const people = await this.people(null, known);
    return new Map([...people].map(([id, person]) => [id, person.name]));
  }

  /** People who work here whose name contains a text, or whose employee number begins with it; in the order of names. */
  async found(text: string, limit: number): Promise<PersonFacts[]> {
    const wanted = text
      .normalize('NFC')
      .trim()
      .replace(/[\\%_]/g, '\\$&');
    return this.unitOfWork.read<PersonFacts>(
      `SELECT ${FACTS} FROM person
        WHERE is_active AND (name ILIKE '%' || $1 || '%' OR employee_number LIKE upper($1) || '%')
        ORDER BY name, employee_number LIMIT $2`,
      [wanted, limit],
    );
  }

  /** Whether an anonymous author may name a department as their own: it has members enough to hide one. */
  async mayBeNamed(tx: Tx | null, departmentId: string): Promise<boolean> {
    const sql = `SELECT count(*)::int AS members FROM person WHERE department_id = $1 AND is_active`;
    type Row = { readonly members: number };
    const rows = tx
      ? await tx.rows<Row>(sql, [departmentId])
      : await this.unitOfWork.read<Row>(sql, [departmentId]);
    return (rows[0]?.members ?? 0) >= NAMED_FROM_MEMBERS;
  }
}
