import { randomBytes, randomUUID } from 'node:crypto';
import { UnitOfWork } from '@huiyin/platform';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { housekeepAnonymity } from '../housekeeping.js';
import { RedeemedTokens } from './redeemed-tokens.queries.js';
import { WeeklyCounts } from './weekly-counts.queries.js';

describe('redeemed tokens', () => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let counts: WeeklyCounts;
  let tokens: RedeemedTokens;
  const clock = new MovableClock('2026-03-02T09:00:00+08:00');

  beforeAll(async () => {
    database = await createTestDatabase();
    unitOfWork = new UnitOfWork(database.dataSource, clock);
    counts = new WeeklyCounts(unitOfWork);
    tokens = new RedeemedTokens(unitOfWork, counts);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    clock.moveTo('2026-03-02T09:00:00+08:00');
    await database.dataSource.query(
      `TRUNCATE token_issuance, token_issuance_total, intake.redeemed_token, intake.held_tokens`,
    );
    await publishedBefore('2026-W30');
  });

  /** What the intake says that it has done. */
  const publishedBefore = (week: string): Promise<unknown> =>
    database.dataSource.query(
      `INSERT INTO intake.held_tokens (published_before, key_week, sealed) VALUES ($1, $1, '')
       ON CONFLICT (is_only) DO UPDATE SET published_before = $1`,
      [week],
    );

  const issueTo = async (people: number, week: string, each = 1): Promise<void> => {
    for (let n = 0; n < people; n++) {
      await database.dataSource.query(`INSERT INTO token_issuance VALUES ($1, $2, $3)`, [
        week,
        randomUUID(),
        each,
      ]);
    }
  };
  const redeem = async (count: number, week: string): Promise<void> => {
    for (let n = 0; n < count; n++) {
      await database.dataSource.query(`INSERT INTO intake.redeemed_token VALUES ($1, $2, $3)`, [
        week,
        randomBytes(48),
        randomBytes(256),
      ]);
    }
  };
  const weeksOf = async (isComplete = false): Promise<string[]> => {
    const { weeks } = await tokens.ofYear('2026', isComplete);
    return weeks.map(({ week, tokens: published }) => `${week} ${published.length}`);
  };

  it('are published when nobody can spend one of that week any more, and not an hour before', async () => {
    await issueTo(12, '2026-W10');
    await redeem(6, '2026-W10');
    for (const instant of [
      '2026-03-08T23:00:00+08:00',
      '2026-03-15T23:00:00+08:00',
      '2026-03-22T23:00:00+08:00',
    ]) {
      clock.moveTo(instant);
      expect(await weeksOf(true)).toEqual([]);
      expect(await counts.shown()).toEqual([]);
    }
    clock.moveTo('2026-03-23T00:00:00+08:00');
    expect(await weeksOf()).toEqual(['2026-W10 6']);
    expect((await counts.shown())[0]).toMatchObject({ issued: 12, people: 12, redeemed: 6 });
    await unitOfWork.run({ kind: 'system', name: 'test' }, housekeepAnonymity);
    expect(await weeksOf()).toEqual(['2026-W10 6']);
    expect(await tokens.ofYear('2025', true)).toEqual({ weeks: [], withheld: [] });
  });

  it('are not shown as all of a week before the intake has published them', async () => {
    await issueTo(12, '2026-W10');
    clock.moveTo('2026-03-23T00:00:00+08:00');
    for (const week of ['', '2026-W10']) {
      await publishedBefore(week);
      expect(await weeksOf(true)).toEqual([]);
      expect(await counts.shown()).toEqual([]);
    }
    await redeem(6, '2026-W10');
    await publishedBefore('2026-W11');
    expect(await weeksOf()).toEqual(['2026-W10 6']);
  });

  it('lie in the order of their digests, and tell nothing but week, digest and signature', async () => {
    await issueTo(300, '2026-W02');
    await redeem(200, '2026-W02');
    const { weeks } = await tokens.ofYear('2026', false);
    expect(Object.keys(weeks[0] ?? {}).sort()).toEqual(['issued', 'people', 'tokens', 'week']);
    const published = weeks[0]?.tokens ?? [];
    expect(published).toHaveLength(200);
    for (const token of published) expect(Object.keys(token)).toEqual(['digest', 'signature']);
    const digests = published.map(({ digest }) => Buffer.from(digest, 'base64url').toString('hex'));
    expect(digests).toEqual([...digests].sort());
    expect(published.every(({ digest, signature }) => digest.length === 64 && signature.length === 342)).toBe(
      true,
    );
  });

  it('of few people, few opinions or few who kept silent are kept back, save from whoever checks', async () => {
    await issueTo(4, '2026-W01', 5);
    await redeem(5, '2026-W01');
    await issueTo(20, '2026-W02');
    await redeem(4, '2026-W02');
    await issueTo(20, '2026-W03');
    await redeem(16, '2026-W03');
    await issueTo(20, '2026-W04');
    await redeem(5, '2026-W04');
    await issueTo(20, '2026-W05');
    expect(await weeksOf()).toEqual(['2026-W04 5', '2026-W05 0']);
    const { withheld } = await tokens.ofYear('2026', false);
    expect(withheld).toEqual(['2026-W01', '2026-W02', '2026-W03']);
    expect((await counts.shown()).map(({ week, issued, redeemed }) => [week, issued, redeemed])).toEqual([
      ['2026-W05', 20, 0],
      ['2026-W04', 20, 5],
      ['2026-W03', 20, null],
      ['2026-W02', 20, null],
      ['2026-W01', null, null],
    ]);
    expect(await weeksOf(true)).toEqual([
      '2026-W01 5',
      '2026-W02 4',
      '2026-W03 16',
      '2026-W04 5',
      '2026-W05 0',
    ]);
  });

  it('of a week in which none were issued show', async () => {
    await redeem(6, '2026-W05');
    expect(await weeksOf()).toEqual(['2026-W05 6']);
    expect((await counts.shown())[0]).toMatchObject({ week: '2026-W05', issued: 0, people: 0, redeemed: 6 });
  });
});
