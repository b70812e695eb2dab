import { createPublicKey, type KeyObject } from 'node:crypto';

const KEY_BYTES = 32;
/** SubjectPublicKeyInfo (RFC 8410) without the 32 bytes of the key, in base64: 12 bytes, so that the key begins anew. */
const HEADS = { ed25519: 'MCowBQYDK2VwAyEA', x25519: 'MCowBQYDK2VuAyEA' } as const;

/**
 * A public key from its 32 bytes. Written as text, because that is what Node asks for first: with bytes it tries four
 * other kinds of keys before, and the exceptions within cost three times as much as all the rest.
 *
 * @throws Error for bytes that are no key
 */
export function publicKeyOf(kind: keyof typeof HEADS, raw: Uint8Array): KeyObject {
  // OpenSSL does not look at what stands behind a key.
  if (raw.length !== KEY_BYTES) throw new Error('A key has 32 bytes.');
  const body = HEADS[kind] + Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('base64');
  return createPublicKey(`-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`);
}
