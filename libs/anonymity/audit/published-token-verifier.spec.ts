import {
  constants,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import fc from 'fast-check';
import { tokenDigest, tokenMessage } from '../token/token-verifier.js';
import { PublishedTokenVerifier } from './published-token-verifier.js';

const WEEK = '2026-W48';
const rsa = (modulusLength = 2048, publicExponent = 65_537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent });
const spkiOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });

describe('a token as it is published', () => {
  const { publicKey, privateKey } = rsa();
  const verifier = new PublishedTokenVerifier(spkiOf(publicKey));
  const published = (saltLength = 48, hash = 'sha384') => {
    const authorKey = randomBytes(32);
    const random = randomBytes(32);
    const message = tokenMessage({ week: WEEK, random }, authorKey);
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return {
      digest: tokenDigest({ week: WEEK, random }, authorKey),
      signature: sign(hash, message, { key: privateKey, padding, saltLength }),
    };
  };

  it('is valid when OpenSSL has signed the message behind it', () => {
    for (let n = 0; n < 200; n++) {
      const { digest, signature } = published();
      expect(verifier.isValid(digest, signature)).toBe(true);
    }
  });

  it('is refused after any change, with any other digest, salt or hash', () => {
    const { digest, signature } = published();
    fc.assert(
      fc.property(fc.nat(255), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Buffer.from(signature);
        other[at] = (other[at] ?? 0) ^ change;
        expect(verifier.isValid(digest, other)).toBe(false);
        const another = Buffer.from(digest);
        another[at % 48] = (another[at % 48] ?? 0) ^ change;
        expect(verifier.isValid(another, signature)).toBe(false);
      }),
    );
    expect(verifier.isValid(published().digest, signature)).toBe(false);
    for (const wrong of [published(32), published(0), published(48, 'sha256')]) {
      expect(verifier.isValid(wrong.digest, wrong.signature)).toBe(false);
    }
  });

  it('is refused whatever its bytes are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 60 }),
        (signature, digest) => {
          expect(verifier.isValid(digest, signature)).toBe(false);
        },
      ),
    );
    expect(verifier.isValid(Buffer.alloc(48), Buffer.alloc(256, 0xff))).toBe(false);
    for (const value of [0, 1]) {
      const number = Buffer.alloc(256);
      number[255] = value;
      expect(verifier.isValid(Buffer.alloc(48), number)).toBe(false);
    }
  });

  it('is refused where only the padding was made to fit', () => {
    // What encodes nothing but looks encoded, turned into a "signature" by who has the private key.
    const { digest } = published();
    const encoded = Buffer.concat([Buffer.of(0x00), randomBytes(254), Buffer.of(0xbc)]);
    const signature = privateSign(encoded);
    expect(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, signature)).toEqual(encoded);
    expect(verifier.isValid(digest, signature)).toBe(false);
  });

  it('is checked with a key of the size and kind that tokens are signed with alone', () => {
    const wrong = [rsa(1024), rsa(3072), rsa(2048, 3), generateKeyPairSync('ed25519')];
    for (const { publicKey: key } of wrong) {
      expect(() => new PublishedTokenVerifier(spkiOf(key))).toThrow('RSA-2048');
    }
    expect(() => new PublishedTokenVerifier(Buffer.from('no key'))).toThrow();
  });

  function privateSign(encoded: Buffer): Buffer {
    const { n, d } = privateKey.export({ format: 'jwk' });
    const number = (text = ''): bigint => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
    const modulus = number(n);
    let result = 1n;
    let square = BigInt(`0x${encoded.toString('hex')}`);
    for (let rest = number(d); rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * square) % modulus;
      square = (square * square) % modulus;
    }
    return Buffer.from(result.toString(16).padStart(512, '0'), 'hex');
  }
});
