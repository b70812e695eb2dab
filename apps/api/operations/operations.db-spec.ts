import { randomUUID } from 'node:crypto';
import type { Settings } from '@huiyin/platform';
import { parseExposition, type Family } from '../../../test/support/exposition.js';
import { type ApiClient, type RunningApi, startApi } from '../../../test/support/running-api.js';

interface View {
  readonly level: string;
  readonly measuredAt: string;
  readonly findings: readonly { readonly code: string; readonly what: string; readonly todo: string }[];
  readonly database: { readonly isOwn: boolean };
}

const TOKEN = 'a-token-of-enough-characters';
const metrics: Settings['metrics'] = { access: 'token', token: TOKEN, workerPort: null };
const ACKNOWLEDGE = '/admin/operations/dead-letters/acknowledge';

let api: RunningApi;
let administrator: ApiClient;

beforeAll(async () => {
  api = await startApi({ settings: { metrics } });
  administrator = await api.client().signIn('S9001');
});
afterAll(async () => {
  await api.stop();
});

const read = async (headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
  fetch(`${api.baseUrl}/metrics`, { headers });

async function families(): Promise<Map<string, Family>> {
  const response = await read();
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parseExposition(await response.text());
}

describe('the operations page', () => {
  it('says in the language asked for what is wrong and what to do', async () => {
    const view = await administrator.get<View>('/admin/operations?locale=en');
    expect(view).toMatchObject({ level: 'alarm', measuredAt: api.clock.now().toISOString() });
    expect(view.findings).toContainEqual(
      expect.objectContaining({ code: 'workers-none', level: 'alarm', what: 'No worker is running' }),
    );
    expect(view.database.isOwn).toBe(false);
    const russian = await administrator.get<View>('/admin/operations?locale=ru');
    expect(russian.findings[0]?.what).toMatch(/[а-я]/);
    expect((await administrator.request('GET', '/admin/operations?locale=tlh')).status).toBe(400);
  });

  it('takes note of given-up mails that somebody has seen, once', async () => {
    await api.database.dataSource.query(
      `INSERT INTO mail (id, ticket_id, event_version, kind, recipient_person_id, message_id, state, attempts,
                         last_attempt_at, created_at)
       SELECT gen_random_uuid(), gen_random_uuid(), 1, 'dispatched', gen_random_uuid(), '<a@b>', 'dead', 8, $1, $1
         FROM generate_series(1, 3)`,
      [api.clock.now()],
    );
    const dead = async (): Promise<number> =>
      (await administrator.get<View & { mails: { deadUnacknowledged: number } }>('/admin/operations')).mails
        .deadUnacknowledged;
    expect(await dead()).toBe(3);
    const until = api.clock.now().toISOString();
    const key = randomUUID();
    for (let repetition = 0; repetition < 2; repetition++) {
      const answered = await administrator.request('POST', ACKNOWLEDGE, { until }, { key });
      expect([answered.status, answered.body]).toEqual([200, { count: 3 }]);
    }
    expect(await dead()).toBe(0);
    const events = await api.unitOfWork.read(
      `SELECT data FROM event WHERE type = 'dead-letters.acknowledged'`,
    );
    expect(events).toEqual([{ data: { until, count: 3 } }]);
  });

  it.each([
    [{}, 400],
    [{ until: 'yesterday' }, 400],
    [{ until: '2026-02-31T00:00:00.000Z' }, 400],
    [{ until: '2026-03-02T01:30:00.000' }, 400],
    [{ until: '2026-03-02T01:30:00.000+08:00' }, 200],
    [{ until: 20260302 }, 400],
    [{ until: `2026-03-02T00:00:00.000Z\u0000` }, 400],
    [{ until: '9999-12-31T23:59:59.999Z' }, 422],
    [{ until: '0000-01-01T00:00:00Z' }, 400],
    [{ until: '1970-01-01T00:00:00Z' }, 200],
    [{ until: '2026-03-02T00:00:00.000Z', all: true }, 400],
  ])('answers %j with %d', async (body, status) => {
    expect((await administrator.request('POST', ACKNOWLEDGE, body)).status).toBe(status);
  });

  it('is for administrators', async () => {
    const agent = await api.client().signIn('A1001');
    expect((await agent.request('GET', '/admin/operations')).status).toBe(403);
  });
});

describe('metrics', () => {
  it('are nobody’s business without the token', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: `Basic ${TOKEN}` }]) {
      const response = await read(headers as Record<string, string>);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('huiyin_');
    }
  });

  it('are well-formed and tell how things are', async () => {
    const found = await families();
    const value = (name: string, labels: Record<string, string> = {}): number | undefined =>
      found.get(name)?.samples.find((sample) => JSON.stringify(sample.labels) === JSON.stringify(labels))
        ?.value;
    expect(value('huiyin_alarm_level')).toBe(2);
    expect(value('huiyin_finding_level', { finding: 'workers-none' })).toBe(2);
    expect(value('huiyin_finding_level', { finding: 'jobs-lost' })).toBe(0);
    expect(value('huiyin_mails', { state: 'dead' })).toBe(3);
    expect(value('huiyin_workers_alive')).toBe(0);
    expect(value('huiyin_tickets', { state: 'open' })).toBe(0);
    expect(value('huiyin_clocks_open', { leg: 'answer' })).toBe(0);
    expect(found.get('huiyin_http_request_duration_seconds')?.type).toBe('histogram');
    for (const [name, family] of found) expect([name, family.help.length > 10]).toEqual([name, true]);
  });

  it('count tickets and clocks, and name none of them', async () => {
    const agent = await api.client().signIn('A1001');
    const [department] = await agent.get<{ id: string }[]>('/departments');
    const submitted = await agent.request<{ id: string; number: string }>('POST', '/tickets', {
      kind: 'problem',
      departmentId: department?.id,
      title: 'The chairs',
      body: 'They are broken and nobody mends them, for weeks now.',
      mayPublishWording: false,
    });
    expect(submitted.status).toBe(201);
    await agent.get(`/tickets/${submitted.body.id}`);
    const text = await (await read()).text();
    const found = parseExposition(text);
    expect(found.get('huiyin_tickets')?.samples).toContainEqual(
      expect.objectContaining({ labels: { state: 'open' }, value: 1 }),
    );
    expect(found.get('huiyin_clocks_open')?.samples).toContainEqual(
      expect.objectContaining({ labels: { leg: 'answer' }, value: 1 }),
    );
    for (const secret of [submitted.body.id, department?.id ?? '', 'HY-1', 'A1001', 'chairs']) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('route="/api/v1/tickets/:ticketId"');
  });

  it('get no new series by asking for what is not there', async () => {
    const count = async (): Promise<number> => {
      const samples = [...(await families()).values()].flatMap((family) => family.samples);
      return samples.length;
    };
    const ask = async (): Promise<void> => {
      for (const path of ['/x', '/api/v1/x', '/tickets/x', '/api/v1/tickets/x', '/health/x', '/assets/x']) {
        await fetch(`${api.baseUrl}${path}${randomUUID()}`);
        await fetch(`${api.baseUrl}${path}?${randomUUID()}`, { method: 'PURGE' }).catch(() => undefined);
      }
    };
    await ask();
    await families();
    const before = await count();
    for (let time = 0; time < 10; time++) await ask();
    expect(await count()).toBe(before);
    const routes = new Set(
      (await families())
        .get('huiyin_http_request_duration_seconds')
        ?.samples.map((sample) => sample.labels['route']),
    );
    expect([...routes].filter((route) => !/^(unknown|screens|\/[a-z0-9/:-]+)$/i.test(route ?? ''))).toEqual(
      [],
    );
  });
});
