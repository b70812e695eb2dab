import { createHash } from 'node:crypto';
import { LABEL, type KeyKind } from '../domain/protocol.js';
import type { IsoWeek } from '../domain/iso-week.js';

export interface KeyLink {
  readonly sequence: number;
  readonly kind: KeyKind;
  readonly week: IsoWeek;
  /** Public key, SubjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
}

/** What the first entry names as its predecessor. */
export const NO_KEY = Buffer.alloc(32);

/** SHA-256 over the public key: what people compare with the notice board. */
export function fingerprintOf(spki: Uint8Array): Buffer {
  return createHash('sha256').update(spki).digest();
}

/**
 * SHA-256 of predecessor (32) ‖ label + ` key` ‖ 0 ‖ sequence (4, big-endian) ‖ kind ‖ 0 ‖ week ‖ 0 ‖ fingerprint (32).
 * Over the fingerprint, so that old entries could one day be published without their keys.
 */
export function linkHash(previousHash: Uint8Array, { sequence, kind, week, spki }: KeyLink): Buffer {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(sequence);
  return createHash('sha256')
    .update(previousHash)
    .update(`${LABEL} key\0`)
    .update(number)
    .update(`${kind}\0${week}\0`)
    .update(fingerprintOf(spki))
    .digest();
}
