import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IsoWeek } from '../domain/iso-week.js';
import { destroyKeyFile, writeKeyFile } from './key-files.js';

/** A redeemed token as it is published: nothing of it leads to its ticket. */
export interface RedeemedToken {
  /** `2026-W48`: always eight letters. */
  readonly week: IsoWeek;
  /** 48 bytes. */
  readonly digest: Buffer;
  /** 256 bytes. */
  readonly signature: Buffer;
}

export interface SealedTokens {
  /** Whose key it takes to open them. */
  readonly keyWeek: IsoWeek;
  /** Nonce (12) ‖ AES-256-GCM ‖ tag (16). */
  readonly sealed: Buffer;
}

const WEEK_BYTES = 8;
const DIGEST_BYTES = 48;
const SIGNATURE_BYTES = 256;
const TOKEN_BYTES = WEEK_BYTES + DIGEST_BYTES + SIGNATURE_BYTES;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Seals redeemed tokens for the database with keys that lie in a folder, one for each week in which it is done. */
export class TokenSafe {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  seal(tokens: readonly RedeemedToken[], keyWeek: IsoWeek): SealedTokens {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(keyWeek) ?? this.newKey(keyWeek), nonce);
    const records = inOrder(tokens).map(({ week, digest, signature }) =>
      Buffer.concat([Buffer.from(week, 'latin1'), digest, signature]),
    );
    const text = cipher.update(Buffer.concat(records));
    return { keyWeek, sealed: Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]) };
  }

  /** Null when the key is gone, or it was sealed with another. */
  open({ keyWeek, sealed }: SealedTokens): RedeemedToken[] | null {
    const key = this.key(keyWeek);
    if (!key) return null;
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const text = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
    try {
      decipher.final();
    } catch {
      return null;
    }
    return Array.from({ length: text.length / TOKEN_BYTES }, (_, n) => tokenAt(text, n * TOKEN_BYTES));
  }

  /** How many are in there, which everybody may know. */
  countIn({ sealed }: SealedTokens): number {
    return (sealed.length - NONCE_BYTES - TAG_BYTES) / TOKEN_BYTES;
  }

  /** Destroys every key but this one: what was sealed with another, in a backup or a log, stays closed for good. */
  keepOnly(keyWeek: IsoWeek): void {
    for (const name of readdirSync(this.folder)) {
      const found = /^held-tokens-(.+)\.key$/.exec(name)?.[1];
      if (found !== undefined && found !== keyWeek) destroyKeyFile(this.path(found));
    }
  }

  private key(week: IsoWeek): Buffer | null {
    const path = this.path(week);
    return existsSync(path) ? readFileSync(path) : null;
  }

  private newKey(week: IsoWeek): Buffer {
    const key = randomBytes(KEY_BYTES);
    writeKeyFile(this.path(week), key);
    return key;
  }

  private path(week: IsoWeek): string {
    return join(this.folder, `held-tokens-${week}.key`);
  }
}

/** In the order of their digests, which is that of no ticket. */
export function inOrder(tokens: readonly RedeemedToken[]): RedeemedToken[] {
  return tokens.toSorted((one, other) => Buffer.compare(one.digest, other.digest));
}

function tokenAt(text: Buffer, at: number): RedeemedToken {
  const digestAt = at + WEEK_BYTES;
  const signatureAt = digestAt + DIGEST_BYTES;
  return {
    week: text.toString('latin1', at, digestAt),
    digest: text.subarray(digestAt, signatureAt),
    signature: text.subarray(signatureAt, signatureAt + SIGNATURE_BYTES),
  };
}
