import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { publicKeyOf } from './raw-public-key.js';

describe('a public key from its 32 bytes', () => {
  it.each(['ed25519', 'x25519'] as const)('is the %s key that others read', (kind) => {
    for (let n = 0; n < 50; n++) {
      const { publicKey } = kind === 'ed25519' ? generateKeyPairSync(kind) : generateKeyPairSync(kind);
      const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
      // In the middle of a larger piece of memory, as it comes from the line.
      const piece = Buffer.concat([randomBytes(n), raw, randomBytes(7)]).subarray(n, n + 32);
      const key = publicKeyOf(kind, piece);
      expect(key.equals(publicKey)).toBe(true);
      expect(key.asymmetricKeyType).toBe(kind);
    }
  });

  it('is none with any other length', () => {
    for (const length of [0, 31, 33, 64]) {
      expect(() => publicKeyOf('ed25519', randomBytes(length))).toThrow('32 bytes');
    }
  });
});
