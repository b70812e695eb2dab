import { createCipheriv, randomBytes, type KeyObject, type webcrypto } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { LABEL } from '../domain/protocol.js';

/** What travels: the encapsulated key and the ciphertext with its tag. Everybody's envelope has this size. */
export const ENVELOPE_BYTES = 262_144;
export const RESPONSE_BYTES = 1_024;

const ENCAPSULATED_BYTES = 32;
const LENGTH_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INFO = Buffer.from(`${LABEL} envelope`, 'utf8');
const RESPONSE = Buffer.from(`${LABEL} response`, 'utf8');

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

export interface OpenedEnvelope {
  /** Empty in an envelope that carries nothing. */
  readonly content: Buffer;
  /** With what the response to this envelope is sealed. */
  readonly responseKey: Uint8Array;
}

/** Opens what was sealed to one X25519 key (RFC 9180, base mode). */
export class EnvelopeKey {
  private constructor(private readonly pair: webcrypto.CryptoKeyPair) {}

  static async from(privateKey: KeyObject): Promise<EnvelopeKey> {
    const { d, x } = privateKey.export({ format: 'jwk' });
    const ours = { kty: 'OKP', crv: 'X25519', d: d ?? '', x: x ?? '' };
    const theirs = { kty: 'OKP', crv: 'X25519', x: x ?? '' };
    return new EnvelopeKey({
      privateKey: await suite.kem.importKey('jwk', ours, false),
      publicKey: await suite.kem.importKey('jwk', theirs, true),
    });
  }

  /** Null for whatever was not sealed to this key, or is no envelope. */
  async open(wire: Uint8Array): Promise<OpenedEnvelope | null> {
    if (wire.length !== ENVELOPE_BYTES) return null;
    try {
      const context = await suite.createRecipientContext({
        recipientKey: this.pair,
        enc: wire.subarray(0, ENCAPSULATED_BYTES),
        info: INFO,
      });
      const plaintext = Buffer.from(await context.open(wire.subarray(ENCAPSULATED_BYTES)));
      const length = plaintext.readUInt32BE(0);
      if (length > plaintext.length - LENGTH_BYTES) return null;
      return {
        content: plaintext.subarray(LENGTH_BYTES, LENGTH_BYTES + length),
        responseKey: new Uint8Array(await context.export(RESPONSE, 32)),
      };
    } catch {
      return null;
    }
  }
}

/** Whatever is answered, it is so many bytes that look like noise to everybody but the sender. */
export function sealResponse(responseKey: Uint8Array, answer: object): Buffer {
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
