import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { SmtpSender } from '@huiyin/notification';
import { appendEvents, EMPTY_CHAIN, EventFollower, Log, SystemClock, UnitOfWork } from '@huiyin/platform';
import { AnonymousAuthor } from '../../../test/support/anonymous-author.js';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { TestMailServer } from '../../../test/support/test-mail-server.js';
import { testSettings } from '../../../test/support/test-settings.js';
import { findingsOf, keysOf } from '../domain/findings.js';
import { readOperationsFacts } from '../store/operations-facts.queries.js';
import { OperationsWatch } from './operations-watch.js';
import { WorkerHeartbeat } from './worker-heartbeat.js';

/** The database keeps real time, so the clocks of these tests stay near it. */
let start: Date;
const ACTOR = { kind: 'system', name: 'test' } as const;

let database: TestDatabase;
let clock: MovableClock;
let unitOfWork: UnitOfWork;
let mailServer: TestMailServer;
const settings = (smtpUrl: string) => testSettings({ databaseUrl: database.url, smtpUrl });

beforeEach(async () => {
  [database, mailServer] = await Promise.all([createTestDatabase(), TestMailServer.start()]);
  start = new SystemClock().now();
  clock = new MovableClock(start.toISOString());
  unitOfWork = new UnitOfWork(database.dataSource, clock);
  // A calendar without years has none that is not settled yet, whatever the true date is.
  await run(
    `INSERT INTO calendar_version (calendar_id, version, time_zone, weekly, created_at)
     SELECT calendar_id, version + 1, time_zone, weekly, now() FROM calendar_version`,
  );
});
afterEach(async () => {
  await Promise.all([database.drop(), mailServer.stop()]);
});

async function facts() {
  return unitOfWork.run(ACTOR, async (tx) => readOperationsFacts(tx, () => clock.now()));
}

/** The tests move only one of two clocks. */
const BY_THE_TRUE_DATE = /clocks-differ/;

/** What is wrong besides. */
async function wrong(): Promise<string[]> {
  return keysOf(findingsOf(await facts())).filter((key) => !BY_THE_TRUE_DATE.test(key));
}

async function run(sql: string, parameters: readonly unknown[] = []): Promise<void> {
  await database.dataSource.query(sql, [...parameters]);
}

const heartbeat = (): WorkerHeartbeat => new WorkerHeartbeat(unitOfWork, new Log(settings('')));

function watch(smtpUrl = mailServer.url): { look: () => Promise<boolean>; lines: string[]; end: () => void } {
  const given = settings(smtpUrl);
  const lines: string[] = [];
  const log = new Log(given);
  const keep = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  Object.assign(log, { error: keep('error'), warn: keep('warn'), log: keep('info') });
  const sender = new SmtpSender(given);
  const watching = new OperationsWatch(unitOfWork, sender, given, log);
  return { look: () => watching.look(), lines, end: () => sender.onApplicationShutdown() };
}

async function administrator(email: string, locale: string): Promise<void> {
  await run(
    `INSERT INTO person (id, employee_number, name, email, locale, roles, must_change_password, created_at, updated_at,
                         version, head_hash)
     VALUES ($1, $2, 'Somebody', $3, $4, '{administrator}', false, now(), now(), 1, decode(repeat('00', 32), 'hex'))`,
    [randomUUID(), `S-${email.slice(0, 4)}`, email, locale],
  );
}

async function mail(given: {
  state: string;
  nextAt?: Date;
  firstAt?: Date;
  diedAt?: Date;
  sentAt?: Date;
}): Promise<void> {
  await run(
    `INSERT INTO mail (id, ticket_id, event_version, kind, recipient_person_id, message_id, state, next_attempt_at,
                       attempts, first_attempt_at, last_attempt_at, sent_at, created_at)
     VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'dispatched', gen_random_uuid(), '<a@b>', $1, $2, $3, $4, $5, $6, $7)`,
    [
      given.state,
      given.nextAt ?? null,
      given.firstAt ? 1 : 0,
      given.firstAt ?? null,
      given.diedAt ?? null,
      given.sentAt ?? null,
      clock.now(),
    ],
  );
}

