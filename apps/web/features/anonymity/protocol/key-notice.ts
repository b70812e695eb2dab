import type { Bytes } from './bytes.js';
import { keyInForce, type CheckedKeyLog, type LoggedKey, type PublishedKeyLog } from './key-log.js';

export type NamedKey = Pick<LoggedKey, 'week' | 'fingerprint'>;

/** What people compare with the paper on the notice board; public, all of it. */
export interface KeyNotice {
  readonly presentWeek: string;
  /** Hash of the last entry, which stands for all of them. */
  readonly head: Bytes;
  readonly entries: number;
  /** Of the present week and later ones, in their order. */
  readonly issuers: readonly NamedKey[];
  /** In force now; null before the intake has made its own. */
  readonly envelope: NamedKey | null;
  readonly promise: NamedKey | null;
  /** It is not the first: the intake has lost its own, or somebody else has put this one there. */
  readonly isPromiseReplaced: boolean;
  /** Tokens of the weeks that are over, newest first. */
  readonly counts: NonNullable<PublishedKeyLog['weeks']>;
}

export function noticeOf(log: CheckedKeyLog, { weeks = [] }: PublishedKeyLog): KeyNotice {
  const { presentWeek, head, keys } = log;
  const issuers = keys
    .filter(({ kind, week }) => kind === 'issuer' && week >= presentWeek)
    .sort((one, other) => (one.week < other.week ? -1 : 1));
  return {
    presentWeek,
    head,
    entries: keys.length,
    issuers: issuers.map(named),
    envelope: namedOrNull(keyInForce(log, 'intake-envelope')),
    promise: namedOrNull(keyInForce(log, 'intake-promise')),
    isPromiseReplaced: keys.filter(({ kind }) => kind === 'intake-promise').length > 1,
    counts: weeks,
  };
}

function named({ week, fingerprint }: LoggedKey): NamedKey {
  return { week, fingerprint };
}

function namedOrNull(key: LoggedKey | null): NamedKey | null {
  return key && named(key);
}
