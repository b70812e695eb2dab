import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';
import { DEMO_PASSWORD } from '../../cli/seed/demo-people.js';

interface Person {
  id: string;
  employeeNumber: string;
  version: number;
  roles: string[];
}

interface Problem {
  code: string;
  errors: { field: string; rule: string }[];
  current: Record<string, unknown>;
}

interface Registered {
  person: Person;
  initialPassword: string | null;
}

describe('administration of people', () => {
  let api: RunningApi;
  let administrator: ApiClient;

  beforeAll(async () => {
    api = await startApi();
    administrator = await api.client().signIn('S9001');
  });
  afterAll(() => api.stop());
  beforeEach(() => api.database.dataSource.query('TRUNCATE sign_in_bucket'));

  const person = (employeeNumber: string): Record<string, unknown> => ({
    employeeNumber,
    name: '新小人',
    email: null,
    locale: 'zh-CN',
    siteId: null,
    departmentId: null,
    roles: [],
  });
  const register = async (employeeNumber: string): Promise<Registered> => {
    const { status, body } = await administrator.request<Registered>(
      'POST',
      '/admin/people',
      person(employeeNumber),
    );
    expect(status).toBe(201);
    return body;
  };
  const find = async (employeeNumber: string): Promise<Person> => {
    const { items } = await administrator.get<{ items: Person[] }>(`/admin/people?q=${employeeNumber}`);
    const [found] = items;
    if (!found) throw new Error(`${employeeNumber} is not there.`);
    return found;
  };
  const signIn = async (client: ApiClient, employeeNumber: string, password: string): Promise<number> =>
    (await client.request('POST', '/session', { employeeNumber, password })).status;

  it('is for administrators only', async () => {
    const routes: [string, string][] = [
      ['GET', '/admin/people'],
      ['POST', '/admin/people'],
      ['PATCH', '/admin/people/00000000-0000-7000-8000-000000000000'],
      ['POST', '/admin/people/00000000-0000-7000-8000-000000000000/password-reset'],
      ['POST', '/admin/departments'],
      ['POST', '/admin/sites'],
      ['GET', '/admin/organisation'],
      ['POST', '/admin/import?kind=people'],
      ['DELETE', '/admin/scopes/00000000-0000-7000-8000-000000000000'],
    ];
    const agent = await api.client().signIn('A1001');
    const leader = await api.client().signIn('L3001');
    for (const [method, path] of routes) {
      const body = method === 'GET' || method === 'DELETE' ? undefined : {};
      const statuses = await Promise.all(
        [api.client(), agent, leader].map(
          async (client) => (await client.request(method, path, body)).status,
        ),
      );
      expect([path, ...statuses]).toEqual([path, 401, 403, 403]);
    }
  });

  it('gives a new person a password that must be replaced before anything else', async () => {
    const { person: created, initialPassword } = await register('n1');
    expect(created).toMatchObject({
      employeeNumber: 'N1',
      isActive: true,
      mustChangePassword: true,
      version: 1,
    });
    expect(initialPassword).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    const client = api.client();
    expect(await signIn(client, 'N1', initialPassword ?? '')).toBe(201);
    expect((await client.request('GET', '/session')).body).toMatchObject({ mustChangePassword: true });
    for (const [method, path] of [
      ['GET', '/departments'],
      ['PATCH', '/me'],
    ] as const) {
      const refused = await client.request<Problem>(method, path, method === 'PATCH' ? {} : undefined);
      expect([refused.status, refused.body.code]).toEqual([403, 'access.password-change-required']);
    }
    const changed = await client.request('POST', '/session/password', {
      currentPassword: initialPassword,
      newPassword: 'a kettle sings at dawn',
    });
    expect(changed.body).toMatchObject({ mustChangePassword: false });
    expect((await client.request('GET', '/departments')).status).toBe(200);
  });

  it('registers once for one intention and never keeps the password', async () => {
    const key = 'register-n2-once';
    const send = () => administrator.request<Registered>('POST', '/admin/people', person('N2'), { key });
    const first = await send();
    const again = await send();
    expect(again.status).toBe(201);
    expect(again.body.person.id).toBe(first.body.person.id);
    expect(again.body.initialPassword).toBeNull();
    const stored = await api.unitOfWork.read<{ text: string }>(
      `SELECT i::text || p::text || e::text AS text FROM idempotency_key i, person p, event e
        WHERE i.key = $1 AND p.employee_number = 'N2' AND e.stream_id = p.id`,
      [key],
    );
    expect(stored).toHaveLength(1);
    expect(stored[0]?.text).not.toContain(first.body.initialPassword);
    expect((await administrator.request('POST', '/admin/people', person('N3'), { key: null })).status).toBe(
      400,
    );
  });

  it('answers the password to one of two identical requests at the same moment', async () => {
    const send = () =>
      administrator.request<Registered>('POST', '/admin/people', person('N8'), { key: 'register-n8-twice' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.person.id)).size).toBe(1);
    const passwords = answers.flatMap(({ body }) => body.initialPassword ?? []);
    expect(passwords).toHaveLength(1);
    expect(await signIn(api.client(), 'N8', passwords[0] ?? '')).toBe(201);
  });

  it('names the field that is wrong and writes nothing', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const cases: [Record<string, unknown>, number, string][] = [
      [{ employeeNumber: 'a1001' }, 409, 'employeeNumber'],
      [{ employeeNumber: 'A 1' }, 400, 'employeeNumber'],
      [{ name: '' }, 400, 'name'],
      [{ name: 'x'.repeat(101) }, 400, 'name'],
      [{ name: 'two\nlines' }, 400, 'name'],
      [{ name: '\ud800' }, 400, 'name'],
      [{ email: 'nobody' }, 400, 'email'],
      [{ locale: 'de' }, 400, 'locale'],
      [{ siteId: nowhere }, 400, 'siteId'],
      [{ departmentId: nowhere }, 400, 'departmentId'],
      [{ departmentId: 'HR' }, 400, 'departmentId'],
      [{ roles: ['boss'] }, 400, 'roles'],
      [{ roles: 'leader' }, 400, 'roles'],
      [{ isDemo: true }, 400, 'isDemo'],
      [{ passwordHash: 'x' }, 400, 'passwordHash'],
    ];
    for (const [more, status, field] of cases) {
      const body = { ...person('N4'), ...more };
      const answer = await administrator.request<Problem>('POST', '/admin/people', body);
      expect([answer.status, answer.body.errors[0]?.field]).toEqual([status, field]);
    }
    expect(await api.unitOfWork.read(`SELECT 1 FROM person WHERE employee_number = 'N4'`)).toEqual([]);
  });

  it('lists by pages, by part of the name and by department, taking wildcards as letters', async () => {
    const first = await administrator.get<{ items: Person[]; nextCursor: string }>(
      '/admin/people?q=A10&limit=30',
    );
    const second = await administrator.get<{ items: Person[]; nextCursor: null }>(
      `/admin/people?q=A10&limit=30&cursor=${first.nextCursor}`,
    );
    const numbers = [...first.items, ...second.items].map(({ employeeNumber }) => employeeNumber);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, n) => `A${1001 + n}`));
    expect(second.nextCursor).toBeNull();
    const names = await administrator.get<{ items: Person[] }>('/admin/people?q=Sample');
    expect(names.items.length).toBeGreaterThan(3);
    expect((await administrator.get<{ items: Person[] }>('/admin/people?q=%25')).items).toEqual([]);
    expect((await administrator.get<{ items: Person[] }>('/admin/people?q=_1001')).items).toEqual([]);
    expect((await administrator.request('GET', '/admin/people?cursor=bm90LWpzb24')).status).toBe(400);
    expect((await administrator.request('GET', '/admin/people?limit=101')).status).toBe(400);
  });

  it('changes against the version that was seen and shows what is stored now', async () => {
    const before = await find('A1005');
    const path = `/admin/people/${before.id}`;
    expect((await administrator.request('PATCH', path, { name: '改小名' })).status).toBe(428);
    const changed = await administrator.request<Person>(
      'PATCH',
      path,
      { name: '改小名' },
      { version: before.version },
    );
    expect(changed.body).toMatchObject({ name: '改小名', version: before.version + 1 });
    expect(changed.headers.get('etag')).toBe(`"${before.version + 1}"`);
    const stale = await administrator.request<Problem>(
      'PATCH',
      path,
      { email: null },
      { version: before.version },
    );
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ code: 'person.version-changed', current: { name: '改小名' } });
    expect(JSON.stringify(stale.body)).not.toMatch(/argon2|headHash|password_hash/);
    const same = await administrator.request<Person>(
      'PATCH',
      path,
      { name: '改小名' },
      { version: before.version + 1 },
    );
    expect(same.body.version).toBe(before.version + 1);
    const events = await api.unitOfWork.read<{ text: string }>(
      `SELECT data::text AS text FROM event WHERE stream_id = $1`,
      [before.id],
    );
    expect(events.at(-1)?.text).toBe('{"fields": ["name"]}');
  });

  it('lets one of two simultaneous changes win', async () => {
    const { id, version } = await find('A1006');
    const statuses = await Promise.all(
      ['一', '二', '三'].map(
        async (name) =>
          (await administrator.request('PATCH', `/admin/people/${id}`, { name }, { version })).status,
      ),
    );
    expect(statuses.sort()).toEqual([200, 412, 412]);
  });

  it('ends every session of someone who is deactivated, and lets them in again when they come back', async () => {
    const client = await api.client().signIn('A1007');
    const { id, version } = await find('A1007');
    await administrator.request('PATCH', `/admin/people/${id}`, { isActive: false }, { version });
    expect((await client.request('GET', '/session')).status).toBe(401);
    expect(await signIn(api.client(), 'A1007', DEMO_PASSWORD)).toBe(401);
    await administrator.request('PATCH', `/admin/people/${id}`, { isActive: true }, { version: version + 1 });
    expect(await signIn(api.client(), 'A1007', DEMO_PASSWORD)).toBe(201);
  });

  it('ends every session when the password is reset', async () => {
    const client = await api.client().signIn('A1008');
    const { id } = await find('A1008');
    const { status, body } = await administrator.request<{ initialPassword: string }>(
      'POST',
      `/admin/people/${id}/password-reset`,
    );
    expect(status).toBe(200);
    expect((await client.request('GET', '/session')).status).toBe(401);
    expect(await signIn(api.client(), 'A1008', DEMO_PASSWORD)).toBe(401);
    expect(await signIn(api.client(), 'A1008', body.initialPassword)).toBe(201);
  });

  it('takes a role away at once, from the session that is open', async () => {
    const { id, version } = await find('A1009');
    const promoted = { roles: ['administrator'] };
    await administrator.request('PATCH', `/admin/people/${id}`, promoted, { version });
    const client = await api.client().signIn('A1009');
    expect((await client.request('GET', '/admin/people')).status).toBe(200);
    await administrator.request('PATCH', `/admin/people/${id}`, { roles: [] }, { version: version + 1 });
    expect((await client.request('GET', '/admin/people')).status).toBe(403);
  });

  it('always keeps an administrator, also when two dismiss each other', async () => {
    const me = await find('S9001');
    const path = `/admin/people/${me.id}`;
    for (const changes of [{ roles: [] }, { isActive: false }]) {
      const refused = await administrator.request<Problem>('PATCH', path, changes, { version: me.version });
      expect([refused.status, refused.body.code]).toEqual([409, 'person.last-administrator']);
    }
    const other = await find('A1010');
    await administrator.request(
      'PATCH',
      `/admin/people/${other.id}`,
      { roles: ['administrator'] },
      { version: other.version },
    );
    const second = await api.client().signIn('A1010');
    const [first, last] = await Promise.all([
      administrator.request(
        'PATCH',
        `/admin/people/${other.id}`,
        { roles: [] },
        { version: other.version + 1 },
      ),
      second.request('PATCH', path, { roles: [] }, { version: me.version }),
    ]);
    expect([first.status, last.status].filter((status) => status === 200)).toHaveLength(1);
    const left = await api.unitOfWork.read(
      `SELECT 1 FROM person WHERE 'administrator' = ANY(roles) AND is_active`,
    );
    expect(left).toHaveLength(1);
  });
});

