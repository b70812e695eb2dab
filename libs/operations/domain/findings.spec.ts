import { isWorkerAlive, type OperationsFacts } from './facts.js';
import { findingsOf, keysOf, levelOfAll, type FindingCode } from './findings.js';

const NOW = new Date('2026-03-02T09:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

const WELL: OperationsFacts = {
  measuredAt: NOW,
  sweep: { due: 0, oldestDueAt: null, nextDueAt: ago(-60), oldestSilenceAt: null },
  followers: [{ name: 'notification', unread: 0, unreadSince: null, movedAt: ago(500_000) }],
  jobs: { waiting: 3, active: 1, lost: 0, oldestLostAt: null, retrying: 2, failed: 0 },
  mails: {
    due: 0,
    oldestDueAt: null,
    later: 4,
    claimed: 1,
    dead: 2,
    deadUnacknowledged: 0,
    oldestDeadAt: null,
    lastAcceptedAt: ago(500_000),
  },
  workers: [{ name: 'host:1', version: '1', startedAt: ago(9_000), seenAt: ago(9) }],
  database: {
    version: '18.4',
    sizeBytes: 1e7,
    connections: 20,
    connectionLimit: 200,
    clockAheadMs: 12,
    oldestTransactionSeconds: 1,
  },
  lastEventAt: ago(500_000),
  provisionalYears: [2027, 2028],
  intake: { lost: 0, oldestLostOn: null, faults: 0 },
};

type Part<Name extends keyof OperationsFacts> = Partial<OperationsFacts[Name]>;
const sweep = (part: Part<'sweep'>): OperationsFacts => ({ ...WELL, sweep: { ...WELL.sweep, ...part } });
const mails = (part: Part<'mails'>): OperationsFacts => ({ ...WELL, mails: { ...WELL.mails, ...part } });
const jobs = (part: Part<'jobs'>): OperationsFacts => ({ ...WELL, jobs: { ...WELL.jobs, ...part } });
const database = (part: Part<'database'>): OperationsFacts => ({
  ...WELL,
  database: { ...WELL.database, ...part },
});
const unread = (seconds: number | null): OperationsFacts => ({
  ...WELL,
  followers: [
    {
      name: 'clock-reactions',
      unread: 7,
      unreadSince: seconds === null ? null : ago(seconds),
      movedAt: null,
    },
  ],
});
const seen = (...seconds: number[]): OperationsFacts => ({
  ...WELL,
  workers: seconds.map((second, index) => ({
    name: `host:${index}`,
    version: '1',
    startedAt: ago(9_000),
    seenAt: ago(second),
  })),
});

const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('what is found wrong', () => {
  it('is nothing while a quiet weekend passes', () => {
    expect(findingsOf(WELL)).toEqual([]);
    expect(levelOfAll([])).toBe('ok');
  });

  it.each<[string, OperationsFacts, FindingCode, string | null]>([
    ['no worker was ever there', seen(), 'workers-none', 'alarm'],
    ['the only worker is gone', seen(31), 'workers-none', 'alarm'],
    ['the worker was seen a moment ago', seen(30), 'workers-none', null],
    ['one of two workers is gone', seen(5, 31), 'workers-gone', 'attention'],
    ['a step waits for less than a minute', sweep({ due: 1, oldestDueAt: ago(59) }), 'sweep-behind', null],
    ['a step waits for a minute', sweep({ due: 1, oldestDueAt: ago(60) }), 'sweep-behind', 'attention'],
    ['a step waits for five minutes', sweep({ due: 1, oldestDueAt: ago(300) }), 'sweep-behind', 'alarm'],
    ['silence waits for an hour', sweep({ oldestSilenceAt: ago(HOUR) }), 'silence-behind', 'alarm'],
    ['events were written just now', unread(null), 'follower-behind', null],
    ['events are unread for two minutes', unread(120), 'follower-behind', 'attention'],
    ['events are unread for ten minutes', unread(600), 'follower-behind', 'alarm'],
    [
      'a transaction is open for an hour',
      database({ oldestTransactionSeconds: HOUR }),
      'transaction-long',
      'alarm',
    ],
    [
      'mail waits for an hour',
      mails({ due: 1, oldestDueAt: ago(HOUR), lastAcceptedAt: ago(60) }),
      'mails-stalled',
      'attention',
    ],
    [
      'mail waits for a day',
      mails({ due: 1, oldestDueAt: ago(DAY), lastAcceptedAt: ago(60) }),
      'mails-stalled',
      'alarm',
    ],
    [
      'mail waits, and none flowed for a day',
      mails({ due: 1, oldestDueAt: ago(HOUR), lastAcceptedAt: ago(DAY) }),
      'mails-stalled',
      'alarm',
    ],
    [
      'none flowed for a day, and none was to',
      mails({ due: 0, lastAcceptedAt: ago(5 * DAY) }),
      'mails-stalled',
      null,
    ],
    [
      'none ever flowed, and some were given up',
      mails({ due: 1, oldestDueAt: ago(HOUR), lastAcceptedAt: null }),
      'mails-stalled',
      'alarm',
    ],
    [
      'the first mail ever waits',
      mails({ due: 1, oldestDueAt: ago(HOUR), lastAcceptedAt: null, dead: 0 }),
      'mails-stalled',
      'attention',
    ],
    [
      'a mail was given up',
      mails({ deadUnacknowledged: 1, oldestDeadAt: ago(0) }),
      'mails-dead',
      'attention',
    ],
    [
      'nobody has looked at it for a day',
      mails({ deadUnacknowledged: 1, oldestDeadAt: ago(DAY) }),
      'mails-dead',
      'alarm',
    ],
    ['a job is lost', jobs({ lost: 1, oldestLostAt: ago(60) }), 'jobs-lost', 'attention'],
    ['a job stays lost', jobs({ lost: 1, oldestLostAt: ago(600) }), 'jobs-lost', 'alarm'],
    ['a job failed', jobs({ failed: 1 }), 'jobs-failed', 'attention'],
    ['four of five connections are used', database({ connections: 160 }), 'connections-short', 'attention'],
    ['nearly all connections are used', database({ connections: 190 }), 'connections-short', 'alarm'],
    ['the database is two seconds behind', database({ clockAheadMs: -2_000 }), 'clocks-differ', 'attention'],
    ['the database is far ahead', database({ clockAheadMs: 30_000 }), 'clocks-differ', 'alarm'],
    ['this year is provisional', { ...WELL, provisionalYears: [2026] }, 'calendar-provisional', 'attention'],
    ['next year is, in March', { ...WELL, provisionalYears: [2027] }, 'calendar-provisional', null],
    [
      'next year is, in December',
      { ...WELL, measuredAt: new Date('2026-12-01T00:00:00Z'), provisionalYears: [2027, 2028] },
      'calendar-provisional',
      'attention',
    ],
    [
      'a message was released and nobody took it',
      { ...WELL, intake: { lost: 1, oldestLostOn: ago(900_000), faults: 0 } },
      'messages-lost',
      'alarm',
    ],
    [
      'the intake noticed a fault',
      { ...WELL, intake: { lost: 0, oldestLostOn: null, faults: 1 } },
      'intake-faults',
      'attention',
    ],
  ])('%s', (_, facts, code, level) => {
    const found = findingsOf(facts).filter((finding) => finding.code === code);
    expect(found.map((finding) => finding.level)).toEqual(level === null ? [] : [level]);
  });

  it('tells when the worker was last seen that is gone, not those that work', () => {
    expect(findingsOf(seen(1, 240, 500))).toEqual([
      { code: 'workers-gone', level: 'attention', subject: '', count: 2, seconds: 240 },
    ]);
    expect(findingsOf(seen(90, 240))).toMatchObject([{ code: 'workers-none', count: 2, seconds: 90 }]);
  });

  it('is told worst first, and the worst counts', () => {
    const found = findingsOf({ ...jobs({ failed: 1 }), workers: [] });
    expect(found.map((finding) => finding.code)).toEqual(['workers-none', 'jobs-failed']);
    expect(levelOfAll(found)).toBe('alarm');
    expect(levelOfAll(found.slice(1))).toBe('attention');
  });

  it('stays the same state of affairs while only its figures grow', () => {
    const [early, late] = [300, 900].map((seconds) =>
      keysOf(findingsOf(sweep({ due: seconds, oldestDueAt: ago(seconds) }))),
    );
    expect(early).toEqual(['alarm sweep-behind']);
    expect(late).toEqual(early);
    expect(keysOf(findingsOf(unread(120)))).toEqual(['attention follower-behind clock-reactions']);
  });

  it('takes a worker for gone after half a minute', () => {
    expect(isWorkerAlive({ seenAt: ago(30) }, NOW)).toBe(true);
    expect(isWorkerAlive({ seenAt: ago(30.001) }, NOW)).toBe(false);
  });
});
