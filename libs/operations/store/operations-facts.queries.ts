import type { Tx } from '@huiyin/platform';
import {
  COUNTED_AT_MOST,
  type DatabaseFacts,
  type FollowerFacts,
  type IntakeFacts,
  type JobFacts,
  type MailFacts,
  type OperationsFacts,
  type SweepFacts,
  type WorkerFacts,
} from '../domain/facts.js';

/** Whoever asks how things are must not hang with them. */
const STATEMENT_LIMIT = '5s';
/** Jobs that were taken and show no sign of life are taken up again after half a minute; later is late. */
const LOST_AFTER = `interval '45 seconds'`;

/**
 * Everything that can be counted. Each statement reads an index from its wrong end and stops counting at a limit, so
 * its cost follows what is wrong and not what there is.
 * @param ourClock to compare with the database's
 */
export async function readOperationsFacts(tx: Tx, ourClock: () => Date): Promise<OperationsFacts> {
  await tx.rows(`SET LOCAL statement_timeout = '${STATEMENT_LIMIT}'`);
  return {
    measuredAt: tx.now,
    sweep: await sweepFacts(tx),
    followers: await followerFacts(tx),
    jobs: await jobFacts(tx),
    mails: await mailFacts(tx),
    workers: await workerFacts(tx),
    database: await databaseFacts(tx, ourClock),
    lastEventAt: (await one<{ at: Date | null }>(tx, LAST_EVENT)).at,
    provisionalYears: (await tx.rows<{ year: number }>(PROVISIONAL_YEARS)).map(({ year }) => year),
    intake: await one<IntakeFacts>(tx, INTAKE),
  };
}

export const LAST_EVENT = `SELECT (SELECT at FROM event ORDER BY position DESC LIMIT 1) AS at`;

const PROVISIONAL_YEARS = `SELECT y.year::int AS year
  FROM calendar c JOIN calendar_year y ON y.calendar_id = c.id
 WHERE c.is_default AND y.state = 'provisional'
   AND y.version = (SELECT max(version) FROM calendar_version v WHERE v.calendar_id = c.id)
 ORDER BY y.year`;

/** A message that fails here is tried for a week. What nobody takes is told for a month. */
const TRIED_DAYS = 8;
const TOLD_DAYS = 38;
/** Kinds of alarms that are ours to mend; `doctor` says what each means. */
const FAULTS = `'credentials', 'failed', 'unreadable', 'swap', 'tokens-lost', 'tokens-late'`;

// By the intake's own dates, whatever the clock of this side says.
export const INTAKE = `WITH last AS (SELECT max(released_on) AS day FROM intake.release_day)
  SELECT count(r.id)::int AS lost, min(r.released_on)::timestamp AT TIME ZONE 'Asia/Shanghai' AS "oldestLostOn",
         (SELECT coalesce(sum(count), 0)::int FROM intake.alarm, last
           WHERE noticed_on > last.day - 7 AND kind IN (${FAULTS})) AS faults
    FROM (SELECT id, released_on FROM intake.released_ticket
           UNION ALL SELECT id, released_on FROM intake.released_follow_up) r, last
   WHERE r.released_on BETWEEN last.day - ${TOLD_DAYS} AND last.day - ${TRIED_DAYS + 1}
     AND NOT EXISTS (SELECT 1 FROM admitted_release a WHERE a.release_id = r.id)`;

export const SWEEP = `SELECT
  (SELECT count(*)::int FROM (SELECT 1 FROM clock WHERE next_step_at <= $1 LIMIT ${COUNTED_AT_MOST + 1}) d) AS due,
  (SELECT min(next_step_at) FROM clock WHERE next_step_at <= $1) AS "oldestDueAt",
  (SELECT min(next_step_at) FROM clock WHERE next_step_at > $1) AS "nextDueAt",
  (SELECT min(due_at) FROM clock WHERE leg = 'confirmation' AND state = 'running' AND due_at <= $1) AS "oldestSilenceAt"`;

async function sweepFacts(tx: Tx): Promise<SweepFacts> {
  return one<SweepFacts>(tx, SWEEP, [tx.now]);
}

// In the order of the index, because nothing else tells the planner that there are few. The first mark after the
// oldest unread event: that event had begun to be written by then.
export const FOLLOWERS = `SELECT s.name, s.moved_at AS "movedAt", u.unread,
  (SELECT min(m.at) FROM event_mark m WHERE m.next_xid > o.xid) AS "unreadSince"
  FROM event_subscriber s
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS unread FROM (
      SELECT 1 FROM event e WHERE (e.xid, e.position) > (s.xid, s.position) ORDER BY e.xid, e.position
       LIMIT ${COUNTED_AT_MOST + 1}) n) u
  LEFT JOIN LATERAL (
    SELECT e.xid FROM event e WHERE (e.xid, e.position) > (s.xid, s.position) ORDER BY e.xid, e.position LIMIT 1) o ON true
 ORDER BY s.name`;