describe('people in a demo', () => {
  it('are offered by one click, and whoever is added becomes one of them', async () => {
    const api = await startApi({ settings: { mode: 'demo' } });
    try {
      const offered = await api
        .client()
        .get<{ id: string; employeeNumber: string; title: Record<string, string> }[]>('/demo/people');
      expect(offered.map(({ employeeNumber }) => employeeNumber)).toEqual([
        'A1001',
        'A1002',
        'A1003',
        'A1005',
        'A1008',
        'A1010',
        'H2001',
        'H2011',
        'H2002',
        'H2003',
        'H2004',
        'H2131',
        'L3001',
        'L3002',
        'L3003',
        'S9001',
      ]);
      const last = offered.at(-1);
      expect(last?.title).toEqual({ 'zh-CN': '系统管理员', en: 'Administrator', ru: 'Администратор' });
      const client = api.client();
      const { status, body } = await client.request('POST', '/demo/session', { personId: last?.id });
      expect([status, body]).toEqual([
        201,
        expect.objectContaining({ employeeNumber: 'S9001', mode: 'demo' }),
      ]);
      await client.request('POST', '/admin/people', {
        employeeNumber: 'N9',
        name: 'New',
        email: null,
        locale: 'en',
        siteId: null,
        departmentId: null,
        roles: [],
      });
      expect(await api.unitOfWork.read(`SELECT 1 FROM person WHERE NOT is_demo`)).toEqual([]);
    } finally {
      await api.stop();
    }
  });

  it('do not exist outside demo mode', async () => {
    const api = await startApi();
    try {
      const [row] = await api.unitOfWork.read<{ id: string }>(`SELECT id FROM person LIMIT 1`);
      const client = api.client();
      expect((await client.request('GET', '/demo/people')).status).toBe(404);
      expect((await client.request('POST', '/demo/session', { personId: row?.id })).status).toBe(404);
    } finally {
      await api.stop();
    }
  });
});
