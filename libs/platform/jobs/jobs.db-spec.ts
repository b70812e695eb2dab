import { type TestDatabase, createTestDatabase } from '../../../test/support/test-database.js';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { testSettings } from '../../../test/support/test-settings.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log } from '../logging/log.js';
import { Jobs } from './jobs.js';

const QUEUE = { name: 'specimen' };
const SYSTEM = { kind: 'system', name: 'test' } as const;

describe('Jobs', () => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let opened: Jobs[];

  beforeAll(async () => {
    database = await createTestDatabase();
    unitOfWork = new UnitOfWork(database.dataSource, new MovableClock('2026-03-02T09:00:00+08:00'));
  });
  afterAll(async () => {
    await database.drop();
  });
  beforeEach(() => {
    opened = [];
  });
  afterEach(async () => {
    for (const jobs of opened) await jobs.beforeApplicationShutdown();
    await database.dataSource.query(`DELETE FROM pgboss.job`);
  });

  function open(): Jobs {
    const settings = testSettings({ databaseUrl: database.url });
    const jobs = new Jobs(settings, new Log(settings));
    opened.push(jobs);
    return jobs;
  }

  async function waiting(): Promise<number> {
    const rows: { count: number }[] = await database.dataSource.query(
      `SELECT count(*)::int AS count FROM pgboss.job WHERE name = $1 AND state = 'created'`,
      [QUEUE.name],
    );
    return rows[0]?.count ?? -1;
  }

  it('keeps a job exactly when the transaction that asked for it is kept', async () => {
    const jobs = open();
    const undone = unitOfWork.run(SYSTEM, async (tx) => {
      await jobs.enqueue(tx, QUEUE, [{ key: 'a', data: { number: 1 } }]);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await waiting()).toBe(0);
    await unitOfWork.run(SYSTEM, async (tx) => jobs.enqueue(tx, QUEUE, [{ key: 'a', data: { number: 1 } }]));
    expect(await waiting()).toBe(1);
  });

  it('lets calls with the same key not pile up', async () => {
    const jobs = open();
    for (let round = 0; round < 3; round++) {
      await unitOfWork.run(SYSTEM, async (tx) =>
        jobs.enqueue(tx, QUEUE, [
          { key: 'same', data: { number: round } },
          { key: `own ${round}`, data: { number: round } },
        ]),
      );
    }
    expect(await waiting()).toBe(4);
  });

  it('hands over what another process enqueued, and again what a handler failed to do', async () => {
    const api = open();
    const worker = open();
    worker.startWorking();
    const seen: number[] = [];
    let failures = 1;
    const done = new Promise<void>((resolve) => {
      void worker.work<{ number: number }>(QUEUE, { batchSize: 10 }, async (batch) => {
        if (failures-- > 0) throw new Error('not this time');
        seen.push(...batch.map((job) => job.number));
        if (seen.length === 3) resolve();
        return Promise.resolve();
      });
    });
    await unitOfWork.run(SYSTEM, async (tx) =>
      api.enqueue(
        tx,
        QUEUE,
        [1, 2, 3].map((number) => ({ key: String(number), data: { number } })),
      ),
    );
    await done;
    expect(seen.sort()).toEqual([1, 2, 3]);
  });

  it('goes on working when the database has thrown it out', async () => {
    const worker = open();
    worker.startWorking();
    const waiting = new Map<number, () => void>();
    await worker.work<{ number: number }>(QUEUE, { batchSize: 10 }, async (batch) => {
      // One whose end was not written down comes once more.
      for (const job of batch) waiting.get(job.number)?.();
      return Promise.resolve();
    });
    for (const number of [1, 2, 3]) {
      await database.dataSource.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'huiyin-jobs'`,
      );
      const received = new Promise<void>((resolve) => waiting.set(number, resolve));
      await unitOfWork.run(SYSTEM, async (tx) =>
        worker.enqueue(tx, QUEUE, [{ key: String(number), data: { number } }]),
      );
      await received;
    }
  });
});