async function followerFacts(tx: Tx): Promise<FollowerFacts[]> {
  return tx.rows<FollowerFacts>(FOLLOWERS);
}

// By the database's clock, which pg-boss goes by. Finished jobs are kept for an hour, so there are never many.
export const JOBS = `SELECT
  count(*) FILTER (WHERE state = 'created')::int AS waiting,
  count(*) FILTER (WHERE state = 'active')::int AS active,
  count(*) FILTER (WHERE lost_at < now() - ${LOST_AFTER})::int AS lost,
  min(lost_at) FILTER (WHERE lost_at < now() - ${LOST_AFTER}) AS "oldestLostAt",
  count(*) FILTER (WHERE state = 'retry')::int AS retrying,
  count(*) FILTER (WHERE state = 'failed' AND completed_on > now() - interval '1 hour')::int AS failed
  FROM (SELECT state, completed_on, CASE WHEN state = 'active' THEN
               least(started_on + expire_seconds * interval '1 second',
                     coalesce(heartbeat_on, started_on) + heartbeat_seconds * interval '1 second') END AS lost_at
          FROM pgboss.job WHERE state IN ('created', 'active', 'retry', 'failed') LIMIT ${COUNTED_AT_MOST + 1}) j`;

async function jobFacts(tx: Tx): Promise<JobFacts> {
  return one<JobFacts>(tx, JOBS);
}

export const MAILS = `SELECT w.*,
  (SELECT count(*)::int FROM (SELECT 1 FROM mail WHERE state = 'dead' LIMIT ${COUNTED_AT_MOST + 1}) n) AS dead,
  d.*, (SELECT max(sent_at) FROM mail WHERE sent_at IS NOT NULL) AS "lastAcceptedAt"
  FROM (SELECT count(*) FILTER (WHERE since <= $1)::int AS due, min(since) FILTER (WHERE since <= $1) AS "oldestDueAt",
               count(*) FILTER (WHERE since > $1)::int AS later, count(*) FILTER (WHERE state = 'sending')::int AS claimed
          FROM (SELECT state, coalesce(first_attempt_at, next_attempt_at) AS since
                  FROM mail WHERE next_attempt_at IS NOT NULL ORDER BY next_attempt_at LIMIT ${COUNTED_AT_MOST + 1}) m) w
  CROSS JOIN (SELECT count(*)::int AS "deadUnacknowledged", min(died_at) AS "oldestDeadAt"
          FROM (SELECT coalesce(last_attempt_at, created_at) AS died_at FROM mail
                 WHERE state = 'dead' AND coalesce(last_attempt_at, created_at) >
                       coalesce((SELECT max(until) FROM dead_letter_acknowledgement), '-infinity')
                 LIMIT ${COUNTED_AT_MOST + 1}) n) d`;

async function mailFacts(tx: Tx): Promise<MailFacts> {
  return one<MailFacts>(tx, MAILS, [tx.now]);
}

async function workerFacts(tx: Tx): Promise<WorkerFacts[]> {
  return tx.rows<WorkerFacts>(
    `SELECT name, version, started_at AS "startedAt", seen_at AS "seenAt" FROM worker_heartbeat
      ORDER BY started_at, name LIMIT 100`,
  );
}

// Of other users' connections an ordinary user sees little more than that they are there. Its own transaction is not
// one to wait for.
export const DATABASE = `SELECT current_setting('server_version') AS version,
  pg_database_size(current_database())::float8 AS "sizeBytes",
  (SELECT count(*)::int FROM pg_stat_activity
    WHERE datid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend') AS connections,
  current_setting('max_connections')::int AS "connectionLimit",
  extract(epoch FROM clock_timestamp())::float8 * 1000 AS "databaseMs",
  coalesce((SELECT extract(epoch FROM max(clock_timestamp() - xact_start)) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'), 0)::float8
    AS "oldestTransactionSeconds"`;

async function databaseFacts(tx: Tx, ourClock: () => Date): Promise<DatabaseFacts> {
  const before = ourClock().getTime();
  const { databaseMs, ...facts } = await one<DatabaseFacts & { databaseMs: number }>(tx, DATABASE);
  // The answer was on its way between two of our instants; only what lies outside them is a difference.
  const after = ourClock().getTime();
  const clockAheadMs = databaseMs > after ? databaseMs - after : Math.min(databaseMs - before, 0);
  return { ...facts, clockAheadMs: Math.round(clockAheadMs) };
}

async function one<Row>(tx: Tx, sql: string, parameters: readonly unknown[] = []): Promise<Row> {
  const row = await tx.row<Row>(sql, parameters);
  if (!row) throw new Error('An aggregate always has one row.');
  return row;
}