const later = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1000);

async function somethingHappens(): Promise<void> {
  await unitOfWork.run(ACTOR, async (tx) => {
    await appendEvents(tx, { type: 'test', id: randomUUID(), head: EMPTY_CHAIN }, [
      // Dated long ago, as what a worker catches up with is.
      { type: 'test.happened', data: {}, at: new Date('2020-01-01T00:00:00Z') },
    ]);
  });
}

describe('the anonymous side', () => {
  it('alarms when what it released long ago was never taken over, and says what it noticed', async () => {
    await heartbeat().beat('host:1', '1.0');
    const author = await AnonymousAuthor.make(run);
    const id = await author.submit('2026-03-02', { departmentId: 'any' });
    await run(`INSERT INTO intake.release_day VALUES ('2026-03-10', 1, 0)`);
    await run(`INSERT INTO intake.alarm VALUES ('2026-03-03', 'failed', 9), ('2026-03-10', 'unopened', 2)`);
    expect(await wrong()).toEqual([]);
    await run(`INSERT INTO intake.release_day VALUES ('2026-03-11', 1, 0)`);
    await run(`INSERT INTO intake.alarm VALUES ('2026-03-11', 'tokens-lost', 3)`);
    expect(await wrong()).toEqual(['alarm messages-lost', 'attention intake-faults']);
    expect((await facts()).intake).toMatchObject({
      ...{ lost: 1, faults: 3 },
      oldestLostOn: new Date('2026-03-02T00:00:00+08:00'),
    });
    await run(`INSERT INTO admitted_release VALUES ($1, '2026-03-02', 'submitted')`, [id]);
    await run(`INSERT INTO intake.release_day VALUES ('2026-03-18', 1, 0)`);
    expect(await wrong()).toEqual([]);
  });
});

describe('workers', () => {
  it('are missed when they are killed, and not when they end as they should', async () => {
    expect(await wrong()).toEqual(['alarm workers-none']);
    const [killed, well] = [heartbeat(), heartbeat()];
    await killed.beat('host:1', '1.0');
    await well.beat('host:2', '1.0');
    expect(await wrong()).toEqual([]);
    clock.advance({ seconds: 40 });
    await well.beat('host:2', '1.0');
    expect(await wrong()).toEqual(['attention workers-gone']);
    expect((await facts()).workers.map(({ name, seenAt }) => [name, seenAt])).toEqual([
      ['host:1', start],
      ['host:2', clock.now()],
    ]);
    await well.onModuleDestroy();
    expect(await wrong()).toEqual(['alarm workers-none']);
    clock.advance({ hours: 2 });
    await heartbeat().beat('host:3', '1.0');
    expect((await facts()).workers.map(({ name }) => name)).toEqual(['host:3']);
  });
});

