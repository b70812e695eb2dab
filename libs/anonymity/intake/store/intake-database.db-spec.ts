import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { tokenDigest } from '../../token/token-verifier.js';
import { TokenSafe } from '../token-safe.js';
import { IntakeDatabase, type Batch, type ReadyFollowUp, type ReadyTicket } from './intake-database.js';

let database: TestDatabase;
let intake: IntakeDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'huiyin-keys-'));
  intake = new IntakeDatabase(database.intakeUrl, new TokenSafe(folder));
});

afterAll(async () => {
  await intake.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  const tables = ['released_ticket', 'release_day', 'alarm', 'redeemed_token', 'held_tokens'];
  await database.dataSource.query(`TRUNCATE ${tables.map((name) => `intake.${name}`).join()} CASCADE`);
});

const text = (length: number): string => randomBytes(length).toString('base64url');
const head = (authorKey: string, sequence: number): ReadyFollowUp['head'] => ({
  ...{ type: sequence === 0 ? 'ticket' : 'follow-up', authorKey, sequence, token: null },
  ...{ contentHash: text(32), earliest: 1, slot: '2025-01-01' },
});

const ticket = (authorKey: string, week = '2025-W01'): ReadyTicket => ({
  head: { ...head(authorKey, 0), token: { week, random: text(32), signature: text(256) } },
  ticket: {
    ...{ kind: 'problem', urgency: 'ordinary', departmentId: '', title: '晚班没有热饭' },
    ...{ body: '夜班 21 点以后只能吃冷的。', mayPublishWording: false, ownDepartmentId: null },
  },
  ...{ sealKey: randomBytes(32), tagKey: randomBytes(16), pictures: [Buffer.from('picture')] },
});

const reply = (authorKey: string, sequence: number): ReadyFollowUp => ({
  head: head(authorKey, sequence),
  step: { command: 'reply', text: '还是冷的。' },
});

async function release(date: string, batch: Partial<Batch> = {}): Promise<void> {
  const nothing = { tickets: [], followUps: [], alarms: new Map<string, number>() };
  expect(await intake.release({ date, ...nothing, ...batch }, 0)).toBe(true);
}

const known = async (): Promise<string[]> =>
  (await intake.releasedAuthors()).map(({ authorKey, steps }) => `${authorKey} ${steps.length}`).sort();

describe('what the intake remembers of a released ticket', () => {
  it('is its text for ninety days, and its key as long as its author speaks within four hundred', async () => {
    const [silent, speaking] = [text(32), text(32)];
    const tickets = [ticket(silent), ticket(speaking)];
    await release('2025-01-01', { tickets, followUps: [reply(silent, 1), reply(speaking, 1)] });
    const texts = (): Promise<{ kept: number }[]> =>
      database.dataSource.query(
        `SELECT (SELECT count(*) FROM intake.released_ticket WHERE payload IS NOT NULL)::int
              + (SELECT count(*) FROM intake.released_picture)::int AS kept`,
      );
    await release('2025-04-01');
    expect(await texts()).toEqual([{ kept: 4 }]);
    await release('2025-04-02');
    expect(await texts()).toEqual([{ kept: 0 }]);

    await release('2025-06-01', { followUps: [reply(speaking, 2)] });
    const both = [`${silent} 1`, `${speaking} 2`].sort();
    await release('2026-02-05');
    expect(await known()).toEqual(both);
    await release('2026-02-06');
    expect(await known()).toEqual([`${speaking} 2`]);
    await release('2026-07-07');
    expect(await known()).toEqual([]);
    // What anybody may check stays.
    await intake.publishTokens('2026-07-13', '2026-W27');
    expect(await redeemed()).toHaveLength(2);
  });
});

interface Redeemed {
  readonly week: string;
  readonly digest: Buffer;
  readonly transaction: string;
}

const redeemed = (): Promise<Redeemed[]> =>
  database.dataSource.query(
    `SELECT week, digest, xmin::text AS transaction FROM intake.redeemed_token ORDER BY digest`,
  );

const digestOf = ({ head: { authorKey, token } }: ReadyTicket): Buffer =>
  tokenDigest(
    { week: token.week, random: Buffer.from(token.random, 'base64url') },
    Buffer.from(authorKey, 'base64url'),
  );

const keysKept = (): string[] => readdirSync(folder).sort();

