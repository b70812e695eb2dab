import { quotable, textFault, type CsvFault, type CsvRow, type CsvShape } from '@huiyin/platform';
import { CODE } from '../code.js';
import type { DepartmentData } from '../departments/department-register.js';

export type DepartmentColumn =
  | 'code'
  | 'name_zh'
  | 'name_en'
  | 'name_ru'
  | 'site_code'
  | 'kind'
  | 'head'
  | 'deputy'
  | 'leader'
  | 'handlers';

/** Columns about people may be missing, so that departments can come first and their people later. */
export const DEPARTMENT_FILE: CsvShape<DepartmentColumn> = {
  required: ['code', 'name_zh', 'name_en', 'name_ru'],
  optional: ['site_code', 'kind', 'head', 'deputy', 'leader', 'handlers'],
  maxRows: 2_000,
  maxCellLength: 5_000,
};

/** Finds what a file means by a code or an employee number. */
export interface References {
  siteId(code: string): string | undefined;
  /** An active person. */
  personId(employeeNumber: string): string | undefined;
}

/** A department as the file has it; what has no column is not mentioned. */
export type DepartmentRow = Pick<DepartmentData, 'code' | 'name'> &
  Partial<Omit<DepartmentData, 'code' | 'name' | 'parentId'>> & { readonly row: number };

/** What one row says, or everything that is wrong with it. Empty English or Russian names repeat the Chinese one. */
export function readDepartmentRow(
  { row, cells }: CsvRow<DepartmentColumn>,
  references: References,
): { department: DepartmentRow } | { faults: CsvFault[] } {
  const faults: CsvFault[] = [];
  const refuse = (
    column: DepartmentColumn,
    rule: string,
    message: string,
    value = cells[column] ?? '',
  ): void => {
    faults.push({ row, column, rule, message, value: quotable(value) });
  };
  const person = (column: 'head' | 'deputy' | 'leader' | 'handlers', number: string): string | null => {
    const id = references.personId(number);
    if (id === undefined) refuse(column, 'exists', 'there is no active person with this number', number);
    return id ?? null;
  };
  const optionalPerson = (column: 'head' | 'deputy' | 'leader'): string | null | undefined => {
    const number = cells[column];
    return number ? person(column, number) : number === undefined ? undefined : null;
  };
  const name = (column: 'name_zh' | 'name_en' | 'name_ru'): string => {
    const text = cells[column] || (cells.name_zh ?? '');
    const fault = textFault(text, { max: 100 });
    if (fault) refuse(column, 'plainText', fault);
    return text;
  };
  const code = cells.code ?? '';
  if (!CODE.test(code))
    refuse('code', 'matches', 'must be 1 to 32 letters, digits, dots, hyphens or underscores');
  const siteId = cells.site_code ? references.siteId(cells.site_code) : null;
  if (siteId === undefined) refuse('site_code', 'exists', 'there is no such site');
  const kind = cells.kind || 'ordinary';
  if (kind !== 'ordinary' && kind !== 'coordinator')
    refuse('kind', 'isIn', 'must be ordinary or coordinator');
  const headId = optionalPerson('head');
  const deputyId = optionalPerson('deputy');
  if (headId && headId === deputyId) refuse('deputy', 'differs', 'must not be the head');
  const leaderId = optionalPerson('leader');
  const handlerIds = cells.handlers
    ?.split(/\s+/)
    .filter((number) => number !== '')
    .map((number) => person('handlers', number));
  const names = { 'zh-CN': name('name_zh'), en: name('name_en'), ru: name('name_ru') };
  if (faults.length > 0) return { faults };
  return {
    department: {
      row,
      code,
      name: names,
      ...(cells.site_code === undefined ? {} : { siteId: siteId ?? null }),
      ...(cells.kind === undefined ? {} : { kind: kind === 'coordinator' ? kind : 'ordinary' }),
      headId,
      deputyId,
      leaderId,
      handlerIds: handlerIds && [...new Set(handlerIds)].filter((id) => id !== null),
    },
  };
}
