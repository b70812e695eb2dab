import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { environmentWith } from '../../config/env.js';
import { median, percentile } from './load.js';
import { Stage } from './stage.js';

const SWEEP = `SELECT id FROM clock WHERE next_step_at <= now() ORDER BY next_step_at LIMIT 200 FOR UPDATE SKIP LOCKED`;
const AT_ONCE = 10_000;
const STEADY_SECONDS = 20;
const STEADY_PER_SECOND = 100;
/** Enough to prepare ten thousand clocks among a million. */
const LEAD_SECONDS = 20;

/** Open clocks of the answer leg, their next step a year or more away. */
async function openClocks(stage: Stage, from: number, to: number): Promise<void> {
  await stage.pool.query(
    `INSERT INTO clock (id, ticket_id, leg, round, state, policy_version, calendar_id, calendar_version, target_seconds,
                        started_at, due_at, next_step_at, version, chain_hash)
     SELECT gen_random_uuid(), gen_random_uuid(), 'answer', 1, 'running', 1, c.id, 1, 135000, now(),
            now() + interval '1 year' + n * interval '1 second', now() + interval '1 year' + n * interval '1 second', 1,
            decode(repeat('00', 32), 'hex')
       FROM generate_series($1::int, $2::int) n, (SELECT id FROM calendar WHERE is_default) c`,
    [from, to],
  );
  await stage.pool.query('VACUUM ANALYZE clock');
}

/** Database time of a sweep that finds nothing, in milliseconds: planning and execution as PostgreSQL tells them. */
async function idleSweep(stage: Stage): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 50; round++) {
    const { rows } = await stage.pool.query<{
      'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }];
    }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${SWEEP}`);
    const plan = rows[0]?.['QUERY PLAN'][0];
    times.push((plan?.['Planning Time'] ?? Number.NaN) + (plan?.['Execution Time'] ?? Number.NaN));
  }
  return median(times);
}

/**
 * Lets clocks come to the last step of their ladder, the first of them at an instant ahead, the others after it at even
 * distances. The due instant is set to the same, because the event repeats it: what is read there tells how late the
 * step was recorded.
 *
 * @param leadSeconds long enough to prepare them all: what is due before it is there would be measured wrongly
 * @returns the first instant
 */
async function letFallDue(
  stage: Stage,
  count: number,
  leadSeconds: number,
  spacingSeconds: number,
): Promise<Date> {
  const { rows } = await stage.pool.query<{ at: Date }>(
    `SELECT date_trunc('milliseconds', clock_timestamp()) + $1::float8 * interval '1 second' AS at`,
    [leadSeconds],
  );
  const first = rows[0]?.at;
  await stage.pool.query(
    `UPDATE clock c SET next_step_at = $2::timestamptz + picked.n * $3::float8 * interval '1 second',
                        due_at = $2::timestamptz + picked.n * $3::float8 * interval '1 second',
                        started_at = $2::timestamptz - interval '90 days', steps_recorded = 5
       FROM (SELECT id, row_number() OVER () - 1 AS n FROM clock WHERE steps_recorded = 0 AND next_step_at > now() + interval '300 days'
              LIMIT $1) picked WHERE c.id = picked.id`,
    [count, first, spacingSeconds],
  );
  const { rows: left } = await stage.pool.query<{ seconds: number }>(
    `SELECT extract(epoch FROM $1::timestamptz - clock_timestamp())::float8 AS seconds`,
    [first],
  );
  const seconds = left[0]?.seconds ?? 0;
  if (first === undefined || seconds <= 0)
    throw new Error(`${leadSeconds} s were too short to prepare ${count} clocks.`);
  await delay(seconds * 1_000);
  return first;
}

/** Steps recorded, and how long after an instant they were counted, by the clock of the database. */
async function recordedSince(stage: Stage, first: Date): Promise<{ count: number; seconds: number }> {
  const { rows } = await stage.pool.query<{ count: number; seconds: number }>(
    `SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - $1::timestamptz)::float8 AS seconds
       FROM event WHERE type = 'clock.step-reached'`,
    [first],
  );
  return rows[0] ?? { count: 0, seconds: 0 };
}

function startWorker(stage: Stage): () => Promise<void> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../apps/worker/main.js', import.meta.url))],
    {
      env: environmentWith({
        DATABASE_URL: stage.databaseUrl,
        SMTP_URL: 'smtp://127.0.0.1:1',
        HUIYIN_MODE: 'demo',
        LOG_LEVEL: 'error',
      }),
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  return () =>
    new Promise((ended) => {
      child.once('exit', () => ended());
      child.kill('SIGTERM');
    });
}

/** `npm run bench -- timers`: what a million sleeping clocks cost, and how soon due ones are recorded. */
export async function benchTimers(): Promise<void> {
  await using stage = await Stage.set();
  const table = new Table({
    head: ['timers', 'measured', 'required'],
    style: { head: [], border: [] },
  });
  await openClocks(stage, 1, 10_000);
  const small = await idleSweep(stage);
  await openClocks(stage, 10_001, 1_000_000);
  const large = await idleSweep(stage);
  table.push(
    ['sweep that finds nothing, 10 k clocks, ms of database time', small.toFixed(2), ''],
    ['sweep that finds nothing, 1 M clocks, ms of database time', large.toFixed(2), '< 10, and the same'],
  );

  await using workers = new AsyncDisposableStack();
  for (let count = 0; count < 2; count++) workers.defer(startWorker(stage));
  await delay(8_000);
  // All within one second, as when a whole morning's deadlines end together.
  const first = await letFallDue(stage, AT_ONCE, LEAD_SECONDS, 1 / AT_ONCE);
  let recorded = await recordedSince(stage, first);
  while (recorded.count < AT_ONCE) {
    await delay(50);
    recorded = await recordedSince(stage, first);
  }
  table.push([
    `${AT_ONCE} due in one second, recorded by two workers, s`,
    recorded.seconds.toFixed(1),
    '< 10',
  ]);

  const { rows: start } = await stage.pool.query<{ last: string }>(
    `SELECT max(position)::text AS last FROM event`,
  );
  await letFallDue(stage, STEADY_PER_SECOND * STEADY_SECONDS, LEAD_SECONDS, 1 / STEADY_PER_SECOND);
  // By position, and not only the ones after the last seen: of two workers the later number may be there first.
  const lagOf = new Map<string, number>();
  const end = performance.now() + (STEADY_SECONDS + 10) * 1000;
  while (lagOf.size < STEADY_PER_SECOND * STEADY_SECONDS && performance.now() < end) {
    const { rows } = await stage.pool.query<{ position: string; lag: number }>(
      `SELECT e.position::text, extract(epoch FROM clock_timestamp() - (e.data->>'dueAt')::timestamptz)::float8 AS lag
         FROM event e WHERE e.position > $1 AND e.type = 'clock.step-reached' AND e.position <> ALL($2::bigint[])`,
      [start[0]?.last, [...lagOf.keys()]],
    );
    for (const row of rows) lagOf.set(row.position, row.lag);
    await delay(20);
  }
  const lags = [...lagOf.values()];
  // What was not recorded at all counts as never.
  while (lags.length < STEADY_PER_SECOND * STEADY_SECONDS) lags.push(Number.POSITIVE_INFINITY);
  lags.sort((a, b) => a - b);
  table.push([
    `lag between due and recorded at ${STEADY_PER_SECOND} a second, p99 s`,
    percentile(lags, 0.99).toFixed(2),
    '< 1',
  ]);
  console.log(table.toString());
}