describe('redeemed tokens', () => {
  it('of a Monday night do not tell which tickets of the batch came with one of the new week', async () => {
    // Until half past two on Monday few can have had a token of the week that has just begun.
    const [early, late, next] = [
      ticket(text(32), '2025-W09'),
      ticket(text(32), '2025-W10'),
      ticket(text(32), '2025-W10'),
    ];
    await intake.publishTokens('2025-02-24', '2025-W07');
    await release('2025-03-03', { tickets: [early, late] });
    await release('2025-03-04', { tickets: [next] });
    // Nothing of a token is written as it is as long as a release could be found beside it.
    const contents: { text: string }[] = await database.dataSource.query(
      `SELECT t::text AS text FROM intake.held_tokens t UNION ALL SELECT t::text FROM intake.redeemed_token t
        UNION ALL SELECT t::text FROM intake.released_ticket t`,
    );
    for (const one of [early, late, next]) {
      for (const part of [
        digestOf(one),
        Buffer.from(one.head.token.signature, 'base64url').subarray(0, 16),
      ]) {
        expect(contents.filter((row) => row.text.includes(part.toString('hex')))).toEqual([]);
      }
    }
    await intake.publishTokens('2025-03-17', '2025-W09');
    expect(await redeemed()).toEqual([]);
    await intake.publishTokens('2025-03-24', '2025-W10');
    expect(await redeemed()).toMatchObject([{ week: '2025-W09', digest: digestOf(early) }]);
    await intake.publishTokens('2025-03-31', '2025-W11');
    const published = await redeemed();
    expect(published.map(({ digest }) => digest.toString('hex')).sort()).toEqual(
      [early, late, next].map((one) => digestOf(one).toString('hex')).sort(),
    );
    // The days of a week are one transaction, and it is none of theirs.
    const tenth = published.filter(({ week }) => week === '2025-W10').map(({ transaction }) => transaction);
    expect(new Set(tenth).size).toBe(1);
    const releases: { transaction: string }[] = await database.dataSource.query(
      `SELECT DISTINCT xmin::text AS transaction FROM intake.released_ticket`,
    );
    expect(releases.filter(({ transaction }) => transaction === tenth[0])).toEqual([]);
  });

  it('of a week that has been published are never more, whatever comes later', async () => {
    const [inTime, late] = [ticket(text(32), '2025-W10'), ticket(text(32), '2025-W10')];
    await release('2025-03-04', { tickets: [inTime] });
    await intake.publishTokens('2025-03-24', '2025-W11');
    const published = await redeemed();
    expect(published).toMatchObject([{ digest: digestOf(inTime) }]);
    // It could not be read until somebody mended the program.
    await release('2025-04-01', { tickets: [late] });
    for (const first of ['2025-W10', '2025-W11', '2025-W12', '2025-W13']) {
      await intake.publishTokens('2025-04-14', first);
    }
    expect(await redeemed()).toEqual(published);
    expect(await database.dataSource.query(`SELECT kind, count FROM intake.alarm`)).toEqual([
      { kind: 'tokens-late', count: 1 },
    ]);
  });

  it('are there once when a release is given again, fails, or dies before its key is settled', async () => {
    const [first, second] = [ticket(text(32), '2025-W10'), ticket(text(32), '2025-W10')];
    await release('2025-03-04', { tickets: [first] });
    expect(keysKept()).toEqual(['held-tokens-2025-W10.key']);
    await release('2025-03-05', { tickets: [first, second] });
    // Of the next week, and rolled back: its key is made and nothing was sealed with it.
    const broken = { ...ticket(text(32), '2025-W10'), pictures: [null as unknown as Buffer] };
    await expect(
      intake.release({ date: '2025-03-10', tickets: [broken], followUps: [], alarms: new Map() }, 0),
    ).rejects.toThrow();
    const other = new IntakeDatabase(database.intakeUrl, new TokenSafe(folder));
    await other.publishTokens('2025-03-24', '2025-W11');
    expect(keysKept()).toEqual(['held-tokens-2025-W13.key']);
    await other.close();
    expect(await redeemed()).toHaveLength(2);
  });

  it('whose key was lost are counted, and hold up nobody', async () => {
    await release('2025-03-04', { tickets: [ticket(text(32), '2025-W10'), ticket(text(32), '2025-W10')] });
    for (const name of keysKept()) rmSync(join(folder, name));
    const last = ticket(text(32), '2025-W10');
    await release('2025-03-05', { tickets: [last] });
    await release('2025-03-06');
    await intake.publishTokens('2025-03-24', '2025-W11');
    expect(await redeemed()).toMatchObject([{ digest: digestOf(last) }]);
    expect(
      await database.dataSource.query(`SELECT noticed_on::text AS on, kind, count FROM intake.alarm`),
    ).toEqual([{ on: '2025-03-05', kind: 'tokens-lost', count: 2 }]);
  });
});
