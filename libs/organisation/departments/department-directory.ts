import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Locale, type Tx } from '@huiyin/platform';

export type LocalisedText = Readonly<Record<Locale, string>>;

export interface DepartmentFacts {
  readonly id: string;
  readonly kind: 'ordinary' | 'coordinator';
  readonly isActive: boolean;
  readonly headId: string | null;
  readonly deputyId: string | null;
  /** The leader responsible for the department, as registered; see `responsibleLeader`. */
  readonly leaderId: string | null;
  readonly siteId: string | null;
  readonly name: LocalisedText;
}

export interface Membership {
  readonly departmentId: string;
  readonly relation: 'head' | 'deputy' | 'handler';
}

/** Everything that a person is to departments, read in one statement. */
export interface Standing {
  readonly memberships: readonly Membership[];
  /** Departments whose responsible leader this person is. */
  readonly leads: readonly string[];
  readonly isDutyLeader: boolean;
  readonly isCoordinatorMember: boolean;
}

const FACTS = `d.id, d.kind, d.is_active AS "isActive", d.head_id AS "headId", d.deputy_id AS "deputyId",
  d.leader_id AS "leaderId", d.site_id AS "siteId", d.name`;

/** SQL condition on a row of `person`: who has left, or is away at the instant `at`, is nobody to wait for. */
export function isOffDuty(person: string, at: string): string {
  return `(NOT ${person}.is_active
    OR ${person}.absent_from <= ${at} AND coalesce(${person}.absent_until > ${at}, true))`;
}

interface StandingRow {
  relation: Membership['relation'] | 'leader' | 'duty-leader';
  departmentId: string | null;
  kind: DepartmentFacts['kind'] | null;
}

/**
 * Who answers for what. Rights depend on it, so nothing is cached; with a transaction it sees what the transaction
 * sees.
 */
@Injectable()
export class DepartmentDirectory {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async standingOf(personId: string, tx: Tx | null = null): Promise<Standing> {
    const rows = await this.rows<StandingRow>(
      tx,
      `SELECT 'head' AS relation, id AS "departmentId", kind FROM department WHERE head_id = $1
       UNION ALL SELECT 'deputy', id, kind FROM department WHERE deputy_id = $1
       UNION ALL SELECT 'handler', d.id, d.kind
                   FROM department_member m JOIN department d ON d.id = m.department_id WHERE m.person_id = $1
       UNION ALL SELECT 'leader', id, kind FROM department WHERE leader_id = $1
       UNION ALL SELECT 'duty-leader', NULL, NULL FROM organisation WHERE duty_leader_id = $1`,
      [personId],
    );
    const memberships: Membership[] = [];
    const leads: string[] = [];
    for (const { relation, departmentId } of rows) {
      if (departmentId === null || relation === 'duty-leader') continue;
      if (relation === 'leader') leads.push(departmentId);
      else memberships.push({ departmentId, relation });
    }
    return {
      memberships,
      leads,
      isDutyLeader: rows.some((row) => row.relation === 'duty-leader'),
      isCoordinatorMember: rows.some((row) => row.kind === 'coordinator' && row.relation !== 'leader'),
    };
  }

  /** In a transaction the department also stays as it is (active, say) until the end of it. */
  async department(tx: Tx | null, id: string): Promise<DepartmentFacts | null> {
    const lock = tx ? 'FOR KEY SHARE' : '';
    const [row] = await this.rows<DepartmentFacts>(
      tx,
      `SELECT ${FACTS} FROM department d WHERE d.id = $1 ${lock}`,
      [id],
    );
    return row ?? null;
  }

  /** The catch-all; null only in an organisation that has not been set up. */
  async coordinatorDepartment(tx: Tx | null = null): Promise<DepartmentFacts | null> {
    const [row] = await this.rows<DepartmentFacts>(
      tx,
      `SELECT ${FACTS} FROM department d WHERE d.kind = 'coordinator'`,
    );
    return row ?? null;
  }

  /** Departments that the duty leader leads: as the responsible one, see `responsibleLeader`, or while that one is away. */
  async ledByDutyLeader(tx: Tx | null = null): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      tx,
      `SELECT d.id FROM department d LEFT JOIN person leader ON leader.id = d.leader_id
        WHERE leader.id IS NULL OR ${isOffDuty('leader', '$1::timestamptz')} OR d.leader_id = d.head_id ORDER BY d.id`,
      [tx?.now ?? this.unitOfWork.now()],
    );
    return rows.map((row) => row.id);
  }

  async dutyLeaderId(tx: Tx | null = null): Promise<string | null> {
    const [row] = await this.rows<{ id: string | null }>(tx, `SELECT duty_leader_id AS id FROM organisation`);
    return row?.id ?? null;
  }

  /** Handlers, without head and deputy unless they are also listed as handlers. */
  async handlerIds(departmentId: string, tx: Tx | null = null): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      tx,
      `SELECT person_id AS id FROM department_member WHERE department_id = $1 ORDER BY person_id`,
      [departmentId],
    );
    return rows.map((row) => row.id);
  }

  /**
   * The leader who takes an escalation: the department's own, or the duty leader when there is none, when that
   * leader has left, or when that leader heads the very department. Null when the organisation has no such person.
   */
  async responsibleLeader(
    department: Pick<DepartmentFacts, 'leaderId' | 'headId'>,
    tx: Tx | null = null,
  ): Promise<string | null> {
    const [row] = await this.rows<{ id: string | null }>(
      tx,
      `SELECT coalesce(
                (SELECT id FROM person WHERE id = $1::uuid AND id IS DISTINCT FROM $2::uuid AND is_active),
                (SELECT p.id FROM organisation o JOIN person p ON p.id = o.duty_leader_id WHERE p.is_active)
              ) AS id`,
      [department.leaderId, department.headId],
    );
    return row?.id ?? null;
  }

  private async rows<Row>(tx: Tx | null, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return tx ? tx.rows<Row>(sql, parameters) : this.unitOfWork.read<Row>(sql, parameters);
  }
}
