import { randomUUID } from 'node:crypto';
import { IssuerKeys } from '@huiyin/anonymity';
import { Jobs, Log, UnitOfWork } from '@huiyin/platform';
import { MovableClock } from '../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { testSettings } from '../../test/support/test-settings.js';
import { Housekeeping } from './housekeeping.js';

describe('Housekeeping', () => {
  let database: TestDatabase;
  let jobs: Jobs;
  let housekeeping: Housekeeping;
  const clock = new MovableClock('2026-03-02T09:00:00+08:00');

  beforeAll(async () => {
    database = await createTestDatabase();
    const settings = testSettings({ databaseUrl: database.url });
    jobs = new Jobs(settings, new Log(settings));
    const log = new Log(settings);
    const unitOfWork = new UnitOfWork(database.dataSource, clock);
    housekeeping = new Housekeeping(jobs, unitOfWork, new IssuerKeys(unitOfWork, log));
  });
  afterAll(async () => {
    await jobs.beforeApplicationShutdown();
    await database.drop();
  });

  async function keys(): Promise<string[]> {
    const rows: { key: string }[] = await database.dataSource.query(
      `SELECT key FROM idempotency_key ORDER BY key`,
    );
    return rows.map((row) => row.key);
  }

  it('forgets what a client asked for more than two days ago', async () => {
    for (const [key, hoursAgo] of [
      ['old', 49],
      ['young', 47],
    ] as const) {
      await database.dataSource.query(`INSERT INTO idempotency_key VALUES ($1, $2, '\\x00', '{}', $3)`, [
        randomUUID(),
        key,
        new Date(clock.now().getTime() - hoursAgo * 3_600_000),
      ]);
    }
    await housekeeping.run();
    expect(await keys()).toEqual(['young']);
  });

  it('is called every night, however often workers start', async () => {
    jobs.startWorking();
    await housekeeping.start();
    await housekeeping.start();
    const schedules: unknown = await database.dataSource.query(
      `SELECT name, cron, timezone FROM pgboss.schedule`,
    );
    expect(schedules).toEqual([{ name: 'housekeeping', cron: '17 3 * * *', timezone: 'Asia/Shanghai' }]);
  });
});
