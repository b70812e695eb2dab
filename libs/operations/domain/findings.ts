import { isWorkerAlive, type OperationsFacts } from './facts.js';

export const LEVELS = ['ok', 'attention', 'alarm'] as const;
export type Level = (typeof LEVELS)[number];

export const FINDING_CODES = [
  'workers-none',
  'workers-gone',
  'sweep-behind',
  'silence-behind',
  'follower-behind',
  'transaction-long',
  'mails-stalled',
  'mails-dead',
  'jobs-lost',
  'jobs-failed',
  'connections-short',
  'clocks-differ',
  'calendar-provisional',
  'messages-lost',
  'intake-faults',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** One thing that is not as it should be. */
export interface Finding {
  readonly code: FindingCode;
  readonly level: Exclude<Level, 'ok'>;
  /** Which one of several, such as a follower's name; empty where there is only one. */
  readonly subject: string;
  /** How many it concerns. */
  readonly count: number;
  /** Since how long, or by how much, in seconds. */
  readonly seconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From how many seconds on something is worth attention, and from how many it is an alarm. */
const LIMITS = {
  sweep: [MINUTE, 5 * MINUTE],
  silence: [5 * MINUTE, HOUR],
  follower: [2 * MINUTE, 10 * MINUTE],
  transaction: [5 * MINUTE, HOUR],
  mail: [HOUR, DAY],
  deadLetter: [0, DAY],
  lostJob: [MINUTE, 10 * MINUTE],
  clock: [2, 30],
} as const;
/** Shares of the connections that the server allows. */
const CONNECTION_SHARES = [0.8, 0.95] as const;
/** From December on next year's holidays should be known; the State Council announces them in November. */
const ANNOUNCED_BY_MONTH = 12;

function levelOf(value: number, [attention, alarm]: readonly [number, number]): Finding['level'] | null {
  if (value >= alarm) return 'alarm';
  return value >= attention ? 'attention' : null;
}

/** What is not as it should be, alarms first. Depends on the facts alone. */
export function findingsOf(facts: OperationsFacts): Finding[] {
  const now = facts.measuredAt;
  const since = (at: Date | null): number => (at === null ? -1 : (now.getTime() - at.getTime()) / 1000);
  const found: Finding[] = [];
  const add = (
    code: FindingCode,
    level: Finding['level'] | null,
    count: number,
    seconds: number,
    subject = '',
  ): void => {
    if (level !== null) found.push({ code, level, subject, count, seconds: Math.round(seconds) });
  };

  const alive = facts.workers.filter((worker) => isWorkerAlive(worker, now));
  const gone = facts.workers.filter((worker) => !isWorkerAlive(worker, now));
  const lastSeen = gone.length === 0 ? 0 : Math.min(...gone.map((worker) => since(worker.seenAt)));
  if (alive.length === 0) add('workers-none', 'alarm', gone.length, lastSeen);
  else if (gone.length > 0) add('workers-gone', 'attention', gone.length, lastSeen);

  const { sweep, mails, jobs, database } = facts;
  const sweepLag = since(sweep.oldestDueAt);
  add('sweep-behind', levelOf(sweepLag, LIMITS.sweep), sweep.due, sweepLag);
  const silenceLag = since(sweep.oldestSilenceAt);
  add('silence-behind', levelOf(silenceLag, LIMITS.silence), 0, silenceLag);
  for (const follower of facts.followers) {
    const lag = follower.unread > 0 ? since(follower.unreadSince) : -1;
    add('follower-behind', levelOf(lag, LIMITS.follower), follower.unread, lag, follower.name);
  }
  const { oldestTransactionSeconds } = database;
  add('transaction-long', levelOf(oldestTransactionSeconds, LIMITS.transaction), 1, oldestTransactionSeconds);

  const mailWait = since(mails.oldestDueAt);
  const nothingFlowed =
    mails.lastAcceptedAt === null ? mails.dead > 0 : since(mails.lastAcceptedAt) >= LIMITS.mail[1];
  const stalled = levelOf(mailWait, LIMITS.mail);
  add('mails-stalled', stalled !== null && nothingFlowed ? 'alarm' : stalled, mails.due, mailWait);
  const deadFor = mails.deadUnacknowledged > 0 ? Math.max(since(mails.oldestDeadAt), 0) : -1;
  add('mails-dead', levelOf(deadFor, LIMITS.deadLetter), mails.deadUnacknowledged, deadFor);

  const lostFor = since(jobs.oldestLostAt);
  add('jobs-lost', levelOf(lostFor, LIMITS.lostJob), jobs.lost, lostFor);
  if (jobs.failed > 0) add('jobs-failed', 'attention', jobs.failed, 0);

  const share = database.connections / database.connectionLimit;
  add('connections-short', levelOf(share, CONNECTION_SHARES), database.connections, 0);
  const difference = Math.abs(database.clockAheadMs) / 1000;
  add('clocks-differ', levelOf(difference, LIMITS.clock), 1, difference);

  const year = now.getUTCFullYear();
  const knownUntil = now.getUTCMonth() + 1 >= ANNOUNCED_BY_MONTH ? year + 1 : year;
  for (const provisional of facts.provisionalYears) {
    if (provisional <= knownUntil) add('calendar-provisional', 'attention', 1, 0, String(provisional));
  }
  const { intake } = facts;
  if (intake.lost > 0) add('messages-lost', 'alarm', intake.lost, since(intake.oldestLostOn));
  if (intake.faults > 0) add('intake-faults', 'attention', intake.faults, 0);
  return found.sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
}

/** The worst of them; ok when there are none. */
export function levelOfAll(findings: readonly Finding[]): Level {
  return LEVELS[Math.max(0, ...findings.map((finding) => LEVELS.indexOf(finding.level)))] ?? 'ok';
}

/** What tells one state of affairs from another: growing numbers do not. */
export function keysOf(findings: readonly Finding[], level?: Level): string[] {
  return findings
    .filter((finding) => level === undefined || finding.level === level)
    .map((finding) => [finding.level, finding.code, finding.subject].join(' ').trim())
    .sort();
}