describe('stuck states', () => {
  beforeEach(async () => heartbeat().beat('host:1', '1.0'));

  it('tells steps of clocks that nobody records, and what comes next', async () => {
    const clockAt = async (at: Date, leg: string): Promise<void> =>
      run(
        `INSERT INTO clock (id, ticket_id, leg, round, state, policy_version, calendar_id, calendar_version,
                            target_seconds, started_at, due_at, next_step_at, version, chain_hash)
         SELECT gen_random_uuid(), gen_random_uuid(), $2, 1, 'running', 1, c.id, 1, 60, $1, $1, $1, 1,
                decode(repeat('00', 32), 'hex') FROM calendar c WHERE c.is_default`,
        [at, leg],
      );
    await clockAt(later(-400), 'answer');
    await clockAt(later(-100), 'answer');
    await clockAt(later(50), 'answer');
    expect((await facts()).sweep).toEqual({
      due: 2,
      oldestDueAt: later(-400),
      nextDueAt: later(50),
      oldestSilenceAt: null,
    });
    expect(await wrong()).toEqual(['alarm sweep-behind']);
    await run(`UPDATE clock SET next_step_at = NULL`);
    await clockAt(later(-600), 'confirmation');
    await run(`UPDATE clock SET next_step_at = NULL`);
    expect(await wrong()).toEqual(['attention silence-behind']);
  });

  it('tells a follower that stands still by when events were written, whatever date they bear', async () => {
    const [events, worker] = [new EventFollower(unitOfWork), heartbeat()];
    await somethingHappens();
    const follow = () => events.advance('notification', async () => undefined);
    const passed = async () => (await facts()).followers[0]?.unread === 0;
    // Other tests on this server hold the newest events back for a moment.
    do await follow();
    while (!(await passed()));
    clock.advance({ hours: 60 });
    await worker.beat('host:1', '1.0');
    // After a quiet weekend an event of 2020 is written: nobody is late yet.
    await somethingHappens();
    expect((await facts()).followers).toMatchObject([{ name: 'notification', unread: 1, unreadSince: null }]);
    const { look, end } = watch();
    await look();
    const written = clock.now();
    clock.advance({ minutes: 11 });
    await worker.beat('host:1', '1.0');
    expect((await facts()).followers).toMatchObject([{ unread: 1, unreadSince: written }]);
    expect(await wrong()).toEqual(['alarm follower-behind notification']);
    do await follow();
    while (!(await passed()));
    expect(await wrong()).toEqual([]);
    end();
  });

  it('tells mail that does not flow, but not mail that waits for the morning', async () => {
    await mail({ state: 'queued', nextAt: later(36_000) });
    await mail({ state: 'sent', sentAt: later(-60) });
    expect((await facts()).mails).toMatchObject({ due: 0, later: 1, lastAcceptedAt: later(-60) });
    await mail({ state: 'failed', nextAt: later(600), firstAt: later(-7_200) });
    await mail({ state: 'sending', nextAt: later(30), firstAt: later(-10) });
    expect((await facts()).mails).toMatchObject({ due: 2, claimed: 1, oldestDueAt: later(-7_200) });
    expect(await wrong()).toEqual(['attention mails-stalled']);
    await run(`UPDATE mail SET sent_at = sent_at - interval '1 day' WHERE state = 'sent'`);
    expect(await wrong()).toEqual(['alarm mails-stalled']);
  });

  it('tells mails that were given up until somebody has seen them', async () => {
    await mail({ state: 'dead', diedAt: later(-90_000) });
    await mail({ state: 'dead', diedAt: later(-60) });
    expect(await wrong()).toEqual(['alarm mails-dead']);
    await run(
      `INSERT INTO dead_letter_acknowledgement VALUES (gen_random_uuid(), $1, gen_random_uuid(), now())`,
      [later(-3_600)],
    );
    expect((await facts()).mails).toMatchObject({ dead: 2, deadUnacknowledged: 1, oldestDeadAt: later(-60) });
    expect(await wrong()).toEqual(['attention mails-dead']);
  });

  it('tells jobs whose worker went silent, and those that failed', async () => {
    await run(`SELECT pgboss.create_queue('test', '{"policy":"short"}')`);
    const job = async (state: string, secondsAgo: number): Promise<void> =>
      run(
        `INSERT INTO pgboss.job (name, state, singleton_key, started_on, heartbeat_on, heartbeat_seconds, expire_seconds,
                                 completed_on)
         VALUES ('test', $1::text::pgboss.job_state, $2, now() - $3 * interval '1 second', now() - $3 * interval '1 second', 10, 300,
                 CASE WHEN $1::text = 'failed' THEN now() - $3 * interval '1 second' END)`,
        [state, randomUUID(), secondsAgo],
      );
    await job('active', 20);
    await job('failed', 4_000);
    expect((await facts()).jobs).toMatchObject({ active: 1, lost: 0, failed: 0 });
    await job('active', 130);
    await job('failed', 60);
    expect((await facts()).jobs).toMatchObject({ active: 2, lost: 1, failed: 1 });
    expect(await wrong()).toEqual(['attention jobs-failed', 'attention jobs-lost']);
  });

  it('tells how old the oldest transaction is, and does not wait for what another one holds', async () => {
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM clock LIMIT 1 FOR UPDATE');
    await holder.query('LOCK TABLE event_subscriber IN ROW EXCLUSIVE MODE');
    expect((await facts()).database.oldestTransactionSeconds).toBeGreaterThan(0);
    await holder.query('ROLLBACK');
    await holder.query('BEGIN; LOCK TABLE mail IN ACCESS EXCLUSIVE MODE');
    await expect(facts()).rejects.toThrow(/statement timeout/);
    await holder.end();
    expect(await wrong()).toEqual([]);
  });
});

