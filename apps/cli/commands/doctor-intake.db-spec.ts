import { AnonymousAuthor } from '../../../test/support/anonymous-author.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { examineAlarms, examineReleases } from './doctor-intake.js';

describe('the doctor', () => {
  let database: TestDatabase;
  const run = (sql: string, parameters: readonly unknown[] = []): Promise<unknown> =>
    database.dataSource.query(sql, [...parameters]);

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('finds what was released long ago and never taken over', async () => {
    expect(await examineReleases(database.dataSource)).toMatchObject({ isGood: true });
    const author = await AnonymousAuthor.make(run);
    const id = await author.submit('2026-03-02', { departmentId: 'any' });
    await run(`INSERT INTO intake.release_day VALUES ('2026-03-10', 1, 0)`);
    expect(await examineReleases(database.dataSource)).toMatchObject({ isGood: true });
    await run(`INSERT INTO intake.release_day VALUES ('2026-03-11', 1, 0)`);
    expect(await examineReleases(database.dataSource)).toMatchObject({
      isGood: false,
      details: expect.stringContaining('1 released and never taken over, the oldest on 2026-03-02') as string,
    });
    await run(`INSERT INTO admitted_release VALUES ($1, '2026-03-02', 'submitted')`, [id]);
    expect(await examineReleases(database.dataSource)).toMatchObject({ isGood: true });
  });

  it('reads out what the intake noticed in the last week, and marks what is a fault', async () => {
    expect(await examineAlarms(database.dataSource)).toMatchObject({
      isGood: true,
      details: 'none in the last week',
    });
    await run(`INSERT INTO intake.alarm VALUES ('2026-03-01', 'failed', 9), ('2026-03-10', 'unopened', 2)`);
    expect(await examineAlarms(database.dataSource)).toEqual({
      isGood: true,
      isNote: false,
      details: '2 envelopes that were not sealed to a key of ours',
    });
    await run(
      `INSERT INTO intake.alarm VALUES ('2026-03-10', 'tokens-lost', 3), ('2026-03-11', 'unopened', 5)`,
    );
    const { isNote, details } = await examineAlarms(database.dataSource);
    expect(isNote).toBe(true);
    expect(details).toMatch(/^3 redeemed tokens .*; 7 envelopes/);
  });
});
