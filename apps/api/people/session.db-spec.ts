import { Passwords } from '@huiyin/identity';
import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';
import { DEMO_PASSWORD } from '../../cli/seed/demo-people.js';
import type { MeDto } from './me.dto.js';

const WRONG = 'not-the-password';

describe('sign-in and sessions', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    await api.database.dataSource.query('TRUNCATE sign_in_bucket, known_device, session');
  });

  const attempt = async (
    client: ApiClient,
    employeeNumber: string,
    password: string,
    more: { sharedSeat?: boolean; headers?: Record<string, string> } = {},
  ) => {
    const { headers, ...body } = more;
    return client.request<MeDto & { code: string }>(
      'POST',
      '/session',
      { employeeNumber, password, ...body },
      { headers },
    );
  };
  const status = async (client: ApiClient, headers: Record<string, string> = {}): Promise<number> =>
    (await client.request('GET', '/session', undefined, { headers })).status;
  const cookieOf = (headers: Headers, name: string): string =>
    headers.getSetCookie().find((line) => line.startsWith(`${name}=`)) ?? '';
  const tokenOf = (headers: Headers): string =>
    /^__Host-huiyin=([^;]*)/.exec(cookieOf(headers, '__Host-huiyin'))?.[1] ?? '';
  const sessions = async (): Promise<number> => (await api.unitOfWork.read('SELECT 1 FROM session')).length;

  it('signs in, whatever the case of the number, and says who it is', async () => {
    const client = api.client();
    const { status: code, body } = await attempt(client, ' a1001 ', DEMO_PASSWORD);
    expect(code).toBe(201);
    expect(body).toMatchObject({
      employeeNumber: 'A1001',
      locale: 'zh-CN',
      mode: 'production',
      sharedSeat: false,
    });
    expect(body).toMatchObject({ idleSeconds: 8 * 3600, memberships: [], leads: [], isDutyLeader: false });
    expect(await client.get('/session')).toEqual(body);
  });

  it('composes what a person is to departments', async () => {
    const safety = await api.client().signIn('L3002');
    const me = await safety.get<MeDto>('/session');
    expect(me.leads).toHaveLength(6);
    expect(me.memberships).toEqual([expect.objectContaining({ relation: 'head' })]);
    const duty = await (await api.client().signIn('L3003')).get<MeDto>('/session');
    expect(duty.isDutyLeader).toBe(true);
    const coordinator = await (await api.client().signIn('H2133')).get<MeDto>('/session');
    expect(coordinator.isCoordinator).toBe(true);
  });

  it('says whether an anonymous author may name the department, from ten active members on, and never how many', async () => {
    const client = await api.client().signIn('A1001');
    const { departmentId } = await client.get<MeDto>('/session');
    const mayBeNamed = async (members: number): Promise<boolean> => {
      await api.database.dataSource.query(
        `WITH ranked AS (SELECT id, row_number() OVER (ORDER BY employee_number <> 'A1001', employee_number DESC) AS place FROM person)
         UPDATE person p SET department_id = CASE WHEN place <= $2 THEN $1::uuid END FROM ranked r WHERE r.id = p.id`,
        [departmentId, members],
      );
      return (await client.get<MeDto>('/session')).departmentMayBeNamed;
    };
    expect(await mayBeNamed(9)).toBe(false);
    expect(await mayBeNamed(10)).toBe(true);
    await api.database.dataSource.query(
      `UPDATE person SET is_active = false WHERE id = (SELECT id FROM person
        WHERE department_id = $1 AND employee_number <> 'A1001' LIMIT 1)`,
      [departmentId],
    );
    expect((await client.get<MeDto>('/session')).departmentMayBeNamed).toBe(false);
    await api.database.dataSource.query(`UPDATE person SET is_active = true`);
  });

  it('gives the browser a cookie that scripts and other hosts never see, and keeps only its hash', async () => {
    const { headers } = await attempt(api.client(), 'A1001', DEMO_PASSWORD);
    const cookie = cookieOf(headers, '__Host-huiyin');
    expect(cookie).toMatch(/^__Host-huiyin=[A-Za-z0-9_-]{43};/);
    for (const flag of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Expires='])
      expect(cookie).toContain(flag);
    expect(cookie).not.toContain('Domain');
    expect(cookieOf(headers, '__Host-huiyin-device')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const stored = await api.unitOfWork.read<{ row: string }>(
      `SELECT s::text || d::text AS row FROM session s, known_device d`,
    );
    expect(stored).toHaveLength(1);
    expect(stored[0]?.row).not.toContain(tokenOf(headers));
    expect(stored[0]?.row).not.toContain(Buffer.from(tokenOf(headers)).toString('hex'));
  });

  it('lets a cookie on a shared seat end with the browser', async () => {
    const { headers } = await attempt(api.client(), 'A1001', DEMO_PASSWORD, { sharedSeat: true });
    expect(cookieOf(headers, '__Host-huiyin')).not.toMatch(/Expires|Max-Age/);
  });

  it('never adopts a token that was in the browser before (fixation)', async () => {
    const planted = 'A'.repeat(43);
    const { headers } = await attempt(api.client(), 'A1001', DEMO_PASSWORD, {
      headers: { cookie: `__Host-huiyin=${planted}` },
    });
    expect(tokenOf(headers)).not.toBe(planted);
    expect(await status(api.client(), { cookie: `__Host-huiyin=${planted}` })).toBe(401);
  });

  it('ends the session that the browser had when another one begins', async () => {
    const client = api.client();
    const first = await attempt(client, 'A1001', DEMO_PASSWORD);
    await attempt(client, 'A1002', DEMO_PASSWORD);
    expect(await status(api.client(), { cookie: `__Host-huiyin=${tokenOf(first.headers)}` })).toBe(401);
    expect(await sessions()).toBe(1);
  });

  it('answers an unknown number, a wrong password and someone without a password alike', async () => {
    await api.database.dataSource.query(
      `UPDATE person SET password_hash = NULL WHERE employee_number = 'A1030'`,
    );
    const unknown = await attempt(api.client(), 'A9999', WRONG);
    const wrong = await attempt(api.client(), 'A1001', WRONG);
    const without = await attempt(api.client(), 'A1030', DEMO_PASSWORD);
    expect(unknown.status).toBe(401);
    expect(unknown.body).toMatchObject({ code: 'session.credentials-wrong' });
    expect(wrong.body).toEqual(unknown.body);
    expect(without.body).toEqual(unknown.body);
  });

  it('spends the same work on a person who does not exist', async () => {
    const passwords = new Passwords();
    await passwords.onModuleInit();
    const hash = await passwords.hash(DEMO_PASSWORD);
    // A busy machine blurs every measure; leaving the work out would still show as a thousandth.
    const least = { unknown: Infinity, known: Infinity };
    for (let i = 0; i < 9; i++) {
      for (const [who, passwordHash] of [['unknown', null] as const, ['known', hash] as const]) {
        const start = process.hrtime.bigint();
        expect(await passwords.matches(passwordHash, WRONG)).toBe(false);
        least[who] = Math.min(least[who], Number(process.hrtime.bigint() - start));
      }
    }
    expect(least.unknown / least.known).toBeGreaterThan(0.2);
    const decoy = await (passwords as unknown as { decoyHash(): Promise<string> }).decoyHash();
    const costOf = (phc: string): string => phc.split('$').slice(0, 4).join('$');
    expect(costOf(decoy)).toBe(costOf(hash));
    expect(costOf(hash)).toBe('$argon2id$v=19$m=19456,t=2,p=1');
  });

  it('takes credentials from a JSON body only', async () => {
    const query = `?employeeNumber=A1001&password=${DEMO_PASSWORD}`;
    const answers = [
      await api.client().request('POST', `/session${query}`, {}),
      await api.client().request('POST', '/session', { employeeNumber: { $ne: '' }, password: ['x'] }),
      await api.client().request('POST', '/session', { employeeNumber: 'A1001\u0000', password: WRONG }),
      await api
        .client()
        .request('POST', '/session', { employeeNumber: 'A1001', password: WRONG, admin: true }),
      await api.client().request('POST', '/session', []),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400, 400]);
    expect(answers[1]?.body).toMatchObject({ code: 'request.invalid', errors: expect.any(Array) });
    const form = await api
      .client()
      .request('POST', '/session', `employeeNumber=A1001&password=${DEMO_PASSWORD}`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    expect(form.status).toBe(415);
    expect(await sessions()).toBe(0);
  });

  it('signs out here, empties the browser, and leaves the other sessions', async () => {
    const here = await api.client().signIn('A1001');
    const there = await api.client().signIn('A1001');
    const { status: code, headers } = await here.request('DELETE', '/session');
    expect(code).toBe(204);
    expect(headers.get('clear-site-data')).toBe('"cache"');
    expect(await status(here)).toBe(401);
    expect(await status(there)).toBe(200);
  });

  it('leaves nothing at all on a shared seat', async () => {
    for (const path of ['/session', '/sessions']) {
      const seat = api.client();
      await attempt(seat, 'A1001', DEMO_PASSWORD, { sharedSeat: true });
      const { headers } = await seat.request('DELETE', path);
      expect(headers.get('clear-site-data')).toBe('"cache", "storage"');
    }
  });

  it('signs out everywhere', async () => {
    const here = await api.client().signIn('A1001');
    const there = await api.client().signIn('A1001');
    const other = await api.client().signIn('A1002');
    expect((await here.request('DELETE', '/sessions')).status).toBe(204);
    expect([await status(here), await status(there), await status(other)]).toEqual([401, 401, 200]);
  });

  it('refuses a sign-out that another site sends', async () => {
    const client = await api.client().signIn('A1001');
    const crossed = await client.request('DELETE', '/session', undefined, {
      headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    });
    expect(crossed.status).toBe(403);
    expect(await status(client)).toBe(200);
  });

  it('does nothing in somebody’s name for a page that takes another for signed in', async () => {
    const client = await api.client().signIn('A1001');
    const { id } = await client.get<MeDto>('/session');
    await client.signIn('A1002');
    const meant = { headers: { 'huiyin-person': id } };
    const refused = await client.request<{ code: string }>('PATCH', '/me', { locale: 'ru' }, meant);
    expect([refused.status, refused.body.code]).toEqual([409, 'access.other-person']);
    expect((await client.request('DELETE', '/session', undefined, meant)).status).toBe(409);
    expect(await client.get('/session')).toMatchObject({ employeeNumber: 'A1002', locale: 'zh-CN' });
    await client.signIn('A1001');
    expect(await status(client, meant.headers)).toBe(200);
  });

  it('ends an idle session: after 15 minutes on a shared seat, after 8 hours on one’s own', async () => {
    const seat = api.client();
    await attempt(seat, 'A1001', DEMO_PASSWORD, { sharedSeat: true });
    const own = await api.client().signIn('A1002');
    api.clock.advance({ minutes: 14 });
    expect([await status(seat), await status(own)]).toEqual([200, 200]);
    api.clock.advance({ minutes: 14 });
    expect(await status(seat)).toBe(200);
    api.clock.advance({ minutes: 15, seconds: 1 });
    expect([await status(seat), await status(own)]).toEqual([401, 200]);
    api.clock.advance({ hours: 8, seconds: 1 });
    expect(await status(own)).toBe(401);
  });

  it('is not kept awake by a page that asks by itself', async () => {
    const seat = api.client();
    await attempt(seat, 'A1001', DEMO_PASSWORD, { sharedSeat: true });
    api.clock.advance({ minutes: 10 });
    expect(await status(seat, { 'huiyin-background': '1' })).toBe(200);
    api.clock.advance({ minutes: 6 });
    expect(await status(seat)).toBe(401);
  });

  it('ends every session in the end, however busy', async () => {
    const seat = api.client();
    await attempt(seat, 'A1001', DEMO_PASSWORD, { sharedSeat: true });
    for (let quarter = 0; quarter < 71; quarter++) {
      api.clock.advance({ minutes: 10 });
      expect(await status(seat)).toBe(200);
    }
    api.clock.advance({ minutes: 10 });
    expect(await status(seat)).toBe(401);
  });

  it('writes last-seen at most once a minute', async () => {
    const client = await api.client().signIn('A1001');
    const lastSeen = async (): Promise<string | undefined> =>
      (
        await api.unitOfWork.read<{ at: Date }>('SELECT last_seen_at AS at FROM session')
      )[0]?.at.toISOString();
    const before = await lastSeen();
    api.clock.advance({ seconds: 59 });
    await status(client);
    expect(await lastSeen()).toBe(before);
    api.clock.advance({ seconds: 1 });
    await status(client);
    expect(await lastSeen()).not.toBe(before);
  });

  describe('guessing', () => {
    const fail = async (
      times: number,
      employeeNumber: string,
      headers?: Record<string, string>,
    ): Promise<void> => {
      for (let i = 0; i < times; i++) await attempt(api.client(), employeeNumber, WRONG, { headers });
    };

    it('is slowed after five failures, also with the right password, and says for how long', async () => {
      await fail(5, 'A1001');
      const slowed = await attempt(api.client(), 'a1001', DEMO_PASSWORD);
      expect(slowed.status).toBe(429);
      expect(slowed.body).toMatchObject({ code: 'session.slowed', retryAfterSeconds: 1 });
      expect(slowed.headers.get('retry-after')).toBe('1');
      api.clock.advance({ seconds: 1 });
      expect((await attempt(api.client(), 'A1001', DEMO_PASSWORD)).status).toBe(201);
    });

    it('waits twice as long after each further failure, a quarter of an hour at most', async () => {
      const waits: number[] = [];
      for (let i = 0; i < 17; i++) {
        const answer = await attempt(api.client(), 'A1001', WRONG);
        if (answer.status !== 401) throw new Error('An attempt after its wait must be heard.');
        const refused = (await attempt(api.client(), 'A1001', WRONG)) as unknown as {
          status: number;
          body: { retryAfterSeconds: number };
        };
        if (refused.status !== 429) continue;
        waits.push(refused.body.retryAfterSeconds);
        api.clock.advance({ seconds: refused.body.retryAfterSeconds });
      }
      expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
      expect(Math.max(...waits)).toBe(900);
    });

    it('does not slow a colleague at the same address, nor the person elsewhere', async () => {
      await fail(8, 'A1001');
      expect((await attempt(api.client(), 'A1002', DEMO_PASSWORD)).status).toBe(201);
    });

    it('does not slow the person in a browser that they have used before', async () => {
      const browser = await api.client().signIn('A1001');
      await browser.request('DELETE', '/session');
      await fail(20, 'A1001');
      expect((await attempt(api.client(), 'A1001', DEMO_PASSWORD)).status).toBe(429);
      expect((await attempt(browser, 'A1001', DEMO_PASSWORD)).status).toBe(201);
    });

    it('is slowed in a known browser too, on its own account', async () => {
      const browser = await api.client().signIn('A1001');
      for (let i = 0; i < 10; i++) await attempt(browser, 'A1001', WRONG);
      expect((await attempt(browser, 'A1001', DEMO_PASSWORD)).status).toBe(429);
    });

    it('hears no more of many guesses at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 24 }, () => attempt(api.client(), 'A1001', WRONG)),
      );
      expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
      expect(answers.filter((answer) => answer.status === 429)).toHaveLength(19);
    });

    it('slows one address that tries many numbers', async () => {
      const statuses: number[] = [];
      for (let i = 0; i < 102; i++) {
        statuses.push((await attempt(api.client(), `X${1000 + i}`, WRONG)).status);
      }
      expect(statuses.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 401));
      expect(statuses.at(-1)).toBe(429);
    });

    it('does not believe an address that the client writes itself', async () => {
      for (let i = 0; i < 5; i++) await fail(1, 'A1001', { 'x-forwarded-for': `203.0.113.${i}` });
      const next = await attempt(api.client(), 'A1001', WRONG, {
        headers: { 'x-forwarded-for': '203.0.113.9' },
      });
      expect(next.status).toBe(429);
    });

    it('is remembered in the database, not in the process', async () => {
      await fail(5, 'A1001');
      const [row] = await api.unitOfWork.read<{ count: number }>(
        `SELECT count(*)::int AS count FROM sign_in_bucket WHERE blocked_until > $1`,
        [api.clock.now()],
      );
      expect(row?.count).toBe(1);
    });
  });

  describe('passwords', () => {
    const change = async (client: ApiClient, currentPassword: string, newPassword: string) =>
      client.request<{ code: string; errors?: { field: string; rule: string }[] }>(
        'POST',
        '/session/password',
        {
          currentPassword,
          newPassword,
        },
      );

    it('are changed with the old one; every other session ends and this one gets a new token', async () => {
      const here = api.client();
      const before = await attempt(here, 'A1021', DEMO_PASSWORD);
      const there = await api.client().signIn('A1021');
      const changed = await change(here, DEMO_PASSWORD, 'a kettle sings at dawn');
      expect(changed.status).toBe(200);
      expect([await status(here), await status(there)]).toEqual([200, 401]);
      expect(await status(api.client(), { cookie: `__Host-huiyin=${tokenOf(before.headers)}` })).toBe(401);
      expect((await attempt(api.client(), 'A1021', DEMO_PASSWORD)).status).toBe(401);
      expect((await attempt(api.client(), 'A1021', 'a kettle sings at dawn')).status).toBe(201);
    });

    it('are refused with a reason beside the field', async () => {
      const client = await api.client().signIn('A1022');
      const wrong = await change(client, WRONG, 'a kettle sings at dawn');
      expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([401, 'currentPassword']);
      const refused: Record<string, string> = {
        short: 'minLength',
        [`x${'y'.repeat(250)}`]: 'maxLength',
        qwertyuiop: 'notCommon',
        A1022A1022a: 'notPersonal',
        [DEMO_PASSWORD]: 'differs',
      };
      for (const [password, rule] of Object.entries(refused)) {
        const answer = await change(client, DEMO_PASSWORD, password);
        expect([password, answer.status, answer.body.errors?.[0]?.rule]).toEqual([password, 400, rule]);
      }
      expect(await status(client)).toBe(200);
    });

    it('cannot be guessed through the change either', async () => {
      const client = await api.client().signIn('A1023');
      const statuses: number[] = [];
      for (let i = 0; i < 6; i++)
        statuses.push((await change(client, WRONG, 'a kettle sings at dawn')).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    });
  });

  describe('PATCH /me', () => {
    it('changes language, time zone and absence, against the version that was seen', async () => {
      const client = await api.client().signIn('A1024');
      const me = await client.get<MeDto>('/session');
      const body = { locale: 'ru', timeZone: 'Europe/Berlin', absentFrom: '2026-03-09T00:00:00+08:00' };
      expect((await client.request('PATCH', '/me', body)).status).toBe(428);
      const changed = await client.request<MeDto>('PATCH', '/me', body, { version: me.version });
      expect(changed.status).toBe(200);
      expect(changed.headers.get('etag')).toBe(`"${me.version + 1}"`);
      expect(changed.body).toMatchObject({
        locale: 'ru',
        timeZone: 'Europe/Berlin',
        absentFrom: '2026-03-08T16:00:00.000Z',
        absentUntil: null,
        version: me.version + 1,
      });
      const stale = await client.request('PATCH', '/me', { locale: 'en' }, { version: me.version });
      expect(stale.status).toBe(412);
      expect(stale.body).toMatchObject({ code: 'person.version-changed', current: { locale: 'ru' } });
    });

    it('names what is wrong', async () => {
      const client = await api.client().signIn('A1025');
      const { version } = await client.get<MeDto>('/session');
      const refused: [object, string][] = [
        [{ locale: 'de' }, 'locale'],
        [{ locale: null }, 'locale'],
        [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
        [{ absentFrom: '2026-02-30T00:00:00Z' }, 'absentFrom'],
        [{ absentFrom: '2026-03-01' }, 'absentFrom'],
        [{ absentFrom: '2026-03-02T00:00:00Z', absentUntil: '2026-03-01T00:00:00Z' }, 'absentUntil'],
        [{ roles: ['administrator'] }, 'roles'],
      ];
      for (const [body, field] of refused) {
        const answer = await client.request<{ errors: { field: string }[] }>('PATCH', '/me', body, {
          version,
        });
        expect([answer.status, answer.body.errors[0]?.field]).toEqual([400, field]);
      }
    });
  });
});

// Passport keeps its strategies in one place per process, so only one api at a time signs people in there.
describe('sign-in behind a proxy', () => {
  it('believes the last proxy in front, and no more proxies than there are', async () => {
    const api = await startApi({ settings: { trustProxyHops: 1 } });
    try {
      const guess = async (forwardedFor: string): Promise<number> => {
        const body = { employeeNumber: 'A1001', password: WRONG };
        const headers = { 'x-forwarded-for': forwardedFor };
        return (await api.client().request('POST', '/session', body, { headers })).status;
      };
      for (let i = 0; i < 5; i++) expect(await guess(`198.51.100.${i}, 203.0.113.5`)).toBe(401);
      expect(await guess('198.51.100.9, 203.0.113.5')).toBe(429);
      expect(await guess('203.0.113.5, 203.0.113.6')).toBe(401);
    } finally {
      await api.stop();
    }
  });
});
