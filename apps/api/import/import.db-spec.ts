import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';
import type { ImportReportDto } from './import-report.dto.js';

const HEADER = 'employee_number,name,email,locale,site_code,department_code,roles';

describe('import', () => {
  let api: RunningApi;
  let administrator: ApiClient;

  beforeAll(async () => {
    api = await startApi();
    administrator = await api.client().signIn('S9001');
  });
  afterAll(() => api.stop());

  const send = async (
    kind: 'people' | 'departments',
    content: string | Buffer,
    dryRun = false,
    client = administrator,
    field = 'file',
  ) => {
    const boundary = 'boundary-of-the-test';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="名单.csv"\r\n\r\n`;
    const body = Buffer.concat([
      Buffer.from(head),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return client.request<ImportReportDto & { code: string }>(
      'POST',
      `/admin/import?kind=${kind}&dryRun=${dryRun}`,
      body,
      { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } },
    );
  };
  const count = async (sql: string): Promise<number> =>
    (await api.unitOfWork.read<{ count: number }>(`SELECT count(*)::int AS count ${sql}`))[0]?.count ?? -1;
  const rules = (report: ImportReportDto): (string | number | null)[][] =>
    report.errors.map(({ row, column, rule }) => [row, column, rule]);

  it('reports what it would do and writes nothing', async () => {
    const events = await count('FROM event');
    const { status, body } = await send('people', `${HEADER}\nB1,甲,b1@example.test,,EAST,HR,\n`, true);
    expect(status).toBe(200);
    expect(body).toEqual({
      kind: 'people',
      dryRun: true,
      encoding: 'UTF-8',
      rows: 1,
      created: 1,
      updated: 0,
      unchanged: 0,
      errorCount: 0,
      errors: [],
    });
    expect(await count('FROM event')).toBe(events);
    expect(await count(`FROM person WHERE employee_number = 'B1'`)).toBe(0);
  });

  it('creates, leaves alone what is the same, and changes what differs', async () => {
    const file = `${HEADER}\nB2,=乙,b2@example.test,ru,EAST,HR,leader quality-reviewer\nb3,丙,,,,,\n`;
    expect((await send('people', file)).body).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    const touched = await api.unitOfWork.read(`SELECT xmin::text FROM person WHERE employee_number = 'B2'`);
    expect((await send('people', file)).body).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await api.unitOfWork.read(`SELECT xmin::text FROM person WHERE employee_number = 'B2'`)).toEqual(
      touched,
    );
    expect(
      await api.unitOfWork.read(
        `SELECT name, locale, roles, password_hash, must_change_password, is_demo FROM person WHERE employee_number = 'B2'`,
      ),
    ).toEqual([
      {
        name: '=乙',
        locale: 'ru',
        roles: ['leader', 'quality-reviewer'],
        password_hash: null,
        must_change_password: true,
        is_demo: false,
      },
    ]);
    expect((await send('people', file.replace('=乙', '乙'))).body).toMatchObject({
      updated: 1,
      unchanged: 1,
    });
    expect(
      await count(`FROM event e JOIN person p ON p.id = e.stream_id WHERE p.employee_number = 'B2'`),
    ).toBe(2);
  });

  it('says nothing about roles when the file has no such column', async () => {
    const file = `${HEADER.replace(',roles', '')}\nB2,乙,b2@example.test,ru,EAST,HR\n`;
    expect((await send('people', file)).body).toMatchObject({ unchanged: 1 });
  });

  it('reads GB18030 from a spreadsheet', async () => {
    const name = Buffer.from('cdf5d0a1d1f9', 'hex');
    const file = Buffer.concat([Buffer.from(`${HEADER}\r\nB4,`), name, Buffer.from(',,zh-CN,,,\r\n')]);
    expect((await send('people', file)).body).toMatchObject({ encoding: 'GB18030', created: 1 });
    expect(await count(`FROM person WHERE employee_number = 'B4' AND name = '王小样'`)).toBe(1);
  });

  it('names every error and writes none of the good rows', async () => {
    const file = [
      HEADER,
      'C1,甲,,zh-CN,EAST,HR,',
      'C1,乙,,zh-CN,,,',
      'C 2,丙,,zh-CN,,,',
      'C3,,not-an-address,de,NOWHERE,NOTHING,boss',
      'C4,丁',
      'S9001,样小四,s9001@huiyin.example.test,zh-CN,,,',
    ].join('\n');
    const { status, body } = await send('people', file);
    expect(status).toBe(422);
    expect(body.code).toBe('import.rejected');
    expect(rules(body)).toEqual([
      [3, 'employee_number', 'unique'],
      [4, 'employee_number', 'matches'],
      [5, 'name', 'plainText'],
      [5, 'email', 'isEmail'],
      [5, 'locale', 'isIn'],
      [5, 'roles', 'isIn'],
      [5, 'site_code', 'exists'],
      [5, 'department_code', 'exists'],
      [6, null, 'columns'],
      // The file would take the last administrator's role away.
      [7, null, 'person.last-administrator'],
    ]);
    expect(await count(`FROM person WHERE employee_number LIKE 'C%'`)).toBe(0);
  });

  it('imports departments with their people, and the people later', async () => {
    const first = 'code;name_zh;name_en;name_ru\nLEGAL;法务部;Legal;\n';
    expect((await send('departments', first)).body).toMatchObject({ created: 1 });
    const second =
      'code;name_zh;name_en;name_ru;site_code;kind;head;deputy;leader;handlers\n' +
      'LEGAL;法务部;Legal;;EAST;ordinary;a1001;A1002;L3002;A1003 A1004\n';
    expect((await send('departments', second)).body).toMatchObject({ updated: 1, unchanged: 0 });
    expect((await send('departments', second)).body).toMatchObject({ updated: 0, unchanged: 1 });
    expect((await send('departments', first)).body).toMatchObject({ unchanged: 1 });
    const departments = await administrator.get<{ code: string }[]>('/departments');
    expect(departments.find(({ code }) => code === 'LEGAL')).toMatchObject({
      name: { 'zh-CN': '法务部', en: 'Legal', ru: '法务部' },
      kind: 'ordinary',
      version: 2,
    });
    expect(
      await count(
        `FROM department_member m JOIN department d ON d.id = m.department_id WHERE d.code = 'LEGAL'`,
      ),
    ).toBe(2);
  });

  it('names what departments cannot be', async () => {
    const file = [
      'code,name_zh,name_en,name_ru,site_code,kind,head,deputy,leader,handlers',
      'X 1,一,,,,,,,,',
      'X2,,,,NOWHERE,strange,,,,',
      'X3,三,,,,coordinator,,,,',
      'X4,四,,,,,A1001,a1001,,A9999 A1001',
      'HR,人事,,,,coordinator,,,,',
      'X5,五,,,,,,,,',
      'X5,六,,,,,,,,',
    ].join('\n');
    const { status, body } = await send('departments', file);
    expect(status).toBe(422);
    expect(rules(body)).toEqual([
      [2, 'code', 'matches'],
      [3, 'site_code', 'exists'],
      [3, 'kind', 'isIn'],
      [3, 'name_zh', 'plainText'],
      [3, 'name_en', 'plainText'],
      [3, 'name_ru', 'plainText'],
      [4, 'kind', 'one-coordinator'],
      [5, 'deputy', 'differs'],
      [5, 'handlers', 'exists'],
      [6, 'kind', 'immutable'],
      [8, 'code', 'unique'],
    ]);
    expect(body.errors.find(({ column }) => column === 'handlers')?.value).toBe('A9999');
    expect(await count(`FROM department WHERE code LIKE 'X%'`)).toBe(0);
  });

  it('takes a file of at most 5 MiB, in the field "file", from an administrator', async () => {
    const big = `${HEADER}\n${'#'.repeat(5 * 1024 * 1024)}`;
    expect((await send('people', big)).status).toBe(413);
    expect((await send('people', HEADER, true, administrator, 'other')).status).toBe(415);
    expect((await send('people', HEADER, true, await api.client().signIn('A1001'))).status).toBe(403);
    expect((await administrator.request('POST', '/admin/import?kind=people', {})).status).toBe(415);
    expect((await administrator.request('POST', '/admin/import?kind=cats', {})).status).toBe(400);
  });

  it('brings in three thousand people in one go', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, n) => `D${n},员${n},d${n}@example.test,zh-CN,EAST,HOTLINE-E,`,
    );
    expect((await send('people', [HEADER, ...rows].join('\n'))).body).toMatchObject({ created: 3000 });
    expect((await send('people', [HEADER, ...rows].join('\n'))).body).toMatchObject({ unchanged: 3000 });
  });
});
