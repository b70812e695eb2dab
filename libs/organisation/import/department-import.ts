import { Injectable } from '@nestjs/common';
import type { CsvFault, CsvRow, Tx } from '@huiyin/platform';
import { DepartmentRegister } from '../departments/department-register.js';
import {
  readDepartmentRow,
  type DepartmentColumn,
  type DepartmentRow,
  type References,
} from './department-row.js';

export interface DepartmentImportResult {
  /** Codes of the departments added. */
  readonly created: readonly string[];
  readonly updated: number;
  readonly unchanged: number;
  readonly faults: readonly CsvFault[];
}

interface Known {
  id: string;
  code: string;
  kind: 'ordinary' | 'coordinator';
  headId: string | null;
  deputyId: string | null;
}

/** Brings departments in line with a file. None is removed: one that closes is deactivated by hand. */
@Injectable()
export class DepartmentImport {
  constructor(private readonly register: DepartmentRegister) {}

  /** With faults in the answer the caller must roll the transaction back. */
  async apply(
    tx: Tx,
    rows: readonly CsvRow<DepartmentColumn>[],
    references: References,
  ): Promise<DepartmentImportResult> {
    const faults: CsvFault[] = [];
    const known = await this.known(tx);
    const seen = new Map<string, number>();
    const created: string[] = [];
    let updated = 0;
    let unchanged = 0;
    for (const row of rows) {
      const read = readDepartmentRow(row, references);
      const own = 'faults' in read ? read.faults : contradictions(read.department, known, seen);
      faults.push(...own);
      if ('faults' in read || own.length > 0) continue;
      const { row: at, code, kind, ...data } = read.department;
      seen.set(code, at);
      const before = known.get(code);
      if (before) {
        const fields = await this.register.change(tx, before.id, null, data);
        if (fields.length > 0) updated++;
        else unchanged++;
        continue;
      }
      const department = {
        code,
        kind: kind ?? ('ordinary' as const),
        parentId: null,
        name: data.name,
        siteId: data.siteId ?? null,
        headId: data.headId ?? null,
        deputyId: data.deputyId ?? null,
        leaderId: data.leaderId ?? null,
        handlerIds: data.handlerIds ?? [],
      };
      known.set(code, { ...department, id: await this.register.add(tx, department) });
      created.push(code);
    }
    return { created, updated, unchanged, faults };
  }

  private async known(tx: Tx): Promise<Map<string, Known>> {
    const rows = await tx.rows<Known>(
      `SELECT id, code, kind, head_id AS "headId", deputy_id AS "deputyId" FROM department`,
    );
    return new Map(rows.map((row) => [row.code, row]));
  }
}

/** What a row that is right by itself cannot be together with the rows before it and with what is stored. */
function contradictions(
  department: DepartmentRow,
  known: ReadonlyMap<string, Known>,
  seen: ReadonlyMap<string, number>,
): CsvFault[] {
  const { row, code, kind } = department;
  const before = known.get(code);
  const earlier = seen.get(code);
  const fault = (column: DepartmentColumn, rule: string, message: string, value: string): CsvFault[] => [
    { row, column, rule, message, value },
  ];
  if (earlier !== undefined) return fault('code', 'unique', `the same code stands in row ${earlier}`, code);
  if (before && kind !== undefined && kind !== before.kind) {
    return fault('kind', 'immutable', `this department is ${before.kind} and stays so`, kind);
  }
  const other = [...known.values()].find((one) => one.kind === 'coordinator' && one.code !== code);
  if (kind === 'coordinator' && other) {
    return fault('kind', 'one-coordinator', `${other.code} is the coordinator department already`, kind);
  }
  const headId = department.headId === undefined ? before?.headId : department.headId;
  const deputyId = department.deputyId === undefined ? before?.deputyId : department.deputyId;
  if (headId && headId === deputyId) return fault('deputy', 'differs', 'must not be the head', '');
  return [];
}
