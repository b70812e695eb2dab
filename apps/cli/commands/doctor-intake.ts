import type { OpenDataSource } from '../database.js';

/** What the doctor found about one thing. */
export interface Found {
  readonly isGood: boolean;
  /** Worth a look, but nothing that stops anything. */
  readonly isNote?: boolean;
  readonly details: string;
}

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
  'tokens-late':
    'redeemed tokens that came after their week had been published, and were left out so that what is published stays as it is',
};

/** What the intake noticed in the last days. */
export async function examineAlarms(dataSource: OpenDataSource): Promise<Found> {
  const rows: { kind: string; count: number }[] = await dataSource.query(
    `SELECT kind, sum(count)::int AS count FROM intake.alarm
      WHERE noticed_on > (SELECT max(released_on) FROM intake.release_day) - $1::integer
      GROUP BY kind ORDER BY kind`,
    [ALARM_DAYS],
  );
  if (rows.length === 0) return { isGood: true, details: 'none in the last week' };
  return {
    isGood: true,
    isNote: true,
    details: rows.map(({ kind, count }) => `${count} ${ALARMS[kind] ?? kind}`).join('; '),
  };
}
