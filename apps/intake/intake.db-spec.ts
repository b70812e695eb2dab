import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@huiyin/platform';
import type { Author } from '../web/features/anonymity/protocol/author.js';
import { toBase64Url, utf8 } from '../web/features/anonymity/protocol/bytes.js';
import { signContent } from '../web/features/anonymity/protocol/content.js';
import { linkHash } from '../../libs/anonymity/key-log/key-link.js';
import { tokenDigest } from '../../libs/anonymity/token/token-verifier.js';
import { promiseMessage } from '../../libs/anonymity/intake/promise.js';
import {
  AnonymousClient,
  envelopeKeyOf,
  newAuthor,
  post,
  raw,
  TestIssuer,
  ticketPayload,
} from '../../test/support/anonymous-client.js';
import { MovableClock } from '../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { Intake } from './intake.js';

const ENVELOPE = 262_144;
const CANARY = '金丝雀-canary-7f3a9c';

describe('the intake', () => {
  let database: TestDatabase;
  let intakeUrl: string;
  let folder: string;
  let clock: MovableClock;
  let intake: Intake;
  let issuer: TestIssuer;
  let client: AnonymousClient;
  let departmentId: string;

  const settings = (changes: object = {}) => ({
    mode: 'demo' as const,
    databaseUrl: intakeUrl,
    host: '127.0.0.1',
    port: 0,
    webOrigin: 'https://huiyin.example.test',
    journalFolder: join(folder, 'journal'),
    keyFolder: join(folder, 'keys'),
    plan: { kind: 'daily', minute: 150 } as const,
    least: 3,
    ...changes,
  });
  const rows = <Row>(sql: string): Promise<Row[]> => database.dataSource.query(sql);
  const open = async (changes: object = {}): Promise<void> => {
    intake = await Intake.open(settings(changes), clock);
    client = new AnonymousClient(await intake.serve(), await envelopeKeyOf(database.dataSource));
  };
  const giveTokensTo = async (people: number): Promise<void> => {
    for (let n = 0; n < people; n++) {
      await database.dataSource.query(`INSERT INTO token_holder (person_id) VALUES (gen_random_uuid())`);
    }
  };
  const write = async (author: Author, changes: object = {}) =>
    client.ticket(author, issuer.token(author.authorKey), ticketPayload(author, departmentId, changes));

  beforeAll(async () => {
    clock = new MovableClock('2026-11-24T10:00:00+08:00');
    database = await createTestDatabase();
    departmentId = newId(clock.now());
    await database.dataSource.query(
      `INSERT INTO department (id, code, name, kind, created_at, updated_at, version, head_hash)
       VALUES ($1, 'CANTEEN', '{}', 'ordinary', $2, $2, 1, $3)`,
      [departmentId, clock.now(), Buffer.alloc(32)],
    );
    issuer = await TestIssuer.publish(database.dataSource, clock.now());
    intakeUrl = database.intakeUrl;
    folder = mkdtempSync(join('/dev/shm', 'huiyin-intake-test-'));
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => open());
  afterEach(async () => intake.close());

  it('takes an anonymous ticket, keeps it from the database, and hands it over in its window', async () => {
    const author = await newAuthor();
    const response = await write(author, { body: `${CANARY} 夜班没有热饭，大家都很失望。` });
    expect(response).toMatchObject({ status: 'accepted', promise: { slot: '2026-11-25' } });
    const files = ['journal.1', 'journal.2'].map((name) => join(folder, 'journal', name));
    const journal = (): Buffer => Buffer.concat(files.map((file) => readFileSync(file)));
    expect(journal().includes(CANARY)).toBe(true);
    for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);

    await giveTokensTo(2);
    clock.moveTo('2026-11-25T02:30:00+08:00');
    await intake.tick();
    expect(await rows('SELECT 1 FROM intake.released_ticket')).toEqual([]);
    expect(journal().includes(CANARY)).toBe(true);

    await giveTokensTo(1);
    await intake.tick();
    expect(await rows('SELECT 1 FROM intake.released_ticket')).toEqual([]);

    clock.moveTo('2026-11-26T02:30:01+08:00');
    await intake.tick();
    const [released] = await rows<Record<string, unknown>>(
      `SELECT released_on::text, payload, encode(author_key, 'hex') AS author,
              (SELECT count(*)::int FROM token_holder) AS holders FROM intake.released_ticket`,
    );
    expect(released).toMatchObject({
      released_on: '2026-11-26',
      author: Buffer.from(author.authorKey).toString('hex'),
      holders: 0,
      payload: { kind: 'problem', departmentId, title: '食堂晚班没有热饭', ownDepartmentId: null },
    });
    for (const trace of [CANARY, 'authorKey', 'payload']) expect(journal().includes(trace)).toBe(false);
  });

  it('signs a promise that anybody can check against the published key', async () => {
    const author = await newAuthor();
    const payload = ticketPayload(author, departmentId);
    const response = await client.ticket(author, issuer.token(author.authorKey), payload);
    const { contentHash, slot, signature } = response?.promise ?? {
      contentHash: '',
      slot: '',
      signature: '',
    };
    const [published] = await rows<{ spki: Buffer }>(
      `SELECT spki FROM anonymity_key WHERE kind = 'intake-promise'`,
    );
    const key = createPublicKey({ key: published?.spki ?? Buffer.alloc(0), format: 'der', type: 'spki' });
    const signed = promiseMessage(contentHash, slot);
    expect(verify(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(
      verify(null, promiseMessage(contentHash, '2030-01-01'), key, Buffer.from(signature, 'base64url')),
    ).toBe(false);
  });

  it('writes down by which rule it releases, and another one after a start with another', async () => {
    const rule = `SELECT daily_minute, interval_seconds, least_employees FROM intake.release_rule`;
    expect(await rows(rule)).toEqual([{ daily_minute: 150, interval_seconds: null, least_employees: 3 }]);
    await database.dataSource.query(`UPDATE intake.release_rule SET daily_minute = 1, least_employees = 0`);
    await intake.close();
    await open();
    expect(await rows(rule)).toEqual([{ daily_minute: 150, interval_seconds: null, least_employees: 3 }]);
  });

  it('publishes its keys in the one chain', async () => {
    const chain = await rows<{
      sequence: number;
      kind: 'issuer';
      week: string;
      spki: Buffer;
      hash: Buffer;
      prev: Buffer;
    }>(`SELECT sequence, kind, week, spki, hash, previous_hash AS prev FROM anonymity_key ORDER BY sequence`);
    expect(chain.map(({ kind }) => kind)).toEqual(['issuer', 'intake-promise', 'intake-envelope']);
    for (const [index, link] of chain.entries()) {
      expect(linkHash(link.prev, link)).toEqual(link.hash);
      if (index > 0) expect(link.prev).toEqual(chain[index - 1]?.hash);
    }
  });

  it('forgets the day on which too few were there: no row tells it, and a repetition gets the date of the release', async () => {
    const author = await newAuthor();
    const send = async () => client.ticket(author, token, payload);
    const token = issuer.token(author.authorKey);
    const payload = ticketPayload(author, departmentId);
    const first = await send();
    expect(first).toMatchObject({ status: 'accepted', promise: { slot: '2026-11-27' } });
    const step = { ticketHash: first?.promise?.contentHash, sequence: 1, command: 'withdraw' };
    const stepped = await client.followUp(author, step);

    clock.moveTo('2026-11-27T02:30:01+08:00');
    await intake.tick();
    expect(await send()).toEqual(first);
    await giveTokensTo(3);
    clock.moveTo('2026-11-29T02:30:01+08:00');
    await intake.tick();
    for (const [again, before] of [
      [await send(), first],
      [await client.followUp(author, step), stepped],
    ]) {
      const { contentHash } = before?.promise ?? {};
      expect(again).toMatchObject({ status: 'accepted', promise: { contentHash, slot: '2026-11-29' } });
    }
    const key = Buffer.from(author.authorKey).toString('hex');
    for (const table of ['released_ticket', 'released_follow_up']) {
      const [row] = await rows<{ text: string }>(
        `SELECT to_jsonb(t)::text AS text FROM intake.${table} t WHERE encode(author_key, 'hex') = '${key}'`,
      );
      expect(row?.text).toContain('2026-11-29');
      expect(row?.text).not.toContain('2026-11-27');
    }
  });

  it('accepts one of fifty copies of a token with different texts, and gives every retry the same promise', async () => {
    const author = await newAuthor();
    const token = issuer.token(author.authorKey);
    const responses = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        client.ticket(author, token, ticketPayload(author, departmentId, { title: `标题第 ${n} 个` })),
      ),
    );
    const accepted = responses.filter((response) => response?.status === 'accepted');
    expect(accepted).toHaveLength(1);
    expect(responses.filter((response) => response?.code === 'token-spent')).toHaveLength(49);

    const other = await newAuthor();
    const payload = ticketPayload(other, departmentId);
    const otherToken = issuer.token(other.authorKey);
    const promises = await Promise.all(
      Array.from({ length: 20 }, async () => (await client.ticket(other, otherToken, payload))?.promise),
    );
    expect(new Set(promises.map((promise) => JSON.stringify(promise))).size).toBe(1);
    expect(promises[0]).toBeDefined();
  });

  it('remembers a spent token after the release and after a restart', async () => {
    const author = await newAuthor();
    const token = issuer.token(author.authorKey);
    const payload = ticketPayload(author, departmentId);
    const first = await client.ticket(author, token, payload);
    await giveTokensTo(3);
    clock.advance({ days: 1 });
    await intake.tick();
    expect(await client.ticket(author, token, payload)).toEqual(first);
    await intake.close();
    await open();
    expect(await client.ticket(author, token, payload)).toEqual(first);
    const swapped = ticketPayload(author, departmentId, { title: '另一个标题' });
    expect(await client.ticket(author, token, swapped)).toEqual({ status: 'refused', code: 'token-spent' });
  });

  it('makes up for a window that opened while nobody was there, also for its very first one', async () => {
    await intake.close();
    const journalFolder = join(folder, 'first-day');
    await open({ journalFolder });
    const author = await newAuthor();
    await write(author);
    await intake.close();
    await giveTokensTo(3);
    clock.advance({ days: 1 });
    await open({ journalFolder });
    await intake.tick();
    const key = Buffer.from(author.authorKey).toString('hex');
    expect(
      await rows(`SELECT 1 FROM intake.released_ticket WHERE encode(author_key, 'hex') = '${key}'`),
    ).toHaveLength(1);
  });

  it('lets a follow-up wait by lot, in order, and takes each number once', async () => {
    const author = await newAuthor();
    const first = await write(author);
    const ticketHash = first?.promise?.contentHash;
    const reply = { ticketHash, sequence: 1, command: 'reply', text: '是三号食堂，不是一号。' };
    const taken = await client.followUp(author, reply);
    expect(taken?.status).toBe('accepted');
    expect(await client.followUp(author, reply)).toEqual(taken);
    expect(await client.followUp(author, { ...reply, text: '别的话别的话' })).toEqual({
      status: 'refused',
      code: 'sequence-used',
      next: 2,
    });
    const second = await client.followUp(author, { ticketHash, sequence: 2, command: 'withdraw' });
    expect((second?.promise?.slot ?? '') >= (taken?.promise?.slot ?? 'x')).toBe(true);
    expect((await client.followUp(author, { ...reply, sequence: 3, ticketHash: 'another' }))?.code).toBe(
      'payload-invalid',
    );
    expect((await client.followUp(await newAuthor(), reply))?.code).toBe('author-unknown');
    const mark = 6;
    const ratings = { outcome: 1, handling: 1, feeling: mark };
    const verdict = { ticketHash, sequence: 3, command: 'confirm', ratings };
    expect(await client.followUp(author, verdict)).toMatchObject({
      code: 'payload-invalid',
      field: 'ratings',
    });

    for (let day = 0; day < 3; day++) {
      await giveTokensTo(3);
      clock.advance({ days: 1 });
      await intake.tick();
    }
    const steps = await rows<{ sequence: number; payload: object }>(
      `SELECT sequence, payload FROM intake.released_follow_up
        WHERE encode(author_key, 'hex') = '${Buffer.from(author.authorKey).toString('hex')}' ORDER BY sequence`,
    );
    expect(steps).toEqual([
      { sequence: 1, payload: { command: 'reply', text: '是三号食堂，不是一号。' } },
      { sequence: 2, payload: { command: 'withdraw' } },
    ]);
    expect(await client.followUp(author, reply)).toEqual(taken);
  });

  it('refuses what is forged, swapped, of another week or wrong, each with a word', async () => {
    const author = await newAuthor();
    const stranger = await newAuthor();
    const payload = ticketPayload(author, departmentId);
    const good = issuer.token(author.authorKey);
    const code = async (content: Uint8Array) => (await client.send(await client.seal(content)))?.code;
    const ticket = async (token: typeof good, changes: object = {}) =>
      (await signContent(author, 'ticket', { ...payload, ...changes }, token)).bytes;

    expect(await code(await ticket({ ...good, signature: Uint8Array.from(randomBytes(256)) }))).toBe(
      'token-invalid',
    );
    expect(await code(await ticket(issuer.token(stranger.authorKey)))).toBe('token-invalid');
    expect(await code(await ticket(issuer.token(author.authorKey, '2026-W46')))).toBe('week-over');
    expect(await code(await ticket(issuer.token(author.authorKey, '2026-W52')))).toBe('week-over');
    const swapped = JSON.parse(Buffer.from(await ticket(good)).toString()) as Record<string, string>;
    swapped['payload'] = toBase64Url(utf8(JSON.stringify({ ...payload, title: '换过的标题' })));
    expect(await code(utf8(JSON.stringify(swapped)))).toBe('signature-invalid');
    // A ticket's signature does not make a follow-up.
    const { token: _token, ...asFollowUp } = JSON.parse(Buffer.from(await ticket(good)).toString()) as Record<
      string,
      string
    >;
    await write(author);
    expect(await code(utf8(JSON.stringify({ ...asFollowUp, type: 'follow-up' })))).toBe('signature-invalid');

    const rubbish = [
      '[',
      '[]',
      'null',
      '7',
      '""',
      '{}',
      '[['.repeat(15_000),
      '['.repeat(30_000) + ']'.repeat(30_000),
      '{"type":"ticket","__proto__":{}}',
      '\u0000',
      '{"type":"ticket","token":{"week":"2026-W48","random":1,"signature":{}}}',
    ];
    for (const text of rubbish) expect(await code(utf8(text))).toBe('content-invalid');
    expect(await code(Uint8Array.from([0xff, 0xfe, 0x00, 0xd8]))).toBe('content-invalid');
  });

  it('holds an anonymous ticket to the rules of a named one', async () => {
    const faults: [object, string][] = [
      [{ kind: 'rant' }, 'kind'],
      [{ urgency: 'now' }, 'urgency'],
      [{ departmentId: newId(clock.now()) }, 'departmentId'],
      [{ departmentId: { deep: [] } }, 'departmentId'],
      [{ ownDepartmentId: departmentId }, 'ownDepartmentId'],
      [{ title: '短' }, 'title'],
      [{ title: 'a\u0000bcdef' }, 'title'],
      [{ title: '\ud800 half a pair' }, 'title'],
      [{ body: 'x'.repeat(8001) }, 'body'],
      [{ body: 12 }, 'body'],
      [{ mayPublishWording: 'yes' }, 'mayPublishWording'],
      [{ pictures: ['AAAA'] }, 'pictures'],
      [{ pictures: 'x' }, 'pictures'],
      [{ sealKey: 'AAAA' }, 'sealKey'],
      [{ tagKey: null }, 'tagKey'],
      [{ personId: 'A1001' }, 'payload'],
    ];
    for (const [changes, field] of faults) {
      const response = await write(await newAuthor(), changes);
      expect(response).toEqual({ status: 'refused', code: 'payload-invalid', field });
    }
  });

  it('answers everything with the same status, size and headers', async () => {
    const author = await newAuthor();
    const content = await signContent(
      author,
      'ticket',
      ticketPayload(author, departmentId),
      issuer.token(author.authorKey),
    );
    const ticket = await client.seal(content.bytes);
    const accepted = await post(client.port, ticket.bytes);
    const empty = await post(client.port, (await client.seal(null)).bytes);
    const others = [
      await post(client.port, randomBytes(ENVELOPE)),
      await post(client.port, Buffer.alloc(ENVELOPE)),
      await post(client.port, randomBytes(ENVELOPE - 1)),
      await post(client.port, Buffer.alloc(0)),
      await post(client.port, randomBytes(ENVELOPE), { 'content-encoding': 'gzip' }),
      await post(client.port, randomBytes(ENVELOPE), { 'content-type': 'application/json' }),
      await post(client.port, ticket.bytes, { cookie: '__Host-huiyin=abc' }),
      await post(client.port, ticket.bytes, { authorization: 'Bearer abc' }),
    ];
    expect((await ticket.openResponse(accepted.body))?.status).toBe('accepted');
    for (const answer of [accepted, empty, ...others]) {
      expect(answer.status).toBe(200);
      expect(answer.body).toHaveLength(1024);
      expect(answer.headers).toEqual({
        'access-control-allow-origin': 'https://huiyin.example.test',
        'cache-control': 'no-store',
        connection: 'close',
        'content-length': '1024',
        'content-type': 'application/octet-stream',
      });
    }
    for (const answer of others) expect(await ticket.openResponse(answer.body)).toBeNull();
  });

  it('refuses an envelope that came with a cookie and raises an alarm', async () => {
    const author = await newAuthor();
    const token = issuer.token(author.authorKey);
    const payload = ticketPayload(author, departmentId);
    const envelope = await client.seal((await signContent(author, 'ticket', payload, token)).bytes);
    await post(client.port, envelope.bytes, { cookie: 'a=b' });
    await giveTokensTo(3);
    clock.advance({ days: 1 });
    await intake.tick();
    const key = Buffer.from(author.authorKey).toString('hex');
    expect(
      await rows(`SELECT 1 FROM intake.released_ticket WHERE encode(author_key, 'hex') = '${key}'`),
    ).toEqual([]);
    expect(await rows(`SELECT count FROM intake.alarm WHERE kind = 'credentials'`)).not.toEqual([]);
    // The same envelope without it is as good as ever.
    const again = await envelope.openResponse((await post(client.port, envelope.bytes)).body);
    expect(again?.status).toBe('accepted');
  });

  it('says to browsers what they may send, and nothing to anybody else', async () => {
    const preflight = await post(
      client.port,
      Buffer.alloc(0),
      { origin: 'https://huiyin.example.test' },
      'OPTIONS',
    );
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-methods']).toBe('POST');
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
    expect((await post(client.port, Buffer.alloc(0), {}, 'GET', '/journal')).status).toBe(404);
    expect(await raw(client.port, 'rubbish\r\n\r\n')).toBe('');
    expect(await raw(client.port, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toBe('');
  });

  it('keeps the tokens of what it released for whoever checks them, without the tickets', async () => {
    const authors = await Promise.all(Array.from({ length: 6 }, newAuthor));
    const tokens = authors.map(({ authorKey }) => issuer.token(authorKey));
    const last = await rows('SELECT 1 FROM intake.redeemed_token');
    for (const [index, author] of authors.entries()) {
      await client.ticket(
        author,
        tokens[index] ?? issuer.token(author.authorKey),
        ticketPayload(author, departmentId),
      );
    }
    expect(await rows('SELECT 1 FROM intake.redeemed_token')).toEqual(last);
    await giveTokensTo(3);
    clock.advance({ hours: 24 });
    await intake.tick();
    expect(await rows('SELECT 1 FROM intake.redeemed_token')).toEqual(last);
    // Their week is long over, but nobody can know yet that nothing written with its tokens still waits.
    clock.advance({ days: 21 });
    await intake.tick();
    expect(await rows('SELECT 1 FROM intake.redeemed_token')).toEqual(last);
    await giveTokensTo(3);
    clock.advance({ hours: 24 });
    await intake.tick();
    await intake.tick();
    const published = await rows<{ week: string; digest: Buffer; signature: Buffer }>(
      'SELECT week, digest, signature FROM intake.redeemed_token',
    );
    for (const [index, author] of authors.entries()) {
      const token = tokens[index] ?? issuer.token(author.authorKey);
      const found = published.find(({ digest }) => digest.equals(tokenDigest(token, author.authorKey)));
      expect(found).toMatchObject({ week: token.week, signature: Buffer.from(token.signature) });
    }
    // In the order in which they lie there: none that was ever another's.
    const added = published.slice(-authors.length).map(({ digest }) => digest.toString('hex'));
    expect(added).toEqual([...added].sort());
  });

  it('takes the first token of a week whose key was made after it had come up', async () => {
    clock.moveTo('2027-03-07T23:59:00+08:00');
    await TestIssuer.publish(database.dataSource, clock.now());
    await intake.close();
    await open();
    issuer = await TestIssuer.publish(database.dataSource, new Date('2027-03-08T12:00:00+08:00'));
    await intake.tick();
    clock.advance({ minutes: 1 });
    expect(await write(await newAuthor())).toMatchObject({ status: 'accepted' });
  });
});
