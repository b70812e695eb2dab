import type { OpenDataSource } from '../database.js';

/** What the doctor found about one thing. */
export interface Found {
  readonly isGood: boolean;
  /** Worth a look, but nothing that stops anything. */
  readonly isNote?: boolean;
  readonly details: string;
}

/** Days that a worker which was away, or a message that fails, may take. */
const LATE_DAYS = 8;
const ALARM_DAYS = 7;

/** What each kind of alarm says; none can say more, because a description could lead to somebody. */
const ALARMS: Readonly<Record<string, string>> = {
  credentials:
    'requests with a cookie or a password, which no browser of ours sends: look for a proxy that adds them',
  malformed: 'requests that are no envelopes',
  unopened: 'envelopes that were not sealed to a key of ours',
  refused: 'messages that were refused',
  failed: 'messages that failed here',
  torn: 'messages that a killed intake had not finished taking; their senders send them again',
  unreadable: 'messages that can no longer be read, and wait',
  swap: 'starts with swap on, so that what waits could be written to a disk: turn it off, or give the intake none (MemorySwapMax=0)',
  'tokens-lost': 'redeemed tokens that nobody can publish any more, because their key is gone',
};
/** Kinds that something of ours is wrong with. */
const FAULTS = new Set(['credentials', 'failed', 'swap', 'unreadable', 'tokens-lost']);

/** Whether all that the intake has handed over has been taken over. */
export async function examineReleases(dataSource: OpenDataSource): Promise<Found> {
  const [row]: { lost: number; oldest: string | null }[] = await dataSource.query(
    `SELECT count(*)::int AS lost, min(released_on)::text AS oldest
       FROM (SELECT id, released_on FROM intake.released_ticket
              UNION ALL SELECT id, released_on FROM intake.released_follow_up) r
      WHERE released_on < (SELECT max(released_on) FROM intake.release_day) - $1::integer
        AND NOT EXISTS (SELECT 1 FROM admitted_release a WHERE a.release_id = r.id)`,
    [LATE_DAYS],
  );
  if (!row || row.lost === 0) return { isGood: true, details: 'all that was released has been taken over' };
  return {
    isGood: false,
    details: `${row.lost} released and never taken over, the oldest on ${row.oldest}: read the log of the worker, and check the clock of its machine`,
  };
}

/** What the intake noticed in the last days. */
export async function examineAlarms(dataSource: OpenDataSource): Promise<Found> {
  const rows: { kind: string; count: number }[] = await dataSource.query(
    `SELECT kind, sum(count)::int AS count FROM intake.alarm
      WHERE noticed_on >= (SELECT max(noticed_on) FROM intake.alarm) - $1::integer
        AND noticed_on >= (SELECT max(released_on) FROM intake.release_day) - $1::integer
      GROUP BY kind ORDER BY kind`,
    [ALARM_DAYS],
  );
  if (rows.length === 0) return { isGood: true, details: 'none in the last week' };
  return {
    isGood: true,
    isNote: rows.some(({ kind }) => FAULTS.has(kind)),
    details: rows.map(({ kind, count }) => `${count} ${ALARMS[kind] ?? kind}`).join('; '),
  };
}
