import { ISO_WEEK, type IsoWeek } from '../domain/iso-week.js';
import { LABEL, TOKENS_A_WEEK } from '../domain/protocol.js';
import { fingerprintOf } from '../key-log/key-link.js';
import { readKeyLog, type ReadKey } from '../key-log/read-key-log.js';
import type { AuditFault } from './audit-fault.js';
import { PublishedTokenVerifier } from './published-token-verifier.js';

export interface AuditedWeek {
  readonly week: IsoWeek;
  readonly people: number;
  readonly issued: number;
  readonly redeemed: number;
  /** Of these, signed by the issuer, each counted once. */
  readonly valid: number;
}

export interface AuditReport {
  readonly weeks: readonly AuditedWeek[];
  /** Weeks of which the file keeps the tokens back, because they are few. */
  readonly withheld: readonly IsoWeek[];
  readonly keys: number;
  /** Hash of the last entry of the log; empty when there is none. */
  readonly head: Buffer;
  /** With which the intake signs, first the one that was there first; more than one when it was replaced. */
  readonly promisers: readonly { readonly week: IsoWeek; readonly fingerprint: Buffer }[];
  readonly faults: readonly AuditFault[];
}

interface PublishedWeek {
  readonly week: IsoWeek;
  readonly people: number;
  readonly issued: number;
  readonly tokens: readonly unknown[];
}

/**
 * What the trade union runs: with nothing but the file of redeemed tokens and the key log, both as anybody can fetch
 * them, it finds opinions that no employee's token stands behind.
 * @param printedHead 32 bytes from the notice board
 */
export function verifyRedeemed(file: unknown, log: unknown, printedHead: Buffer | null = null): AuditReport {
  const { keys, faults: logFaults } = readKeyLog(log);
  const faults = [...logFaults];
  if (printedHead && !keys.some(({ hash }) => hash.equals(printedHead))) {
    faults.push({ code: 'head-missing', place: 'key log' });
  }
  const published = readFile(file);
  if (!published) faults.push({ code: 'file-unreadable', place: 'file' });
  const weeks: AuditedWeek[] = [];
  for (const week of published?.weeks ?? []) {
    if (weeks.some((one) => one.week === week.week)) faults.push({ code: 'week-twice', place: week.week });
    weeks.push(auditWeek(week, keys, faults));
  }
  return {
    weeks,
    withheld: published?.withheld ?? [],
    keys: keys.length,
    head: keys.at(-1)?.hash ?? Buffer.alloc(0),
    promisers: keys
      .filter(({ kind }) => kind === 'intake-promise')
      .map(({ week, spki }) => ({ week, fingerprint: fingerprintOf(spki) })),
    faults,
  };
}

function auditWeek(published: PublishedWeek, keys: readonly ReadKey[], faults: AuditFault[]): AuditedWeek {
  const { week, people, issued, tokens } = published;
  const note = (code: AuditFault['code'], count?: number): void => {
    faults.push({ code, place: count === undefined ? week : `${week}, token ${count}` });
  };
  const verifier = verifierOf(week, keys, note);
  const seen = new Set<string>();
  let last: Uint8Array = Buffer.alloc(0);
  let valid = 0;
  for (const [index, token] of tokens.entries()) {
    const read = tokenOf(token);
    if (!read) {
      note('token-unreadable', index + 1);
      continue;
    }
    const name = read.digest.toString('hex');
    const isKnown = seen.has(name);
    const isSigned = verifier?.isValid(read.digest, read.signature) ?? false;
    if (isKnown) note('token-double', index + 1);
    else if (Buffer.compare(read.digest, last) < 0) note('order-tells', index + 1);
    if (verifier && !isSigned) note('token-forged', index + 1);
    if (isSigned && !isKnown) valid++;
    seen.add(name);
    last = read.digest;
  }
  if (tokens.length > issued) note('too-many');
  if (people > issued || issued > people * TOKENS_A_WEEK) note('counts-impossible');
  return { week, people, issued, redeemed: tokens.length, valid };
}

function verifierOf(
  week: IsoWeek,
  keys: readonly ReadKey[],
  note: (code: AuditFault['code']) => void,
): PublishedTokenVerifier | null {
  const key = keys.find((one) => one.kind === 'issuer' && one.week === week);
  if (!key) {
    note('key-missing');
    return null;
  }
  try {
    return new PublishedTokenVerifier(key.spki);
  } catch {
    note('key-unfit');
    return null;
  }
}

function readFile(file: unknown): { weeks: PublishedWeek[]; withheld: IsoWeek[] } | null {
  const { protocol, weeks, withheld } = (file ?? {}) as Record<string, unknown>;
  if (protocol !== LABEL || !Array.isArray(weeks) || !Array.isArray(withheld)) return null;
  const read = (weeks as unknown[]).map(weekOf);
  if (!read.every((one) => one !== null) || !(withheld as unknown[]).every(isWeek)) return null;
  return { weeks: read, withheld };
}

function weekOf(value: unknown): PublishedWeek | null {
  const { week, people, issued, tokens } = (value ?? {}) as Record<string, unknown>;
  if (!isWeek(week) || !isCount(people) || !isCount(issued) || !Array.isArray(tokens)) return null;
  return { week, people, issued, tokens };
}

function tokenOf(value: unknown): { digest: Buffer; signature: Buffer } | null {
  const { digest, signature } = (value ?? {}) as Record<string, unknown>;
  if (typeof digest !== 'string' || !/^[\w-]{64}$/.test(digest)) return null;
  if (typeof signature !== 'string' || !/^[\w-]{342}$/.test(signature)) return null;
  return { digest: Buffer.from(digest, 'base64url'), signature: Buffer.from(signature, 'base64url') };
}

function isWeek(value: unknown): value is IsoWeek {
  return typeof value === 'string' && ISO_WEEK.test(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
