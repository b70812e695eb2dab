import { BrowserTooOld } from './author.js';
import { areEqual, concat, fromBase64Url, sha256, utf8, type Bytes } from './bytes.js';
import { importBlindingKey, type BlindingKey } from './blind-signature.js';
import { KEY_BYTES, LABEL, SIGNATURE_BYTES } from './constants.js';
import { ISO_WEEK, isPresentWeek } from './iso-week.js';

export interface PublishedIntake {
  readonly url: string;
  readonly everySeconds: number;
  readonly release: ReleaseRule;
}

/** When what was written becomes a ticket; one of the first two is null. */
export interface ReleaseRule {
  /** `02:30`, Chinese time. */
  readonly daily: string | null;
  readonly everySeconds: number | null;
  /** Fewest employees who must have had a token since the last release. */
  readonly leastEmployees: number;
}

/** As `GET /api/v1/anonymity/keys` answers it. */
export interface PublishedKeyLog {
  readonly presentWeek: string;
  /** Where and how often envelopes are sent; null where nobody can write anonymously. Not part of the chain. */
  readonly intake?: PublishedIntake | null;
  /** At least so many employees have had a token since the last release; null when they are too few to be told. */
  readonly crowd?: number | null;
  /** Tokens of the weeks that are over, newest first; null where few stand behind a number. */
  readonly weeks?: readonly {
    readonly week: string;
    readonly issued: number | null;
    readonly people: number | null;
    readonly redeemed: number | null;
  }[];
  readonly keys: readonly {
    readonly sequence: number;
    readonly kind: string;
    readonly week: string;
    readonly spki: string;
    readonly hash: string;
    readonly previousHash: string;
    /** Of an envelope key: that of the intake. */
    readonly signature?: string | null;
  }[];
}

export type KeyKind = 'issuer' | 'intake-envelope' | 'intake-promise';

/**
 * - `chain-broken`: an entry does not follow from the one before it, or the answer is none at all.
 * - `second-key`: a week has two keys of one kind.
 * - `chain-forked`: what was seen before is not in it any more.
 * - `key-unsigned`: the intake has not signed the key to which envelopes are to be sealed; it is not its own.
 * - `key-unfit`: a key is no RSA-2048 with e = 65537, or no key of 32 bytes.
 * - `week-wrong`: the server's week is not the one that this computer's clock shows, give or take a day.
 * - `no-key`: the present week has no key.
 */
export type KeyAlarmCode =
  'chain-broken' | 'second-key' | 'chain-forked' | 'key-unsigned' | 'key-unfit' | 'week-wrong' | 'no-key';

/** Keys that must not be used: somebody may be trying to mark people by them. */
export class KeyAlarm extends Error {
  override readonly name = 'KeyAlarm';
  constructor(readonly code: KeyAlarmCode) {
    super(code);
  }
}

export interface LoggedKey {
  readonly kind: KeyKind;
  readonly week: string;
  readonly spki: Bytes;
  /** SHA-256 over the key: what people compare with the notice board. */
  readonly fingerprint: Bytes;
  /** Null where there is none; of no length where it is none. */
  readonly signature: Bytes | null;
}

export interface CheckedKeyLog {
  readonly presentWeek: string;
  /** Hash of the last entry, which stands for all of them. */
  readonly head: Bytes;
  /** In the order in which they were published. */
  readonly keys: readonly LoggedKey[];
}

/**
 * Checks the whole chain.
 * @param nowMillis this computer's clock
 * @param seenHead head of the log that was checked before in this tab
 * @throws KeyAlarm
 */
export async function checkKeyLog(
  published: PublishedKeyLog,
  nowMillis: number,
  seenHead: Bytes | null = null,
): Promise<CheckedKeyLog> {
  const { presentWeek, keys: entries } = readable(published);
  let head: Bytes = new Uint8Array(32);
  let hasSeenHead = seenHead === null;
  const taken = new Set<string>();
  const keys: LoggedKey[] = [];
  for (const [index, entry] of entries.entries()) {
    const spki = fromBase64Url(entry.spki);
    const isInPlace =
      entry.sequence === index + 1 && isKind(entry.kind) && ISO_WEEK.test(entry.week) && spki !== null;
    if (!isInPlace || !isKind(entry.kind)) throw new KeyAlarm('chain-broken');
    const fingerprint = await sha256(spki);
    const hash = await sha256(
      head,
      utf8(`${LABEL} key\0`),
      uint32(entry.sequence),
      utf8(`${entry.kind}\0${entry.week}\0`),
      fingerprint,
    );
    if (!isHash(entry.previousHash, head) || !isHash(entry.hash, hash)) throw new KeyAlarm('chain-broken');
    const place = `${entry.kind} ${entry.week}`;
    if (taken.has(place)) throw new KeyAlarm('second-key');
    taken.add(place);
    const signature = entry.signature ? (fromBase64Url(entry.signature) ?? new Uint8Array()) : null;
    keys.push({ kind: entry.kind, week: entry.week, spki, fingerprint, signature });
    head = hash;
    if (seenHead !== null && areEqual(hash, seenHead)) hasSeenHead = true;
  }
  if (!hasSeenHead) throw new KeyAlarm('chain-forked');
  if (!isPresentWeek(presentWeek, nowMillis)) throw new KeyAlarm('week-wrong');
  return { presentWeek, head, keys };
}

