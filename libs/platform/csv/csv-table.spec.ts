import { readCsvTable, type CsvTable } from './csv-table.js';

const SHAPE = {
  required: ['code', 'name'] as const,
  optional: ['note'] as const,
  maxRows: 5,
  maxCellLength: 20,
};
type Column = 'code' | 'name' | 'note';

function read(content: string | Uint8Array): CsvTable<Column> {
  return readCsvTable<Column>(typeof content === 'string' ? Buffer.from(content) : content, SHAPE);
}
const rules = (table: CsvTable<Column>): (string | number | null)[][] =>
  table.faults.map(({ row, column, rule }) => [row, column, rule]);
const names = (table: CsvTable<Column>): (string | undefined)[] => table.rows.map(({ cells }) => cells.name);

describe('readCsvTable', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(names(read('code,name\n1,客服'))).toEqual(['客服']);
    const marked = read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('code,name\n1,客服')]));
    expect(names(marked)).toEqual(['客服']);
    expect(marked.encoding).toBe('UTF-8');
  });

  it('reads GB18030, four-byte characters and punctuation included', () => {
    // code,name\n1,客服𠮷€
    const gb = Buffer.from('636f64652c6e616d650a312cbfcdb7fe9534b235a2e3', 'hex');
    const table = read(gb);
    expect(table.encoding).toBe('GB18030');
    expect(names(table)).toEqual(['客服𠮷€']);
  });

  it('refuses bytes that are neither', () => {
    expect(rules(read(Buffer.from([0x63, 0xff, 0xff, 0x80])))).toEqual([[null, null, 'encoding']]);
  });

  it.each([
    ['comma', 'code,name\n1,a'],
    ['semicolon', 'code;name\n1;a'],
    ['tab', 'code\tname\n1\ta'],
    ['Windows line ends', 'code,name\r\n1,a\r\n'],
    ['old Mac line ends', 'code,name\r1,a'],
    ['capitals and spaces in the header', ' Code , NAME \n1,a'],
    ['another order', 'name,code\na,1'],
  ])('understands %s', (_, text) => {
    const table = read(text);
    expect(table.faults).toEqual([]);
    expect(table.rows).toEqual([{ row: 2, cells: { code: '1', name: 'a' } }]);
  });

  it('understands quotes, doubled quotes and delimiters inside them', () => {
    const [row] = read('code,name,note\n1,"a, ""b""",c').rows;
    expect(row?.cells).toEqual({ code: '1', name: 'a, "b"', note: 'c' });
  });

  it('names the row of an unclosed quote', () => {
    expect(read('code,name\n1,"a\n2,b').faults[0]).toMatchObject({ rule: 'quotes' });
  });

  it('keeps cells that look like formulas, numbers or dates as the text they are', () => {
    const table = read('code,name\n=1+1,@cmd\n007,1E5\n-2,2026-02-30');
    expect(table.rows.map(({ cells }) => [cells.code, cells.name])).toEqual([
      ['=1+1', '@cmd'],
      ['007', '1E5'],
      ['-2', '2026-02-30'],
    ]);
  });

  it('answers NFC without outer white space', () => {
    expect(names(read('code,name\n1,  e\u0301  '))).toEqual(['\u00e9']);
  });

  it('counts rows as a spreadsheet does and steps over empty ones', () => {
    expect(read('code,name\n\n1,a\n,\n2,b').rows.map(({ row }) => row)).toEqual([3, 5]);
  });

  it('refuses a wrong header and reads nothing', () => {
    const table = read('code,code,colour\n1,2,3');
    expect(rules(table)).toEqual([
      [1, 'code', 'duplicate-column'],
      [1, 'colour', 'unknown-column'],
      [1, 'name', 'missing-column'],
    ]);
    expect(table.rows).toEqual([]);
  });

  it('names rows with too many or too few cells, control characters or too much text', () => {
    const table = read(`code,name\n1\n2,b,c\n3,"a\nb"\n4,a\u0007\n5,${'x'.repeat(21)}`);
    expect(rules(table)).toEqual([
      [2, null, 'columns'],
      [3, null, 'columns'],
      [4, 'name', 'control-characters'],
      [5, 'name', 'control-characters'],
      [6, 'name', 'max-length'],
    ]);
    expect(table.faults[3]?.value).toBe('a\ufffd');
  });

  it.each([
    ['an empty file', '', 'missing-column'],
    ['a header alone', 'code,name\n', 'empty'],
    ['too many rows', `code,name\n${'1,a\n'.repeat(6)}`, 'max-rows'],
  ])('refuses %s', (_, text, rule) => {
    expect(read(text).faults[0]?.rule).toBe(rule);
  });
});
