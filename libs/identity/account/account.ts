import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { identityRefusals } from '../identity-refusals.js';
import { passwordFault } from '../passwords/password-rule.js';
import { Passwords } from '../passwords/passwords.js';
import { namingFields } from '../people/person-constraints.js';
import { PERSON_RECORD, PersonRegister, type PersonRecord } from '../people/person-register.js';
import { SignInThrottle } from '../sign-in/sign-in-throttle.js';
import type { ChangeMeDto } from './account.dto.js';

/** What people do with their own account. */
@Injectable()
export class Account {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: PersonRegister,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
  ) {}

  async get(personId: string): Promise<PersonRecord> {
    return this.row<PersonRecord>(PERSON_RECORD, personId);
  }

  async change(personId: string, version: number, changes: ChangeMeDto): Promise<void> {
    const instant = (text: string | null | undefined): Date | null | undefined =>
      typeof text === 'string' ? new Date(text) : text;
    const absentUntil = instant(changes.absentUntil);
    await namingFields(() =>
      this.unitOfWork.run({ kind: 'person', personId }, (tx) =>
        this.register.change(tx, personId, version, {
          locale: changes.locale,
          timeZone: changes.timeZone,
          absentFrom: instant(changes.absentFrom),
          absentUntil,
        }),
      ),
    );
  }

  /** Ends every session of the person, the present one too: the caller opens a new one. */
  async changePassword(
    personId: string,
    address: string,
    currentPassword: string,
    newPassword: string,
  ): Promise<void> {
    const person = await this.row<{ employeeNumber: string; name: string; passwordHash: string | null }>(
      `employee_number AS "employeeNumber", name, password_hash AS "passwordHash"`,
      personId,
    );
    const attempt = { employeeNumber: person.employeeNumber, address, knownDeviceHash: null };
    await this.throttle.admit(attempt);
    if (!(await this.passwords.matches(person.passwordHash, currentPassword))) {
      throw identityRefusals.refuse('session.credentials-wrong', {}, [
        { field: 'currentPassword', rule: 'matches', message: 'is not your current password' },
      ]);
    }
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) => this.throttle.forgive(tx, attempt));
    const fault =
      passwordFault(newPassword, person) ??
      (newPassword === currentPassword ? { rule: 'differs', message: 'must differ from the old one' } : null);
    if (fault) {
      throw identityRefusals.refuse('session.password-unfit', {}, [{ field: 'newPassword', ...fault }]);
    }
    const passwordHash = await this.passwords.hash(newPassword);
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) =>
      this.register.setPassword(tx, personId, passwordHash, 'person'),
    );
  }

  private async row<Row>(columns: string, personId: string): Promise<Row> {
    const [row] = await this.unitOfWork.read<Row>(`SELECT ${columns} FROM person WHERE id = $1`, [personId]);
    if (!row) throw identityRefusals.refuse('person.not-found');
    return row;
  }
}
