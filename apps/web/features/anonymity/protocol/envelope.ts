import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { concat, utf8, type Bytes, type Key } from './bytes.js';
import { CONTENT_BYTES, LABEL, LENGTH_BYTES, PLAIN_BYTES, RESPONSE_BYTES } from './constants.js';

const INFO = utf8(`${LABEL} envelope`);
const RESPONSE_CONTEXT = utf8(`${LABEL} response`);

const NONCE_BYTES = 12;

export interface IntakeResponse {
  readonly status: 'empty' | 'accepted' | 'refused';
  /** Why it was refused, and which field of the payload is not right. */
  readonly code?: string;
  readonly field?: string;
  /** With `sequence-used`: the first number that is free. */
  readonly next?: number;
  /** The intake's word that it has this content: what shows that a ticket was swallowed. Bytes in base64url. */
  readonly promise?: { readonly contentHash: string; readonly slot: string; readonly signature: string };
}

export interface SealedEnvelope {
  /** Exactly 262,144 bytes, whatever is inside. */
  readonly bytes: Bytes;
  /** Null for an answer that was not made for this envelope, or is none at all. */
  openResponse(response: Uint8Array): Promise<IntakeResponse | null>;
}

function suite(): CipherSuite {
  return new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
}

/**
 * @param intakeKey raw X25519 key of the intake, 32 bytes
 * @param content null makes the empty envelope, which nobody but the intake can tell from a full one
 * @throws RangeError when the content is too long
 */
export async function sealEnvelope(intakeKey: Bytes, content: Uint8Array | null): Promise<SealedEnvelope> {
  const length = content?.length ?? 0;
  if (length > CONTENT_BYTES) throw new RangeError(`An envelope holds ${CONTENT_BYTES} bytes.`);
  const plain = new Uint8Array(PLAIN_BYTES);
  new DataView(plain.buffer).setUint32(0, length);
  if (content !== null) plain.set(content, LENGTH_BYTES);
  const hpke = suite();
  const sender = await hpke.createSenderContext({
    recipientPublicKey: await hpke.kem.deserializePublicKey(intakeKey),
    info: INFO,
  });
  const sealed = new Uint8Array(await sender.seal(plain));
  plain.fill(0);
  const exported = new Uint8Array(await sender.export(RESPONSE_CONTEXT, 32));
  const responseKey = await crypto.subtle.importKey('raw', exported, 'AES-GCM', false, ['decrypt']);
  return {
    bytes: concat(new Uint8Array(sender.enc), sealed),
    openResponse: async (response) => openResponse(responseKey, response),
  };
}

async function openResponse(key: Key, response: Uint8Array): Promise<IntakeResponse | null> {
  if (response.length !== RESPONSE_BYTES) return null;
  try {
    const iv = response.slice(0, NONCE_BYTES);
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, response.slice(NONCE_BYTES));
    const length = new DataView(opened).getUint16(0);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(opened.slice(2, 2 + length));
    const answer = JSON.parse(text) as IntakeResponse;
    return ['empty', 'accepted', 'refused'].includes(answer.status) ? answer : null;
  } catch {
    // A wrong key, or an intake that speaks another protocol: in both cases nothing that could be relied on.
    return null;
  }
}
