import { concat, fromBase64Url, randomBytes, utf8, type Bytes, type Key } from './bytes.js';
import { KEY_BYTES, LABEL, RECEIPT_BYTES, TAG_KEY_BYTES } from './constants.js';

/** Private keys of WebCrypto cannot be read out; the public one can. */
export interface KeyPair {
  readonly privateKey: Key;
  readonly publicKey: Key;
}

/** Everything that a receipt stands for. The private parts cannot be read out, not even by us. */
export interface Author {
  /** Public; what the department's side knows of the author. Ed25519, 32 bytes. */
  readonly authorKey: Bytes;
  /** Public; answers are sealed to it. X25519, 32 bytes. */
  readonly sealKey: Bytes;
  /** Names the author's records in the daily bulletin; 16 bytes, also known to the intake. */
  readonly tagKey: Bytes;
  readonly openKeys: KeyPair;
  /** Ed25519, 64 bytes. */
  sign(message: Bytes): Promise<Bytes>;
}

/** This browser lacks the ciphers: Chromium has them since 137, Firefox since 130, Safari since 17. */
export class BrowserTooOld extends Error {
  override readonly name = 'BrowserTooOld';
}

export function newReceipt(): Bytes {
  return randomBytes(RECEIPT_BYTES);
}

/**
 * @param receipt 16 bytes
 * @throws BrowserTooOld
 */
export async function deriveAuthor(receipt: Bytes): Promise<Author> {
  if (receipt.length !== RECEIPT_BYTES) throw new RangeError(`A receipt has ${RECEIPT_BYTES} bytes.`);
  const material = await crypto.subtle.importKey('raw', receipt, 'HKDF', false, ['deriveBits']);
  const derive = async (purpose: string): Promise<Bytes> => {
    const rule = {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(0),
      info: utf8(`${LABEL} ${purpose}`),
    };
    return new Uint8Array(await crypto.subtle.deriveBits(rule, material, KEY_BYTES * 8));
  };
  const author = await importPair(await derive('author'), 'Ed25519', ['sign'], ['verify']);
  const seal = await importPair(await derive('seal'), 'X25519', ['deriveBits'], []);
  return {
    authorKey: author.raw,
    sealKey: seal.raw,
    tagKey: (await derive('tag')).slice(0, TAG_KEY_BYTES),
    openKeys: seal.keys,
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', author.keys.privateKey, message)),
  };
}

type Curve = 'Ed25519' | 'X25519';
type KeyUse = 'sign' | 'verify' | 'deriveBits';

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const PKCS8_HEAD: Readonly<Record<Curve, Bytes>> = {
  Ed25519: Uint8Array.from([0x30, 46, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 34, 4, 32]),
  X25519: Uint8Array.from([0x30, 46, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 34, 4, 32]),
};

async function importPair(
  secret: Bytes,
  curve: Curve,
  privateUses: readonly KeyUse[],
  publicUses: readonly KeyUse[],
): Promise<{ raw: Bytes; keys: KeyPair }> {
  const pkcs8 = concat(PKCS8_HEAD[curve], secret);
  secret.fill(0);
  try {
    // WebCrypto tells a public key only through a private key that can be read out; that one lives for this moment.
    const readable = await crypto.subtle.importKey('pkcs8', pkcs8, curve, true, [...privateUses]);
    const { x } = (await crypto.subtle.exportKey('jwk', readable)) as { x?: string };
    const raw = fromBase64Url(x);
    if (raw?.length !== KEY_BYTES) throw new Error(`No public key of ${curve}.`);
    return {
      raw,
      keys: {
        privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, curve, false, [...privateUses]),
        publicKey: await crypto.subtle.importKey('raw', raw, curve, true, [...publicUses]),
      },
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw new BrowserTooOld(curve);
    throw error;
  } finally {
    pkcs8.fill(0);
  }
}
