import { createHash, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { ISO_WEEK } from '../domain/iso-week.js';
import { AUTHOR_KEY_BYTES, LABEL, RANDOMIZER_BYTES, SIGNATURE_BYTES } from '../domain/protocol.js';
import type { Token } from '../token/token-verifier.js';
import { bytesOf } from './base64url.js';
import { publicKeyOf } from './raw-public-key.js';

const ED25519_SIGNATURE_BYTES = 64;

const checkSignature = promisify(verify) as (
  algorithm: null,
  data: Uint8Array,
  key: KeyObject,
  signature: Uint8Array,
) => Promise<boolean>;

/** What an envelope carries, before anything in it is believed. */
export interface Content {
  readonly type: 'ticket' | 'follow-up';
  /** Only with a ticket: a follow-up comes from a key that has shown its token. */
  readonly token: Token | null;
  readonly authorKey: Buffer;
  /** The exact bytes that the author signed. */
  readonly payload: Buffer;
  readonly signature: Buffer;
}

/** Null for what has not the shape of a content; takes any bytes. */
export function readContent(bytes: Buffer): Content | null {
  const read = readJson(bytes);
  if (!isRecord(read) || !hasOnly(read, ['type', 'token', 'authorKey', 'payload', 'signature'])) return null;
  const authorKey = bytesOf(read['authorKey'], AUTHOR_KEY_BYTES);
  const signature = bytesOf(read['signature'], ED25519_SIGNATURE_BYTES);
  const payload = bytesOf(read['payload']);
  if (!authorKey || !signature || !payload) return null;
  const common = { authorKey, signature, payload };
  if (read['type'] === 'follow-up' && read['token'] === undefined) {
    return { type: 'follow-up', token: null, ...common };
  }
  const token = read['type'] === 'ticket' ? readToken(read['token']) : null;
  return token && { type: 'ticket', token, ...common };
}

/** Whether the author key signed this payload, and as what it came: Ed25519 over label ‖ type ‖ 0 ‖ payload. */
export async function isSignedByAuthor({ type, authorKey, payload, signature }: Content): Promise<boolean> {
  try {
    const key = publicKeyOf('ed25519', authorKey);
    const signed = Buffer.concat([Buffer.from(`${LABEL} ${type}\0`, 'utf8'), payload]);
    return await checkSignature(null, signed, key, signature);
  } catch {
    return false;
  }
}

/** SHA-256 of the payload: what the promise is about. */
export function contentHashOf(payload: Uint8Array): Buffer {
  return createHash('sha256').update(payload).digest();
}

function readToken(value: unknown): Token | null {
  if (!isRecord(value) || !hasOnly(value, ['week', 'random', 'signature'])) return null;
  const { week } = value;
  const random = bytesOf(value['random'], RANDOMIZER_BYTES);
  const signature = bytesOf(value['signature'], SIGNATURE_BYTES);
  if (typeof week !== 'string' || !ISO_WEEK.test(week) || !random || !signature) return null;
  return { week, random, signature };
}

/** Undefined for what is no JSON in UTF-8. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function hasOnly(value: object, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}
