import type { AuditFault } from '../audit/audit-fault.js';
import { ISO_WEEK, type IsoWeek } from '../domain/iso-week.js';
import { KEY_KINDS, type KeyKind } from '../domain/protocol.js';
import { linkHash, NO_KEY } from './key-link.js';

export interface ReadKey {
  readonly kind: KeyKind;
  readonly week: IsoWeek;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer;
  /** Stands for this entry and all before it. */
  readonly hash: Buffer;
}

export interface ReadKeyLog {
  /** In their order; up to the first entry that is none. */
  readonly keys: readonly ReadKey[];
  readonly faults: readonly AuditFault[];
}

/** Checks a whole log as anybody can fetch it, whatever it is. */
export function readKeyLog(published: unknown): ReadKeyLog {
  const entries = (published as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(entries) || entries.length === 0) {
    return { keys: [], faults: [{ code: 'log-unreadable', place: 'key log' }] };
  }
  const keys: ReadKey[] = [];
  const faults: AuditFault[] = [];
  const taken = new Set<string>();
  let previous: Buffer = NO_KEY;
  for (const [index, entry] of (entries as unknown[]).entries()) {
    const place = `entry ${index + 1}`;
    const key = keyOf(entry, index + 1);
    if (!key) return { keys, faults: [...faults, { code: 'log-unreadable', place }] };
    const link = linkHash(previous, { ...key, sequence: index + 1 });
    if (!key.previousHash.equals(previous) || !key.hash.equals(link)) {
      faults.push({ code: 'chain-broken', place });
    }
    const use = `${key.kind} ${key.week}`;
    if (taken.has(use)) faults.push({ code: 'second-key', place: `${place}, ${use}` });
    taken.add(use);
    // What follows is compared with what this log says, so that one change is one fault.
    previous = key.hash;
    keys.push(key);
  }
  return { keys, faults };
}

function keyOf(entry: unknown, sequence: number): (ReadKey & { previousHash: Buffer }) | null {
  const read = (entry ?? {}) as Record<string, unknown>;
  const kind = KEY_KINDS.find((one) => one === read['kind']);
  const { week, spki, hash, previousHash } = read;
  if (read['sequence'] !== sequence || kind === undefined) return null;
  if (typeof week !== 'string' || !ISO_WEEK.test(week)) return null;
  if (typeof spki !== 'string' || typeof hash !== 'string' || typeof previousHash !== 'string') return null;
  return {
    kind,
    week,
    spki: Buffer.from(spki, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
    previousHash: Buffer.from(previousHash, 'base64url'),
  };
}
