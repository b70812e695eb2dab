import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { UnitOfWork } from '@huiyin/platform';
import { findingsOf, readOperationsFacts } from '@huiyin/operations';
import { environmentWith } from '../../config/env.js';
import { seedDemo } from '../../apps/cli/seed/demo-seed.js';
import { BuiltProgram } from '../support/built-program.js';
import { freePort } from '../support/free-port.js';
import { MovableClock } from '../support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { testSettings } from '../support/test-settings.js';

/** Workers as they run for people, so the time is the machine's; only who looks at them may look from later. */
const NOW = new Date(Math.floor(performance.timeOrigin + performance.now()));

describe('a worker', () => {
  let database: TestDatabase;
  const workers: BuiltProgram[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    await seedDemo(new UnitOfWork(database.dataSource, new MovableClock(NOW.toISOString())));
  });
  afterAll(async () => {
    await Promise.all(workers.map(async (worker) => worker.end('SIGKILL')));
    await database.drop();
  });

  const startWorker = async (): Promise<BuiltProgram> => {
    const smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
    const worker = new BuiltProgram('worker', testSettings({ databaseUrl: database.url, smtpUrl }));
    workers.push(worker);
    await worker.hears(/worker ready/);
    return worker;
  };
  const facts = async (secondsFromNow = 0) => {
    const later = performance.timeOrigin + performance.now() + secondsFromNow * 1000;
    const clock = new MovableClock(new Date(later).toISOString());
    return new UnitOfWork(database.dataSource, clock).run({ kind: 'system', name: 'test' }, async (tx) =>
      readOperationsFacts(tx, () => clock.now()),
    );
  };
  const names = async () => (await facts()).workers.map(({ name }) => name.split(':')[1]);
  const codes = async (secondsFromNow: number) =>
    findingsOf(await facts(secondsFromNow)).map(({ code }) => code);

  it('is there while it works, missed when it is killed, and not missed when it is stopped', async () => {
    const [killed, stopped] = [await startWorker(), await startWorker()];
    expect((await names()).sort()).toEqual([String(killed.pid), String(stopped.pid)].sort());
    await killed.end('SIGKILL');
    expect(await stopped.end('SIGTERM')).toBe(0);
    expect(await names()).toEqual([String(killed.pid)]);
    expect(await codes(0)).not.toContain('workers-none');
    expect(await codes(45)).toContain('workers-none');
  });

  it('is missed by the doctor, too, who says what to do', async () => {
    await database.dataSource.query(`UPDATE worker_heartbeat SET seen_at = seen_at - interval '1 minute'`);
    const checkout = resolve(import.meta.dirname, '../..');
    const { status, stdout } = spawnSync(process.execPath, ['dist/apps/cli/main.js', 'doctor'], {
      cwd: checkout,
      encoding: 'utf8',
      env: environmentWith({
        DATABASE_URL: database.url,
        SMTP_URL: 'smtp://127.0.0.1:1',
        PUBLIC_URL: 'http://127.0.0.1:1',
        HUIYIN_MODE: 'demo',
        HUIYIN_HOME: checkout,
      }),
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ │ No worker is running +│ Nothing is recorded, reminded or sent by e-mail/);
    expect(stdout).toMatch(/✓ │ Schema/);
    expect(stdout).toMatch(/✗ │ Anonymous writing/);
  });

  it('cannot hide that no mail server takes its mails', async () => {
    await database.dataSource.query(
      `INSERT INTO ticket (id, number, kind, urgency, title, body, author_kind, author_person_id, state, department_id,
                           may_publish_wording, submitted_at, due_at, due_leg, version, chain_hash)
       SELECT gen_random_uuid(), 'HY-1', 'problem', 'ordinary', 'x', 'x', 'named', p.id, 'open', d.id, true, now(),
              now() + interval '1 day', 'answer', 1, decode(repeat('00', 32), 'hex')
         FROM person p, department d WHERE p.employee_number = 'A1001' AND d.head_id IS NOT NULL LIMIT 1`,
    );
    await database.dataSource.query(
      `INSERT INTO mail (id, ticket_id, event_version, kind, recipient_person_id, department_id, message_id, state,
                         next_attempt_at, created_at)
       SELECT gen_random_uuid(), t.id, 1, 'dispatched', d.head_id, d.id, '<a@b>', 'queued', now() - interval '1 minute', now()
         FROM ticket t JOIN department d ON d.id = t.department_id`,
    );
    const worker = await startWorker();
    // The first attempt comes with the first sweep of the mails.
    for (;;) {
      const [row]: { failures: number }[] = await database.dataSource.query(`SELECT failures FROM mail`);
      if ((row?.failures ?? 0) > 0) break;
    }
    expect((await facts()).mails).toMatchObject({ due: 1, dead: 0, lastAcceptedAt: null });
    const HOURS = 3_600;
    expect(await codes(HOURS / 2)).not.toContain('mails-stalled');
    expect(await codes(2 * HOURS)).toContain('mails-stalled');
    await worker.end();
  });
});
