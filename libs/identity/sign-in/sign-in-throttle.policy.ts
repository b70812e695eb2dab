/**
 * How failed sign-ins slow the next one. Each bucket is filled by one at every attempt, emptied or relieved by a
 * success, and leaks with time; above `free` every further attempt doubles the wait, up to a limit. Nobody is ever
 * locked out for good, and nobody is slowed by what others do elsewhere.
 */
export interface BucketRule {
  /** Attempts that cost nothing. */
  readonly free: number;
  /** Seconds in which one attempt is forgotten. */
  readonly leakSeconds: number;
  readonly maxDelaySeconds: number;
}

/** Guesses at one number from one address. */
export const NUMBER_AT_ADDRESS: BucketRule = { free: 5, leakSeconds: 1_800, maxDelaySeconds: 900 };
/** Guesses at any number from one address; a whole site may share one, hence the width. */
export const ADDRESS: BucketRule = { free: 100, leakSeconds: 6, maxDelaySeconds: 60 };
/** Failures of a person in a browser where they have signed in before; it counts alone, whatever others try. */
export const KNOWN_DEVICE: BucketRule = { free: 10, leakSeconds: 1_800, maxDelaySeconds: 900 };

export interface Bucket {
  readonly level: number;
  readonly filledAt: Date;
  readonly blockedUntil: Date;
}

/** Seconds until the next attempt is heard, rounded up; 0 when it is heard now. */
export function secondsToWait(bucket: Bucket, now: Date): number {
  return Math.max(0, Math.ceil((bucket.blockedUntil.getTime() - now.getTime()) / 1000));
}

/** The bucket after one more attempt. */
export function filled(bucket: Bucket, rule: BucketRule, now: Date): Bucket {
  const elapsedSeconds = Math.max(0, (now.getTime() - bucket.filledAt.getTime()) / 1000);
  const level = Math.max(0, bucket.level - elapsedSeconds / rule.leakSeconds) + 1;
  const excess = level - rule.free;
  const delaySeconds = excess < 0 ? 0 : Math.min(rule.maxDelaySeconds, 2 ** Math.min(excess, 30));
  return { level, filledAt: now, blockedUntil: new Date(now.getTime() + delaySeconds * 1000) };
}
