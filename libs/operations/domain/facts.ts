/** What can be counted about the running installation; every number was read at `measuredAt`. */
export interface OperationsFacts {
  readonly measuredAt: Date;
  readonly sweep: SweepFacts;
  readonly followers: readonly FollowerFacts[];
  readonly jobs: JobFacts;
  readonly mails: MailFacts;
  readonly workers: readonly WorkerFacts[];
  readonly database: DatabaseFacts;
  /** When the newest event was written, or happened where it was noticed later. */
  readonly lastEventAt: Date | null;
  /** Years from this one on whose holidays are not announced, in the default calendar. */
  readonly provisionalYears: readonly number[];
  readonly intake: IntakeFacts;
}

/** Of the anonymous side, which has no time finer than a date. */
export interface IntakeFacts {
  /** Messages that it has handed over and that nobody has taken for longer than a message is tried. */
  readonly lost: number;
  readonly oldestLostOn: Date | null;
  /** What it noticed in the last week that something of ours is wrong with. */
  readonly faults: number;
}

/** Counts stop here: what is more is told as "more than", at no further cost. */
export const COUNTED_AT_MOST = 10_000;

export interface SweepFacts {
  /** Clocks whose next step has come and is not recorded. */
  readonly due: number;
  readonly oldestDueAt: Date | null;
  readonly nextDueAt: Date | null;
  /** Answered tickets whose author's time is over and that are not closed yet: since when the oldest waits. */
  readonly oldestSilenceAt: Date | null;
}

export interface FollowerFacts {
  readonly name: string;
  readonly unread: number;
  /** The oldest unread event is at least as old as this; null while that is less than half a minute. */
  readonly unreadSince: Date | null;
  readonly movedAt: Date | null;
}

export interface JobFacts {
  readonly waiting: number;
  readonly active: number;
  /** Taken by a worker that shows no sign of life or has had its time. */
  readonly lost: number;
  readonly oldestLostAt: Date | null;
  readonly retrying: number;
  /** Given up in the last hour. */
  readonly failed: number;
}

export interface MailFacts {
  /** To be sent now, or tried and not accepted yet. */
  readonly due: number;
  /** Since when the one that is due for longest waits. */
  readonly oldestDueAt: Date | null;
  /** Kept for the working hours of their recipients. */
  readonly later: number;
  /** In the hands of a worker. */
  readonly claimed: number;
  readonly dead: number;
  readonly deadUnacknowledged: number;
  readonly oldestDeadAt: Date | null;
  /** When a mail server last accepted a mail. */
  readonly lastAcceptedAt: Date | null;
}

export interface WorkerFacts {
  readonly name: string;
  readonly version: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
}

export interface DatabaseFacts {
  readonly version: string;
  readonly sizeBytes: number;
  readonly connections: number;
  readonly connectionLimit: number;
  /** How far the database's clock is ahead of ours, milliseconds; negative when it is behind. */
  readonly clockAheadMs: number;
  /** The oldest transaction of this database that still runs. */
  readonly oldestTransactionSeconds: number;
}

/** A worker shows itself every ten seconds; after this it is taken for gone. */
export const WORKER_GONE_AFTER_MS = 30_000;

export function isWorkerAlive(worker: Pick<WorkerFacts, 'seenAt'>, now: Date): boolean {
  return now.getTime() - worker.seenAt.getTime() <= WORKER_GONE_AFTER_MS;
}