describe('the watch', () => {
  // It also compares clocks, so here time passes by making everything older.
  beforeEach(() => {
    unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
  });

  async function pass(time: { seconds?: number; minutes?: number }): Promise<void> {
    const seconds = (time.seconds ?? 0) + (time.minutes ?? 0) * 60;
    for (const [table, columns] of [
      ['worker_heartbeat', ['seen_at', 'started_at']],
      ['event_mark', ['at']],
      ['operations_state', ['at', 'alarms_since', 'mail_tried_at', 'mailed_at']],
    ] as const) {
      const changes = columns.map((column) => `${column} = ${column} - $1 * interval '1 second'`);
      await run(`UPDATE ${table} SET ${changes.join(', ')}`, [seconds]);
    }
  }

  const told = (): (string | undefined)[] =>
    mailServer.mails.map((item) => /^Subject: (.*)$/m.exec(item.source)?.[1]);

  it('logs each change once, whoever looks, and mails what lasts', async () => {
    await administrator('adam@example.test', 'en');
    await administrator('vera@example.test', 'en');
    const [one, two] = [watch(), watch()];
    const look = async (): Promise<void> => {
      const looked = [await one.look(), await two.look()];
      expect(looked.filter(Boolean)).toHaveLength(1);
    };
    await look();
    expect([...one.lines, ...two.lines]).toEqual(['error operations: alarm']);
    await pass({ seconds: 90 });
    await look();
    expect(told()).toEqual([]);
    await pass({ seconds: 30 });
    await look();
    expect(told()).toEqual(['Huiyin: something stands still', 'Huiyin: something stands still']);
    expect(mailServer.mails.flatMap((item) => item.recipients).sort()).toEqual([
      'adam@example.test',
      'vera@example.test',
    ]);
    const [letter] = mailServer.mails;
    expect(letter?.source).toContain('No worker is running');
    expect(letter?.source).not.toContain('Somebody');
    await pass({ minutes: 180 });
    await look();
    expect(told()).toHaveLength(2);

    await heartbeat().beat('host:1', '1.0');
    await pass({ seconds: 21 });
    await look();
    await pass({ minutes: 3 });
    await heartbeat().beat('host:1', '1.0');
    await look();
    expect(told().slice(2)).toEqual(['Huiyin: all is running again', 'Huiyin: all is running again']);
    one.end();
    two.end();
  });

  it('says nothing about a restart', async () => {
    await administrator('adam@example.test', 'en');
    const watching = watch();
    await heartbeat().beat('host:1', '1.0');
    await watching.look();
    await pass({ seconds: 40 });
    await watching.look();
    await heartbeat().beat('host:2', '1.0');
    await pass({ seconds: 21 });
    await watching.look();
    await pass({ minutes: 5 });
    await heartbeat().beat('host:2', '1.0');
    await watching.look();
    expect(watching.lines).toEqual(['error operations: alarm', 'warn operations: attention']);
    expect(told()).toEqual([]);
    watching.end();
  });

  it('tries again where the mail server stands still as well', async () => {
    await administrator('adam@example.test', 'en');
    const watching = watch();
    await watching.look();
    await pass({ minutes: 5 });
    mailServer.plan({ kind: 'refuse', code: 451, text: 'later' });
    await watching.look();
    expect(watching.lines).toContain('warn an alarm could not be mailed');
    await pass({ minutes: 4 });
    await watching.look();
    expect(told()).toEqual([]);
    await pass({ minutes: 2 });
    await watching.look();
    expect(told()).toEqual(['Huiyin: something stands still']);
    watching.end();
  });
});
