import { blind, finalize, isSigned, prepare, type BlindingKey } from './blind-signature.js';
import { concat, fromBase64Url, toBase64Url, utf8, type Bytes } from './bytes.js';
import { KEY_BYTES, LABEL } from './constants.js';

/** Shows that the holder of an author key is an employee. */
export interface Token {
  readonly week: string;
  /** 32 bytes. */
  readonly random: Bytes;
  /** 256 bytes. */
  readonly signature: Bytes;
}

/** As it travels: bytes in base64url. */
export interface WireToken {
  readonly week: string;
  readonly random: string;
  readonly signature: string;
}

/** A token under way. The same blinded message may be sent again when an answer was lost. */
export interface TokenRequest {
  readonly week: string;
  /** 256 bytes, base64url. */
  readonly blinded: string;
  /** Null when the answer is no signature of the week's key over our message. */
  finish(blindSignature: unknown): Promise<Token | null>;
}

export async function requestToken(
  key: BlindingKey,
  week: string,
  authorKey: Uint8Array,
): Promise<TokenRequest> {
  const prepared = prepare(concat(utf8(LABEL), utf8(week), authorKey));
  const blinded = await blind(key, prepared);
  return {
    week,
    blinded: toBase64Url(blinded.message),
    async finish(blindSignature) {
      const bytes = fromBase64Url(blindSignature);
      const signature = bytes && (await finalize(key, prepared, blinded, bytes));
      return signature && { week, random: prepared.slice(0, KEY_BYTES), signature };
    },
  };
}

/** What an auditor checks. */
export async function isTokenValid(
  key: BlindingKey,
  { week, random, signature }: Token,
  authorKey: Uint8Array,
): Promise<boolean> {
  if (random.length !== KEY_BYTES || authorKey.length !== KEY_BYTES) return false;
  return isSigned(key, concat(random, utf8(LABEL), utf8(week), authorKey), signature);
}

export function toWire({ week, random, signature }: Token): WireToken {
  return { week, random: toBase64Url(random), signature: toBase64Url(signature) };
}
