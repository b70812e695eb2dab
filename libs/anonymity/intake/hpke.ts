import { createHmac, createSecretKey, diffieHellman, type KeyObject } from 'node:crypto';
import { publicKeyOf } from './raw-public-key.js';

/*
 * The receiving half of RFC 9180 for the one suite that we use: base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
 * AES-256-GCM, a single message. Browsers and tests use @hpke/core, and tests hold the two together, with the vectors of
 * the RFC. Why it is ours: docs/adr/0013.
 */

const KEM = suiteId('KEM', 0x0020);
const HPKE = suiteId('HPKE', 0x0020, 0x0001, 0x0002);
const VERSION = Buffer.from('HPKE-v1', 'latin1');
const BASE_MODE = Buffer.of(0);
const NOTHING = Buffer.alloc(0);
const NO_SALT = createSecretKey(NOTHING);
const HASH_BYTES = 32;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** What sender and receiver share after the first 32 bytes have arrived. */
export interface HpkeContext {
  /** AES-256. */
  readonly key: KeyObject;
  /** Of the first and only message. */
  readonly nonce: Buffer;
  /** A secret of their own for both, named by its context; 32 bytes. */
  exportSecret(context: Uint8Array): Buffer;
}

/** Receives what was sealed to one key. */
export class HpkeReceiver {
  private readonly publicKey: Buffer;
  private readonly scheduleContext: Buffer;

  /** @param info what sender and receiver have agreed that this is about */
  constructor(
    private readonly privateKey: KeyObject,
    info: Uint8Array,
  ) {
    this.publicKey = Buffer.from(privateKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const noPsk = labeledExtract(NO_SALT, HPKE, 'psk_id_hash', NOTHING);
    this.scheduleContext = Buffer.concat([
      BASE_MODE,
      noPsk,
      labeledExtract(NO_SALT, HPKE, 'info_hash', info),
    ]);
  }

  /**
   * @param encapsulated the sender's one-time public key, 32 bytes
   * @throws Error for a key that no honest sender makes
   */
  receive(encapsulated: Uint8Array): HpkeContext {
    const theirs = publicKeyOf('x25519', encapsulated);
    // OpenSSL refuses the points of small order, as the RFC demands.
    const dh = diffieHellman({ privateKey: this.privateKey, publicKey: theirs });
    const kemContext = Buffer.concat([encapsulated, this.publicKey]);
    const extracted = createSecretKey(labeledExtract(NO_SALT, KEM, 'eae_prk', dh));
    const shared = createSecretKey(labeledExpand(extracted, KEM, 'shared_secret', kemContext, HASH_BYTES));
    const secret = createSecretKey(labeledExtract(shared, HPKE, 'secret', NOTHING));
    const exporter = createSecretKey(labeledExpand(secret, HPKE, 'exp', this.scheduleContext, HASH_BYTES));
    return {
      key: createSecretKey(labeledExpand(secret, HPKE, 'key', this.scheduleContext, KEY_BYTES)),
      nonce: labeledExpand(secret, HPKE, 'base_nonce', this.scheduleContext, NONCE_BYTES),
      exportSecret: (context) => labeledExpand(exporter, HPKE, 'sec', context, HASH_BYTES),
    };
  }
}

function suiteId(name: string, ...ids: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from(name, 'latin1'), ...ids.map(twoBytes)]);
}

function twoBytes(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff);
}

function labeledExtract(salt: KeyObject, suite: Buffer, label: string, input: Uint8Array): Buffer {
  // HMAC pads its key with zeros, so that no salt and a salt of zeros are the same.
  return createHmac('sha256', salt).update(VERSION).update(suite).update(label).update(input).digest();
}

/** At most one block of the hash: all that this suite needs. */
function labeledExpand(
  secret: KeyObject,
  suite: Buffer,
  label: string,
  info: Uint8Array,
  length: number,
): Buffer {
  return createHmac('sha256', secret)
    .update(twoBytes(length))
    .update(VERSION)
    .update(suite)
    .update(label)
    .update(info)
    .update(Buffer.of(1))
    .digest()
    .subarray(0, length);
}
