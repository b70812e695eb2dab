import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { LABEL } from '../domain/protocol.js';
import { HpkeReceiver, type HpkeContext } from './hpke.js';

/** What travels: the encapsulated key and the ciphertext with its tag. Everybody's envelope has this size. */
export const ENVELOPE_BYTES = 262_144;
export const RESPONSE_BYTES = 1_024;

const ENCAPSULATED_BYTES = 32;
const LENGTH_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INFO = Buffer.from(`${LABEL} envelope`, 'utf8');
const RESPONSE = Buffer.from(`${LABEL} response`, 'utf8');

export interface OpenedEnvelope {
  /** Empty in an envelope that carries nothing. */
  readonly content: Buffer;
  /** With what the response to this envelope is sealed. */
  readonly responseKey: KeyObject;
}

/** Opens what was sealed to one X25519 key. */
export class EnvelopeKey {
  private readonly receiver: HpkeReceiver;

  constructor(privateKey: KeyObject) {
    this.receiver = new HpkeReceiver(privateKey, INFO);
  }

  /** Null for whatever was not sealed to this key, or is no envelope. */
  open(wire: Uint8Array): OpenedEnvelope | null {
    if (wire.length !== ENVELOPE_BYTES) return null;
    try {
      const context = this.receiver.receive(wire.subarray(0, ENCAPSULATED_BYTES));
      const content = decrypt(context, wire.subarray(ENCAPSULATED_BYTES));
      return content && { content, responseKey: createSecretKey(context.exportSecret(RESPONSE)) };
    } catch {
      return null;
    }
  }
}

/**
 * The content within the padding, or null.
 *
 * @throws Error when a bit of it is wrong
 */
function decrypt({ key, nonce }: HpkeContext, sealed: Uint8Array): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  const end = sealed.length - TAG_BYTES;
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  decipher.final();
  const length = plain.readUInt32BE(0);
  if (length > end - LENGTH_BYTES) return null;
  // A copy, so that what is kept of a content does not keep the padding.
  return Buffer.from(plain.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
}

/** Whatever is answered, it is so many bytes that look like noise to everybody but the sender. */
export function sealResponse(responseKey: KeyObject, answer: object): Buffer {
  const text = Buffer.from(JSON.stringify(answer), 'utf8');
  const plaintext = Buffer.alloc(RESPONSE_BYTES - NONCE_BYTES - TAG_BYTES);
  plaintext.writeUInt16BE(text.length);
  if (text.copy(plaintext, 2) < text.length) throw new Error('An answer must fit into its response.');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', responseKey, nonce);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The response to what nobody could open. */
export function meaninglessResponse(): Buffer {
  return randomBytes(RESPONSE_BYTES);
}
