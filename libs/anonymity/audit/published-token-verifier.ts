import { constants, createHash, createPublicKey, publicEncrypt, type KeyObject } from 'node:crypto';
import { SIGNATURE_BYTES } from '../domain/protocol.js';

const HASH_BYTES = 48;
/** As long as the hash, by the variant that signs tokens. */
const SALT_BYTES = 48;
const MASKED_BYTES = SIGNATURE_BYTES - HASH_BYTES - 1;

/**
 * Checks tokens as they are published: a signature over a digest whose message nobody is told. Node hashes whatever it
 * verifies, so the last steps of RSASSA-PSS are here. OpenSSL alone does the same:
 * `openssl pkeyutl -verify -pubin -inkey KEY -sigfile SIGNATURE -in DIGEST -pkeyopt digest:sha384
 * -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:48`.
 */
export class PublishedTokenVerifier {
  private readonly key: KeyObject;

  /**
   * @param spki the issuer's public key of the week, from the key log
   * @throws Error when it is no RSA-2048 key with e = 65537
   */
  constructor(spki: Uint8Array) {
    this.key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const { modulusLength, publicExponent } = this.key.asymmetricKeyDetails ?? {};
    if (
      this.key.asymmetricKeyType !== 'rsa' ||
      modulusLength !== SIGNATURE_BYTES * 8 ||
      publicExponent !== 65_537n
    ) {
      throw new Error('A token is signed with RSA-2048, e = 65537.');
    }
  }

  /** EMSA-PSS-VERIFY of RFC 8017, section 9.1.2, from its third step on; takes any bytes. */
  isValid(digest: Uint8Array, signature: Uint8Array): boolean {
    if (digest.length !== HASH_BYTES || signature.length !== SIGNATURE_BYTES) return false;
    const encoded = this.open(signature);
    if (encoded === null || encoded[SIGNATURE_BYTES - 1] !== 0xbc) return false;
    const hash = encoded.subarray(MASKED_BYTES, MASKED_BYTES + HASH_BYTES);
    const block = encoded.subarray(0, MASKED_BYTES);
    // The modulus has 2,048 bits and what is encoded one less.
    if ((block[0] ?? 0) & 0x80) return false;
    const mask = maskOf(hash);
    for (let i = 0; i < MASKED_BYTES; i++) block[i] = (block[i] ?? 0) ^ (mask[i] ?? 0);
    block[0] = (block[0] ?? 0) & 0x7f;
    const padding = block.subarray(0, MASKED_BYTES - SALT_BYTES);
    if (padding.at(-1) !== 1 || padding.subarray(0, -1).some((byte) => byte !== 0)) return false;
    const salt = block.subarray(-SALT_BYTES);
    return sha384(Buffer.alloc(8), digest, salt).equals(hash);
  }

  /** Null for a number that is none of this modulus. */
  private open(signature: Uint8Array): Buffer | null {
    try {
      return publicEncrypt({ key: this.key, padding: constants.RSA_NO_PADDING }, signature);
    } catch {
      return null;
    }
  }
}

/** MGF1 of RFC 8017, appendix B.2.1. */
function maskOf(seed: Uint8Array): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; blocks.length * HASH_BYTES < MASKED_BYTES; counter++) {
    blocks.push(sha384(seed, Buffer.of(0, 0, 0, counter)));
  }
  return Buffer.concat(blocks);
}

function sha384(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha384');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
