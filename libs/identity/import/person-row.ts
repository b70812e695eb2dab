import { isEmail } from 'class-validator';
import {
  LOCALES,
  quotable,
  ROLES,
  textFault,
  type CsvFault,
  type CsvRow,
  type CsvShape,
  type Locale,
  type Role,
} from '@huiyin/platform';
import { canonicalEmployeeNumber, EMPLOYEE_NUMBER, EMPLOYEE_NUMBER_RULE } from '../people/employee-number.js';
import type { PersonData } from '../people/person-register.js';

export type PersonColumn =
  'employee_number' | 'name' | 'email' | 'locale' | 'site_code' | 'department_code' | 'roles';

export const PERSON_FILE: CsvShape<PersonColumn> = {
  required: ['employee_number', 'name', 'email', 'locale', 'site_code', 'department_code'],
  optional: ['roles'],
  maxRows: 10_000,
  maxCellLength: 300,
};

/** What codes in a file stand for. */
export interface Codes {
  readonly sites: ReadonlyMap<string, string>;
  readonly departments: ReadonlyMap<string, string>;
}

/** A person as the file has them; without the column, nothing is said about roles. */
export type PersonRow = Omit<PersonData, 'roles'> & {
  readonly row: number;
  readonly roles?: readonly Role[];
};

/** What one row says, or everything that is wrong with it. An empty locale is Chinese. */
export function readPersonRow(
  { row, cells }: CsvRow<PersonColumn>,
  codes: Codes,
): { person: PersonRow } | { faults: CsvFault[] } {
  const faults: CsvFault[] = [];
  const refuse = (column: PersonColumn, rule: string, message: string): void => {
    faults.push({ row, column, rule, message, value: quotable(cells[column] ?? '') });
  };
  const idOf = (column: 'site_code' | 'department_code', ids: ReadonlyMap<string, string>): string | null => {
    const code = cells[column] ?? '';
    const id = ids.get(code) ?? null;
    if (code !== '' && id === null) refuse(column, 'exists', 'there is no such code');
    return id;
  };
  const employeeNumber = canonicalEmployeeNumber(cells.employee_number ?? '');
  if (!EMPLOYEE_NUMBER.test(employeeNumber)) refuse('employee_number', 'matches', EMPLOYEE_NUMBER_RULE);
  const name = cells.name ?? '';
  const nameFault = textFault(name, { max: 100 });
  if (nameFault) refuse('name', 'plainText', nameFault);
  const email = cells.email ?? '';
  if (email !== '' && (!isEmail(email) || email.length > 254)) {
    refuse('email', 'isEmail', 'must be an e-mail address');
  }
  const locale = LOCALES.find((known) => known === (cells.locale === '' ? 'zh-CN' : cells.locale));
  if (!locale) refuse('locale', 'isIn', `must be one of ${LOCALES.join(', ')}`);
  const roles = cells.roles?.split(/\s+/).filter((word) => word !== '');
  if (roles && !areRoles(roles)) refuse('roles', 'isIn', `must be some of ${ROLES.join(', ')}`);
  const siteId = idOf('site_code', codes.sites);
  const departmentId = idOf('department_code', codes.departments);
  if (faults.length > 0) return { faults };
  return {
    person: {
      row,
      employeeNumber,
      name,
      email: email === '' ? null : email,
      locale: locale as Locale,
      siteId,
      departmentId,
      ...(roles ? { roles: [...new Set(roles)] as Role[] } : {}),
    },
  };
}

function areRoles(words: readonly string[]): words is Role[] {
  return words.every((word) => (ROLES as readonly string[]).includes(word));
}
