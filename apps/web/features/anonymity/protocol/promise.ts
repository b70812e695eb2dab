import { concat, fromBase64Url, utf8, type Bytes } from './bytes.js';
import { LABEL } from './constants.js';
import type { IntakeResponse } from './envelope.js';

/** The intake's signed word that it has a content; bytes in base64url, the slot a date in Chinese time. */
export type SignedPromise = NonNullable<IntakeResponse['promise']>;

/** @param promiseKey raw Ed25519 key of the intake, 32 bytes */
export async function isPromised(
  promiseKey: Bytes,
  payloadHash: string,
  promise: SignedPromise,
): Promise<boolean> {
  const hash = fromBase64Url(promise.contentHash);
  const signature = fromBase64Url(promise.signature);
  if (!hash || !signature || promise.contentHash !== payloadHash) return false;
  const key = await crypto.subtle.importKey('raw', promiseKey, 'Ed25519', false, ['verify']);
  const message = concat(utf8(`${LABEL} promise\0`), hash, utf8(promise.slot));
  return crypto.subtle.verify('Ed25519', key, signature, message);
}
