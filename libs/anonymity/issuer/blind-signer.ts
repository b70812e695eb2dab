import { constants, createPublicKey, privateDecrypt, publicEncrypt, type KeyObject } from 'node:crypto';
import { SIGNATURE_BYTES } from '../domain/protocol.js';

/** Signs blinded messages with one key: BlindSign of RFC 9474, section 4.3. OpenSSL does it in constant time. */
export class BlindSigner {
  private readonly publicKey: KeyObject;
  private readonly modulus: Buffer;

  constructor(private readonly privateKey: KeyObject) {
    this.publicKey = createPublicKey(privateKey);
    this.modulus = Buffer.from(this.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url');
    if (this.modulus.length !== SIGNATURE_BYTES) throw new Error('A token is signed with RSA-2048.');
  }

  /** Exactly as long as the modulus, and smaller than it: the only inputs that RSA is defined for. */
  accepts(blinded: Uint8Array): boolean {
    return blinded.length === SIGNATURE_BYTES && Buffer.compare(blinded, this.modulus) < 0;
  }

  /**
   * The same message always gets the same signature, so that asking again gives nothing new away.
   * @throws Error when the processor miscalculated: a faulty signature would give away the key
   */
  sign(blinded: Uint8Array): Buffer {
    const padding = constants.RSA_NO_PADDING;
    const signature = privateDecrypt({ key: this.privateKey, padding }, blinded);
    const again = publicEncrypt({ key: this.publicKey, padding }, signature);
    if (!again.equals(blinded)) throw new Error('A signature did not verify and was not given out.');
    return signature;
  }
}
