import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { examineAlarms } from './doctor-intake.js';

describe('the doctor', () => {
  let database: TestDatabase;
  const run = (sql: string, parameters: readonly unknown[] = []): Promise<unknown> =>
    database.dataSource.query(sql, [...parameters]);

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('reads out what the intake noticed in the last week', async () => {
    expect(await examineAlarms(database.dataSource)).toMatchObject({
      isGood: true,
      details: 'none in the last week',
    });
    await run(`INSERT INTO intake.release_day VALUES ('2026-03-11', 0, 0)`);
    await run(`INSERT INTO intake.alarm VALUES ('2026-03-01', 'failed', 9), ('2026-03-10', 'unopened', 2)`);
    expect(await examineAlarms(database.dataSource)).toEqual({
      isGood: true,
      isNote: true,
      details: '2 envelopes that were not sealed to a key of ours',
    });
    await run(
      `INSERT INTO intake.alarm VALUES ('2026-03-10', 'tokens-lost', 3), ('2026-03-11', 'unopened', 5)`,
    );
    const { details } = await examineAlarms(database.dataSource);
    expect(details).toMatch(/^3 redeemed tokens .*; 7 envelopes/);
  });
});
