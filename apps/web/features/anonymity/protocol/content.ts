import type { Author } from './author.js';
import { concat, sha256, toBase64Url, utf8, type Bytes } from './bytes.js';
import { LABEL } from './constants.js';
import { toWire, type Token } from './token.js';

export type ContentType = 'ticket' | 'follow-up';

/** What the author's signature covers: the label and type, a zero, the exact bytes of the payload. */
export function signedBytes(type: ContentType, payload: Uint8Array): Bytes {
  return concat(utf8(`${LABEL} ${type}\0`), payload);
}

export interface SignedContent {
  /** What an envelope takes. */
  readonly bytes: Bytes;
  /** SHA-256 of the payload in base64url: by it the intake and every later step name this content. */
  readonly payloadHash: string;
}

/** The content of an envelope: a payload, signed by its author, with the token when it is a new ticket. */
export async function signContent(
  author: Author,
  type: ContentType,
  payload: object,
  token: Token | null,
): Promise<SignedContent> {
  const bytes = utf8(JSON.stringify(payload));
  return {
    bytes: utf8(
      JSON.stringify({
        type,
        ...(token === null ? {} : { token: toWire(token) }),
        authorKey: toBase64Url(author.authorKey),
        payload: toBase64Url(bytes),
        signature: toBase64Url(await author.sign(signedBytes(type, bytes))),
      }),
    ),
    payloadHash: toBase64Url(await sha256(bytes)),
  };
}
