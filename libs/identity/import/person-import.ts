import { Injectable } from '@nestjs/common';
import { Refused, type CsvFault, type CsvRow, type Tx } from '@huiyin/platform';
import {
  changedFields,
  PERSON_RECORD,
  PersonRegister,
  type PersonRecord,
} from '../people/person-register.js';
import { readPersonRow, type Codes, type PersonColumn, type PersonRow } from './person-row.js';

export interface PersonImportResult {
  /** Employee numbers of the people added. */
  readonly created: readonly string[];
  readonly updated: number;
  readonly unchanged: number;
  readonly faults: readonly CsvFault[];
}

/** Brings people in line with a file. Nobody is removed: who left is deactivated by name. */
@Injectable()
export class PersonImport {
  constructor(private readonly register: PersonRegister) {}

  /** With faults in the answer the caller must roll the transaction back. */
  async apply(
    tx: Tx,
    rows: readonly CsvRow<PersonColumn>[],
    codes: Codes,
    isDemo: boolean,
  ): Promise<PersonImportResult> {
    const people: PersonRow[] = [];
    const faults: CsvFault[] = [];
    const rowOf = new Map<string, number>();
    for (const row of rows) {
      const read = readPersonRow(row, codes);
      if ('faults' in read) {
        faults.push(...read.faults);
        continue;
      }
      const { employeeNumber } = read.person;
      const earlier = rowOf.get(employeeNumber);
      if (earlier === undefined) {
        rowOf.set(employeeNumber, row.row);
        people.push(read.person);
      } else {
        const message = `the same number stands in row ${earlier}`;
        faults.push({
          row: row.row,
          column: 'employee_number',
          rule: 'unique',
          message,
          value: employeeNumber,
        });
      }
    }
    const known = await this.known(tx, [...rowOf.keys()]);
    const created: string[] = [];
    let updated = 0;
    let unchanged = 0;
    for (const { row, ...person } of people) {
      const record = known.get(person.employeeNumber);
      if (record && changedFields(record, person).length === 0) {
        unchanged++;
        continue;
      }
      try {
        if (record) {
          await this.register.change(tx, record.id, null, person);
          updated++;
        } else {
          await this.register.add(tx, {
            ...person,
            roles: person.roles ?? [],
            passwordHash: null,
            mustChangePassword: true,
            isDemo,
          });
          created.push(person.employeeNumber);
        }
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        faults.push({ row, column: null, rule: error.code, message: error.title });
      }
    }
    return { created, updated, unchanged, faults };
  }

  private async known(tx: Tx, employeeNumbers: readonly string[]): Promise<Map<string, PersonRecord>> {
    const records = await tx.rows<PersonRecord>(
      `SELECT ${PERSON_RECORD} FROM person WHERE employee_number = ANY($1::text[])`,
      [employeeNumbers],
    );
    return new Map(records.map((record) => [record.employeeNumber, record]));
  }
}
