import { startApi, type RunningApi } from '../../../test/support/running-api.js';

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(async () => {
  await api.stop();
});

/** The same address as the router reads it, written in other ways. */
const WRITTEN = ['/api/v1/session', '/%61pi/v1/session', '/ap%69/v1/session?x=1', '/api/v1/%73ession'];

describe('an address that is written in another way', () => {
  it.each(WRITTEN)('counts and is signed in like any other: %s', async (path) => {
    const client = await api.client().signIn('A1001');
    const answered = await client.request('GET', `${api.baseUrl}${path}`);
    expect(answered.status).toBe(200);
    expect(answered.body).toMatchObject({ employeeNumber: 'A1001' });
    expect(answered.headers.get('cache-control')).toBe('no-store');
    const refused = await api.client().request('POST', `${api.baseUrl}${path}`, { employeeNumber: 'A1001' });
    expect(refused.headers.get('x-ratelimit-limit')).toBe('1200');
  });

  it('uses up the same number of requests', async () => {
    const client = await api.client().signIn('A1002');
    const left: number[] = [];
    for (const path of WRITTEN) {
      const { headers } = await client.request('GET', `${api.baseUrl}${path}`);
      left.push(Number(headers.get('x-ratelimit-remaining')));
    }
    expect(left).toEqual(WRITTEN.map((_, index) => (left[0] ?? 0) - index));
  });

  it('is stored nowhere when nothing is there', async () => {
    for (const path of ['/api/v1/nothing', '/%61pi/v1/nothing']) {
      const answered = await api.client().request('GET', `${api.baseUrl}${path}`);
      expect([path, answered.status, answered.headers.get('cache-control')]).toEqual([path, 404, 'no-store']);
    }
  });
});
