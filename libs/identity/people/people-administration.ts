import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, runOnce, Settings, UnitOfWork, type Page } from '@huiyin/platform';
import { identityRefusals } from '../identity-refusals.js';
import { Passwords } from '../passwords/passwords.js';
import type { PeopleQueryDto, PersonDto } from './people-administration.dto.js';
import { namingFields } from './person-constraints.js';
import { PERSON_RECORD, PersonRegister, type PersonChanges, type PersonData } from './person-register.js';

type Row = PersonDto & { employeeNumber: string };

function shown(row: Row): PersonDto {
  return {
    id: row.id,
    employeeNumber: row.employeeNumber,
    name: row.name,
    email: row.email,
    locale: row.locale,
    siteId: row.siteId,
    departmentId: row.departmentId,
    roles: row.roles,
    isActive: row.isActive,
    mustChangePassword: row.mustChangePassword,
    mailBouncedAt: row.mailBouncedAt,
    mailBounceReason: row.mailBounceReason,
    version: row.version,
  };
}

/** What an administrator does with people. */
@Injectable()
export class PeopleAdministration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: PersonRegister,
    private readonly passwords: Passwords,
    private readonly settings: Settings,
  ) {}

  async list(query: PeopleQueryDto): Promise<Page<PersonDto>> {
    const limit = query.limit ?? 25;
    const after = decodeCursor(query.cursor, ['text']);
    const text = (query.q ?? '')
      .normalize('NFC')
      .trim()
      .replace(/[\\%_]/g, '\\$&');
    const rows = await this.unitOfWork.read<Row>(
      `SELECT ${PERSON_RECORD} FROM person
        WHERE ($1::text IS NULL OR employee_number > $1)
          AND ($2 = '' OR name ILIKE '%' || $2 || '%' OR employee_number LIKE upper($2) || '%')
          AND ($3::uuid IS NULL OR department_id = $3)
        ORDER BY employee_number LIMIT $4`,
      [after?.[0] ?? null, text, query.departmentId ?? null, limit + 1],
    );
    return pageOf(rows, limit, (row) => [row.employeeNumber], shown);
  }

  async get(id: string): Promise<PersonDto> {
    const [row] = await this.unitOfWork.read<Row>(`SELECT ${PERSON_RECORD} FROM person WHERE id = $1`, [id]);
    if (!row) throw identityRefusals.refuse('person.not-found');
    return shown(row);
  }

  /** The initial password is answered once and stored nowhere, not even for a repetition of the request. */
  async add(
    administratorId: string,
    key: string,
    data: PersonData,
  ): Promise<{ person: PersonDto; initialPassword: string | null }> {
    const password = this.passwords.initial();
    const passwordHash = await this.passwords.hash(password);
    let ownId: string | null = null;
    // Whoever is added to a demo is part of it: real people would keep the demo from starting again.
    const isDemo = this.settings.mode === 'demo';
    const request = { route: 'register-person', ...data, roles: [...data.roles] };
    const { id } = await namingFields(() =>
      runOnce(this.unitOfWork, { personId: administratorId, key, request }, async (tx) => {
        ownId = await this.register.add(tx, { ...data, passwordHash, mustChangePassword: true, isDemo });
        return { id: ownId };
      }),
    );
    return { person: await this.get(id), initialPassword: id === ownId ? password : null };
  }

  async change(
    administratorId: string,
    id: string,
    version: number,
    changes: PersonChanges,
  ): Promise<PersonDto> {
    await namingFields(() =>
      this.unitOfWork.run({ kind: 'person', personId: administratorId }, (tx) =>
        this.register.change(tx, id, version, changes),
      ),
    );
    return this.get(id);
  }

  async resetPassword(administratorId: string, id: string): Promise<string> {
    const password = this.passwords.initial();
    const passwordHash = await this.passwords.hash(password);
    await this.unitOfWork.run({ kind: 'person', personId: administratorId }, (tx) =>
      this.register.setPassword(tx, id, passwordHash, 'administrator'),
    );
    return password;
  }
}
