import { gzipSync } from 'node:zlib';
import { Sessions } from '../../libs/identity/session/sessions.js';
import { startApi, type ApiClient, type RunningApi } from '../support/running-api.js';

let api: RunningApi;
let agent: ApiClient;

beforeAll(async () => {
  api = await startApi();
  agent = await api.client().signIn('A1001');
});

afterAll(async () => {
  await api.stop();
});

describe('what goes wrong before a handler is answered like everything else', () => {
  it.each([
    ['a form', 'kind=problem', 'application/x-www-form-urlencoded', 415, 'request.media-type'],
    ['broken JSON', '{"kind":', 'application/json', 400, 'request.malformed'],
    ['a flood', JSON.stringify({ body: 'x'.repeat(200_000) }), 'application/json', 413, 'request.too-large'],
  ])('%s', async (_name, body, type, status, code) => {
    const answered = await agent.request('POST', '/tickets', body, { headers: { 'content-type': type } });
    expect(answered).toMatchObject({ status, body: { code, status } });
    expect(answered.headers.get('content-type')).toContain('application/problem+json');
  });

  it('takes nothing compressed, whatever it would become, and nothing nested without end', async () => {
    const bomb = Uint8Array.from(gzipSync(Buffer.alloc(50_000_000)));
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const compressed = await agent.request('POST', '/tickets', bomb, { headers });
    expect(compressed).toMatchObject({ status: 415, body: { code: 'request.media-type' } });
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `{"kind":${open.repeat(15_000)}1${close.repeat(15_000)}}`;
      // Whoever has not signed in learns nothing else: it is refused before anybody asks who that is.
      for (const client of [agent, api.client()]) {
        const answered = await client.request('POST', '/tickets', deep);
        expect(answered).toMatchObject({
          status: 400,
          body: { code: 'request.invalid', errors: [{ field: '', rule: 'depth' }] },
        });
      }
    }
  });

  it('says that it is interrupted, and nothing about the inside, when nobody can be recognised', async () => {
    const sessions = api.app.get(Sessions, { strict: false });
    const principalOf = sessions.principalOf.bind(sessions);
    const lost = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' });
    sessions.principalOf = () => Promise.reject(lost);
    for (const path of ['/tickets?box=mine', '/board']) {
      const answered = await agent.request('GET', path);
      expect(answered).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
      expect(answered.headers.get('retry-after')).toBe('2');
      expect(JSON.stringify(answered.body)).not.toMatch(/10\.1\.2\.3|ECONN/);
    }
    sessions.principalOf = principalOf;
    expect((await agent.request('GET', '/tickets?box=mine')).status).toBe(200);
  });
});