/**
 * The key that signs tokens this week.
 * @throws KeyAlarm
 */
export async function issuerKeyOf({ keys, presentWeek }: CheckedKeyLog): Promise<BlindingKey> {
  const logged = keys.find(({ kind, week }) => kind === 'issuer' && week === presentWeek);
  if (!logged) throw new KeyAlarm('no-key');
  const key = await importBlindingKey(logged.spki).catch(() => null);
  const isFit =
    key !== null &&
    key.modulusBytes === SIGNATURE_BYTES &&
    key.modulus >> BigInt(SIGNATURE_BYTES * 8 - 1) === 1n &&
    key.exponent === 65_537n;
  if (!isFit) throw new KeyAlarm('key-unfit');
  return key;
}

/** X25519 and Ed25519 keys are the last 32 bytes after a head that says so (RFC 8410). */
const SPKI_HEAD = {
  'intake-envelope': Uint8Array.from([0x30, 42, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 3, 33, 0]),
  'intake-promise': Uint8Array.from([0x30, 42, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 33, 0]),
} as const;

type IntakeKeyKind = keyof typeof SPKI_HEAD;

/** The newest key of a kind that is not for later. */
export function keyInForce({ keys, presentWeek }: CheckedKeyLog, kind: IntakeKeyKind): LoggedKey | null {
  const known = keys.filter((key) => key.kind === kind && key.week <= presentWeek);
  return known.sort((one, other) => (one.week < other.week ? 1 : -1))[0] ?? null;
}

/**
 * The key to which envelopes are sealed, 32 bytes. The intake has signed it, with the key of promises of its week.
 * @throws KeyAlarm `no-key` also before it has signed, BrowserTooOld
 */
export async function envelopeKeyOf(log: CheckedKeyLog): Promise<Bytes> {
  const logged = keyInForce(log, 'intake-envelope');
  const promiser = logged && keyInForce({ ...log, presentWeek: logged.week }, 'intake-promise');
  if (!logged?.signature || !promiser) throw new KeyAlarm('no-key');
  const message = concat(utf8(`${LABEL} envelope key\0${logged.week}\0`), logged.spki);
  if (!(await isSignedBy(rawKeyOf(promiser), message, logged.signature))) throw new KeyAlarm('key-unsigned');
  return rawKeyOf(logged);
}

/**
 * The key with which the intake signs what it promises, 32 bytes.
 * @throws KeyAlarm
 */
export function promiseKeyOf(log: CheckedKeyLog): Bytes {
  const logged = keyInForce(log, 'intake-promise');
  if (!logged) throw new KeyAlarm('no-key');
  return rawKeyOf(logged);
}

function rawKeyOf({ kind, spki }: LoggedKey): Bytes {
  const head = kind === 'issuer' ? new Uint8Array() : SPKI_HEAD[kind];
  const raw = spki.slice(head.length);
  if (raw.length !== KEY_BYTES || !areEqual(spki, concat(head, raw))) throw new KeyAlarm('key-unfit');
  return raw;
}

async function isSignedBy(promiseKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', promiseKey, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, message);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError')
      throw new BrowserTooOld('Ed25519');
    return false;
  }
}

/** A fingerprint as people read it: 16 groups of four. */
export function fingerprintGroups(fingerprint: Uint8Array): string[] {
  const hex = Array.from(fingerprint, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.toUpperCase().match(/.{4}/g) ?? [];
}

function isKind(kind: string): kind is KeyKind {
  return kind === 'issuer' || kind === 'intake-envelope' || kind === 'intake-promise';
}

/** What came over the network is of any shape. */
function readable(published: unknown): PublishedKeyLog {
  const { presentWeek, keys } = (published ?? {}) as Partial<PublishedKeyLog>;
  if (typeof presentWeek !== 'string' || !Array.isArray(keys)) throw new KeyAlarm('chain-broken');
  const isWhole = (keys as readonly unknown[]).every((entry) => {
    const { sequence, kind, week } = (entry ?? {}) as Record<string, unknown>;
    return typeof sequence === 'number' && typeof kind === 'string' && typeof week === 'string';
  });
  if (!isWhole) throw new KeyAlarm('chain-broken');
  return { presentWeek, keys };
}

function isHash(text: string, expected: Uint8Array): boolean {
  const bytes = fromBase64Url(text);
  return bytes !== null && areEqual(bytes, expected);
}

function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
