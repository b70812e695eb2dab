import { parse } from 'csv-parse/sync';

/** What is wrong with a file: `row` as a spreadsheet counts it (the header is row 1), null for the whole file. */
export interface CsvFault {
  readonly row: number | null;
  readonly column: string | null;
  readonly rule: string;
  readonly message: string;
  /** What stands there, shortened. */
  readonly value?: string;
}

export interface CsvRow<Column extends string> {
  readonly row: number;
  /** NFC without outer white space; undefined where the file has no such column. */
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

export interface CsvTable<Column extends string> {
  readonly encoding: 'UTF-8' | 'GB18030' | null;
  readonly rows: readonly CsvRow<Column>[];
  readonly faults: readonly CsvFault[];
}

export interface CsvShape<Column extends string> {
  readonly required: readonly Column[];
  readonly optional: readonly Column[];
  readonly maxRows: number;
  /** Code points. */
  readonly maxCellLength: number;
}

const DELIMITERS = [',', ';', '\t'];
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const SHOWN_VALUE_LENGTH = 60;

/** Shortens what stood in a cell so that a report can quote it; control characters become visible. */
export function quotable(value: string): string {
  const shown = [...value.toWellFormed()].slice(0, SHOWN_VALUE_LENGTH).join('');
  return shown.replace(new RegExp(CONTROL, 'g'), '\ufffd') + (shown.length < value.length ? '…' : '');
}

function fault(
  row: number | null,
  column: string | null,
  rule: string,
  message: string,
  value?: string,
): CsvFault {
  return { row, column, rule, message, ...(value === undefined ? {} : { value: quotable(value) }) };
}

/** UTF-8 when the bytes are valid UTF-8, otherwise GB18030 when they are valid GB18030. */
function decode(bytes: Uint8Array): { text: string; encoding: 'UTF-8' | 'GB18030' } | null {
  for (const encoding of ['UTF-8', 'GB18030'] as const) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      continue;
    }
  }
  return null;
}

function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r|\n|$/));
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function headerFaults<Column extends string>(header: readonly string[], shape: CsvShape<Column>): CsvFault[] {
  const known: readonly string[] = [...shape.required, ...shape.optional];
  return [
    ...header
      .filter((name, index) => header.indexOf(name) !== index)
      .map((name) => fault(1, name, 'duplicate-column', 'this column occurs twice')),
    ...header
      .filter((name) => !known.includes(name))
      .map((name) => fault(1, quotable(name), 'unknown-column', `the columns are ${known.join(', ')}`)),
    ...shape.required
      .filter((name) => !header.includes(name))
      .map((name) => fault(1, name, 'missing-column', 'this column is missing')),
  ];
}

function recordsOf(text: string): string[][] {
  return parse(text, { delimiter: delimiterOf(text), relax_column_count: true });
}

/**
 * Reads a CSV file of people: comma, semicolon or tab; quoted or not. Every cell stays text, whatever it looks like.
 * Rows are answered only when the header is right; faulty rows are left out and named.
 */
export function readCsvTable<Column extends string>(
  bytes: Uint8Array,
  shape: CsvShape<Column>,
): CsvTable<Column> {
  const decoded = decode(bytes);
  const failed = (faults: readonly CsvFault[]): CsvTable<Column> => ({
    encoding: decoded?.encoding ?? null,
    rows: [],
    faults,
  });
  if (!decoded) return failed([fault(null, null, 'encoding', 'the file is neither UTF-8 nor GB18030')]);
  let records: string[][];
  try {
    records = recordsOf(decoded.text);
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : null;
    return failed([fault(line, null, 'quotes', 'a quotation mark is missing or superfluous')]);
  }
  const header = (records[0] ?? []).map((name) => name.trim().toLowerCase());
  const wrong = headerFaults(header, shape);
  if (wrong.length > 0) return failed(wrong);
  if (records.length - 1 > shape.maxRows) {
    return failed([fault(null, null, 'max-rows', `the file has more than ${shape.maxRows} rows`)]);
  }
  const rows: CsvRow<Column>[] = [];
  const faults: CsvFault[] = [];
  records.forEach((record, index) => {
    if (index === 0 || record.every((cell) => cell.trim() === '')) return;
    const row = index + 1;
    const own = cellFaults(record, row, header, shape.maxCellLength);
    faults.push(...own);
    if (own.length > 0) return;
    const cells = header.map((name, at) => [name, (record[at] ?? '').normalize('NFC').trim()] as const);
    rows.push({ row, cells: Object.fromEntries(cells) as CsvRow<Column>['cells'] });
  });
  if (rows.length === 0 && faults.length === 0) {
    faults.push(fault(null, null, 'empty', 'the file has a header but no rows'));
  }
  return { encoding: decoded.encoding, rows, faults };
}

function cellFaults(
  record: readonly string[],
  row: number,
  header: readonly string[],
  maxCellLength: number,
): CsvFault[] {
  if (record.length !== header.length) {
    return [
      fault(row, null, 'columns', `the row has ${record.length} cells, the header has ${header.length}`),
    ];
  }
  return header.flatMap((name, at) => {
    const cell = record[at] ?? '';
    if (CONTROL.test(cell)) {
      return [fault(row, name, 'control-characters', 'must be one line without control characters', cell)];
    }
    if ([...cell].length > maxCellLength) {
      return [fault(row, name, 'max-length', `must have at most ${maxCellLength} characters`, cell)];
    }
    return [];
  });
}
