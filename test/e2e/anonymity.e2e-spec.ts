import { randomBytes } from 'node:crypto';
import { deriveAuthor } from '../../apps/web/features/anonymity/protocol/author.js';
import {
  obtainToken,
  type Eligibility,
  type IssuerTransport,
} from '../../apps/web/features/anonymity/protocol/obtain-token.js';
import {
  checkKeyLog,
  type CheckedKeyLog,
  type KeyAlarm,
  type PublishedKeyLog,
} from '../../apps/web/features/anonymity/protocol/key-log.js';
import { TokenVerifier } from '../../libs/anonymity/token/token-verifier.js';
import { startApi, type ApiClient, type RunningApi } from '../support/running-api.js';

/** The browser's own code on the HTTP interface. */
function transport(client: ApiClient): IssuerTransport {
  return {
    readKeys: () => client.get<PublishedKeyLog>('/anonymity/keys'),
    issue: async (request) => {
      const answered = await client.request<
        { code?: string } & Awaited<ReturnType<IssuerTransport['issue']>>
      >('POST', '/anonymity/tokens', { week: request.week, blinded: request.blinded });
      if (answered.status !== 200) throw new Error(answered.body.code);
      return answered.body;
    },
  };
}

describe('a token, from the browser to the intake', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const keys = async (from: IssuerTransport, now = api.clock.now().getTime()): Promise<CheckedKeyLog> =>
    checkKeyLog(await from.readKeys(), now);
  const obtain = async (client: ApiClient, from = transport(client)): Promise<Eligibility> =>
    obtainToken(from, await keys(from));
  const why = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'issued',
      (error: Error) => (error as KeyAlarm).code ?? error.message,
    );

  it('is issued to every employee, and whoever checks it learns that one of them is there', async () => {
    const client = await api.client().signIn('A1001');
    const { token, author, receipt } = await obtain(client);
    const keyLog = await keys(transport(client));
    const published = keyLog.keys.find(({ kind, week }) => kind === 'issuer' && week === token.week);
    const verifier = new TokenVerifier(token.week, published?.spki ?? new Uint8Array());
    expect(verifier.isValid(token, author.authorKey)).toBe(true);
    expect((await deriveAuthor(receipt)).authorKey).toEqual(author.authorKey);
  });

  it('comes once a session and day, and says so without a fault', async () => {
    const client = await api.client().signIn('A1002');
    expect(await why(obtain(client))).toBe('issued');
    expect(await why(obtain(client))).toBe('session-has-one');
    expect(await why(obtain(await api.client().signIn('A1002')))).toBe('day-spent');
    api.clock.advance({ hours: 4 * 24 });
    for (let i = 0; i < 4; i++) expect(await why(obtain(await api.client().signIn('A1002')))).toBe('issued');
    expect(await why(obtain(await api.client().signIn('A1002')))).toBe('week-spent');
  });

  it('is not lost with an answer that was lost', async () => {
    const client = await api.client().signIn('A1003');
    const real = transport(client);
    const eligibility = await obtain(client, {
      ...real,
      issue: async (request) => {
        await real.issue(request);
        return real.issue(request);
      },
    });
    expect(eligibility.token.signature).toHaveLength(256);
    const [row] = await api.unitOfWork.read<{ issued: number }>(
      `SELECT issued FROM token_issuance t JOIN person p ON p.id = t.person_id WHERE p.employee_number = 'A1003'`,
    );
    expect(row?.issued).toBe(1);
  });

  it('is not asked for with a key that others do not have', async () => {
    const client = await api.client().signIn('A1004');
    const real = transport(client);
    let isAsked = false;
    const lying: IssuerTransport = {
      readKeys: async () => {
        const log = await real.readKeys();
        const [first] = log.keys;
        return { ...log, keys: [...log.keys, { ...first!, sequence: log.keys.length + 1 }] };
      },
      issue: async (request) => {
        isAsked = true;
        return real.issue(request);
      },
    };
    expect(await why(obtain(client, lying))).toBe('chain-broken');
    expect(isAsked).toBe(false);
    const day = 86_400_000;
    expect(await why(keys(real, api.clock.now().getTime() - 8 * day))).toBe('week-wrong');
  });

  it('tells everybody when it is released, and how many have had a token since the last release, in steps and from five on', async () => {
    api.clock.moveTo('2026-12-14T09:00:00+08:00');
    await api.unitOfWork.read(`SELECT forget_token_holders()`);
    const told = async (): Promise<unknown> => {
      const { intake, crowd } = await api.client().get<PublishedKeyLog>('/anonymity/keys');
      return { ...intake?.release, crowd };
    };
    const crowds: unknown[] = [];
    for (const [index, number] of ['A1010', 'A1011', 'A1012', 'A1013', 'A1014', 'A1015'].entries()) {
      await obtain(await api.client().signIn(number));
      if (index >= 3) crowds.push(await told());
    }
    const release = { daily: '02:30', everySeconds: null, leastEmployees: 30 };
    expect(crowds).toEqual([null, 5, 5].map((crowd) => ({ ...release, crowd })));
    // What the intake has written down at its start counts, whatever this program was told.
    await api.database.dataSource.query(
      `INSERT INTO intake.release_rule (daily_minute, least_employees) VALUES (1390, 45)`,
    );
    expect(await told()).toEqual({ daily: '23:10', everySeconds: null, leastEmployees: 45, crowd: 5 });
    await api.database.dataSource.query(
      `UPDATE intake.release_rule SET daily_minute = NULL, interval_seconds = 60, least_employees = 0`,
    );
    expect(await told()).toEqual({ daily: null, everySeconds: 60, leastEmployees: 0, crowd: 5 });
  });

  it('rests on one answer, the same for everybody and for every cache', async () => {
    const { status, headers, body } = await api.client().request<PublishedKeyLog>('GET', '/anonymity/keys');
    expect([status, headers.get('cache-control'), headers.get('set-cookie')]).toEqual([
      200,
      'public, max-age=60',
      null,
    ]);
    const asked = await (await api.client().signIn('A1007')).request('GET', '/anonymity/keys');
    expect([asked.body, asked.headers.get('set-cookie')]).toEqual([body, null]);
    // Weeks later the counts of this one are in it as well.
    expect(body.weeks?.map(({ week }) => week)).not.toContain('2026-W51');
    api.clock.moveTo('2027-01-04T09:00:00+08:00');
    // The intake says when it has published the tokens of a week.
    await api.unitOfWork.read(
      `INSERT INTO intake.held_tokens (published_before, key_week, sealed) VALUES ('2026-W52', '2027-W01', '')`,
    );
    const { weeks } = await api.client().get<PublishedKeyLog>('/anonymity/keys');
    expect(weeks).toContainEqual({ week: '2026-W51', issued: 6, people: 6, redeemed: 0 });
  });

  it('is refused to rubbish, with a reason and never with a failure', async () => {
    const client = await api.client().signIn('A1005');
    const { presentWeek } = await client.get<PublishedKeyLog>('/anonymity/keys');
    const text = (length: number): string => randomBytes(length).toString('base64url');
    const blinded = Buffer.concat([Buffer.from([0]), randomBytes(255)]).toString('base64url');
    const bodies: unknown[] = [
      { week: presentWeek },
      { blinded },
      { week: presentWeek, blinded: text(255) },
      { week: presentWeek, blinded: text(257) },
      { week: presentWeek, blinded: Buffer.alloc(256, 0xff).toString('base64url') },
      { week: presentWeek, blinded: `${blinded.slice(0, -1)}B` },
      { week: presentWeek, blinded: `${blinded}==` },
      { week: presentWeek, blinded: [...randomBytes(256)] },
      { week: presentWeek, blinded: 17 },
      { week: presentWeek, blinded: '\u0000'.repeat(342) },
      { week: presentWeek, blinded: '\ud800'.repeat(342) },
      { week: presentWeek, blinded: 'A'.repeat(100_000) },
      { week: '1970-W01', blinded },
      { week: '2026-W99', blinded },
      { week: { $ne: 1 }, blinded },
      { week: presentWeek, blinded, personId: 'someone else' },
      `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
      `{"week":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}`,
    ];
    for (const body of bodies) {
      const answered = await client.request<{ code: string }>('POST', '/anonymity/tokens', body, {
        headers: { 'content-type': 'application/json' },
      });
      const shown = JSON.stringify(body).slice(0, 80);
      expect([shown, answered.status >= 400 && answered.status < 500]).toEqual([shown, true]);
      expect(answered.body.code).toMatch(/^(request|anonymity)\.[a-z-]+$/);
    }
    const issued = await api.unitOfWork.read(
      `SELECT 1 FROM token_issuance t JOIN person p ON p.id = t.person_id WHERE p.employee_number = 'A1005'`,
    );
    expect(issued).toEqual([]);
    expect((await api.client().request('POST', '/anonymity/tokens', {})).status).toBe(401);
  });

  it('leaves nothing of the request but a hash in the session, which goes with it', async () => {
    const client = await api.client().signIn('A1006');
    const real = transport(client);
    let blinded = '';
    await obtain(client, {
      ...real,
      issue: async (request) => {
        blinded = request.blinded;
        return real.issue(request);
      },
    });
    const tables = await api.unitOfWork.read<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const canary = Buffer.from(blinded, 'base64url').toString('hex').slice(0, 64);
    for (const { name } of tables) {
      const found = await api.unitOfWork.read(
        `SELECT 1 FROM ${name} AS t WHERE t::text LIKE $1 OR t::text LIKE $2 LIMIT 1`,
        [`%${canary}%`, `%${blinded.slice(0, 40)}%`],
      );
      expect([name, found]).toEqual([name, []]);
    }
    await client.request('DELETE', '/session');
    expect(
      await api.unitOfWork.read(`SELECT 1 FROM session WHERE token_request IS NOT NULL AND person_id =
      (SELECT id FROM person WHERE employee_number = 'A1006')`),
    ).toEqual([]);
  });
});
