import { sign, type KeyObject } from 'node:crypto';
import { LABEL } from '../domain/protocol.js';

/** The author's proof if a message should never appear. */
export interface SignedPromise {
  /** SHA-256 of the payload, base64url. */
  readonly contentHash: string;
  /** Date in Chinese time from which it may be released, and once it has been, on which it was, `2026-11-24`. */
  readonly slot: string;
  /** Ed25519 by the promise key over label ‖ ` promise` ‖ 0 ‖ content hash (32) ‖ slot, base64url. */
  readonly signature: string;
}

export function promiseMessage(contentHash: string, slot: string): Buffer {
  return Buffer.concat([
    Buffer.from(`${LABEL} promise\0`, 'utf8'),
    Buffer.from(contentHash, 'base64url'),
    Buffer.from(slot, 'utf8'),
  ]);
}

/** The same promise for the same message and date, however often it is asked for: Ed25519 is deterministic. */
export function promise(key: KeyObject, contentHash: string, slot: string): SignedPromise {
  const signature = sign(null, promiseMessage(contentHash, slot), key).toString('base64url');
  return { contentHash, slot, signature };
}
