import { constants, createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { AUTHOR_KEY_BYTES, LABEL, RANDOMIZER_BYTES, SIGNATURE_BYTES } from '../domain/protocol.js';
import type { IsoWeek } from '../domain/iso-week.js';

/** What shows that the holder of an author key is an employee, and nothing else. */
export interface Token {
  readonly week: IsoWeek;
  /** PrepareRandomize of RFC 9474: 32 bytes. */
  readonly random: Uint8Array;
  /** RSASSA-PSS, 256 bytes. */
  readonly signature: Uint8Array;
}

/** Random ‖ label ‖ week ‖ author key: what the issuer has signed without seeing it. */
export function tokenMessage(token: Pick<Token, 'week' | 'random'>, authorKey: Uint8Array): Buffer {
  return Buffer.concat([token.random, Buffer.from(LABEL + token.week, 'utf8'), authorKey]);
}

/**
 * What is published of a redeemed token: the SHA-384 that its signature is over. The 32 random bytes in what was signed
 * are nowhere else, so nobody finds an author's key by trying.
 */
export function tokenDigest(token: Pick<Token, 'week' | 'random'>, authorKey: Uint8Array): Buffer {
  return createHash('sha384').update(tokenMessage(token, authorKey)).digest();
}

/** Checks tokens of one week. */
export class TokenVerifier {
  private readonly key: KeyObject;

  /** @param spki the issuer's public key of the week, from the key log */
  constructor(
    readonly week: IsoWeek,
    spki: Uint8Array,
  ) {
    this.key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  }

  /** False for whatever was not signed for this author key in this week; takes any bytes. */
  isValid(token: Token, authorKey: Uint8Array): boolean {
    if (token.week !== this.week || token.random.length !== RANDOMIZER_BYTES) return false;
    if (token.signature.length !== SIGNATURE_BYTES || authorKey.length !== AUTHOR_KEY_BYTES) return false;
    const key = { key: this.key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
    return verify('sha384', tokenMessage(token, authorKey), key, token.signature);
  }
}
