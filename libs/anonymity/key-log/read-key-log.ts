import { createPublicKey, verify } from 'node:crypto';
import type { AuditFault } from '../audit/audit-fault.js';
import { envelopeKeyMessage } from '../domain/envelope-key-message.js';
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
  /** Of an envelope key. */
  readonly signature: Buffer | null;
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
  return { keys, faults: [...faults, ...unsignedKeys(keys)] };
}

/** The first ones are of a time when none was signed, and the last may have been read before its signature was there. */
function unsignedKeys(keys: readonly ReadKey[]): AuditFault[] {
  const envelopes = keys.filter(({ kind }) => kind === 'intake-envelope');
  const begin = envelopes.findIndex(({ signature }) => signature !== null);
  if (begin < 0) return [];
  return envelopes
    .filter((key, index) => index >= begin && !(key.signature === null && key === envelopes.at(-1)))
    .filter((key) => !isSigned(key, keys))
    .map(({ kind, week }) => ({ code: 'key-unsigned', place: `${kind} ${week}` }));
}

function isSigned(key: ReadKey, keys: readonly ReadKey[]): boolean {
  const promisers = keys.filter(({ kind, week }) => kind === 'intake-promise' && week <= key.week);
  const [promiser] = promisers.sort((one, other) => (one.week < other.week ? 1 : -1));
  if (!promiser || !key.signature) return false;
  try {
    const by = createPublicKey({ key: promiser.spki, format: 'der', type: 'spki' });
    return by.asymmetricKeyType === 'ed25519' && verify(null, envelopeKeyMessage(key), by, key.signature);
  } catch {
    return false;
  }
}

function keyOf(entry: unknown, sequence: number): (ReadKey & { previousHash: Buffer }) | null {
  const read = (entry ?? {}) as Record<string, unknown>;
  const kind = KEY_KINDS.find((one) => one === read['kind']);
  const { week, spki, hash, previousHash, signature } = read;
  if (read['sequence'] !== sequence || kind === undefined) return null;
  if (typeof week !== 'string' || !ISO_WEEK.test(week)) return null;
  if (typeof spki !== 'string' || typeof hash !== 'string' || typeof previousHash !== 'string') return null;
  return {
    kind,
    week,
    spki: Buffer.from(spki, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
    previousHash: Buffer.from(previousHash, 'base64url'),
    signature: typeof signature === 'string' ? Buffer.from(signature, 'base64url') : null,
  };
}
