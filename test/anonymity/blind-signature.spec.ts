import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import fc from 'fast-check';
import {
  blind,
  finalize,
  importBlindingKey,
  isSigned,
  prepare,
} from '../../apps/web/features/anonymity/protocol/blind-signature.js';
import { toInteger, type Bytes } from '../../apps/web/features/anonymity/protocol/bytes.js';
import { isTokenValid, requestToken } from '../../apps/web/features/anonymity/protocol/token.js';
import { BlindSigner } from '../../libs/anonymity/issuer/blind-signer.js';
import { TokenVerifier } from '../../libs/anonymity/token/token-verifier.js';

const vector = JSON.parse(
  readFileSync(new URL('../fixtures/rfc9474-pss-randomized.json', import.meta.url), 'utf8'),
) as Record<string, string>;

const hex = (bytes: Uint8Array | bigint): string =>
  typeof bytes === 'bigint' ? bytes.toString(16) : Buffer.from(bytes).toString('hex');
const bytesOf = (name: string): Bytes => Uint8Array.from(Buffer.from(vector[name] ?? '', 'hex'));
const integerOf = (name: string): bigint => toInteger(bytesOf(name));

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spkiOf = (key: typeof pair): Bytes =>
  Uint8Array.from(key.publicKey.export({ format: 'der', type: 'spki' }));
const signer = new BlindSigner(pair.privateKey);

describe('the vector of RFC 9474, RSABSSA-SHA384-PSS-Randomized', () => {
  const key = async () =>
    importBlindingKey(
      Uint8Array.from(
        createPublicKey({
          format: 'jwk',
          key: {
            kty: 'RSA',
            n: Buffer.from(bytesOf('n')).toString('base64url'),
            e: Buffer.from(bytesOf('e')).toString('base64url'),
          },
        }).export({ format: 'der', type: 'spki' }),
      ),
    );
  // r is not part of the vector: it is the inverse of inv.
  const factorOf = (inverse: bigint, modulus: bigint): bigint => {
    let [a, b, x, y] = [inverse, modulus, 1n, 0n];
    while (b !== 0n) {
      const quotient = a / b;
      [a, b, x, y] = [b, a % b, y, x - quotient * y];
    }
    return ((x % modulus) + modulus) % modulus;
  };

  it('is met byte for byte when blinding', async () => {
    const salt = bytesOf('salt');
    const factor = factorOf(integerOf('inv'), integerOf('n'));
    const blinded = await blind(await key(), bytesOf('prepared_msg'), { salt, factor });
    expect(hex(blinded.message)).toBe(vector['blinded_msg']);
    expect(blinded.inverse).toBe(integerOf('inv'));
  });

  it('is met byte for byte when finalizing', async () => {
    const signature = await finalize(
      await key(),
      bytesOf('prepared_msg'),
      { inverse: integerOf('inv') },
      bytesOf('blind_sig'),
    );
    expect(hex(signature ?? new Uint8Array())).toBe(vector['sig']);
  });

  it('prepares a message with 32 bytes before it', () => {
    const message = bytesOf('msg');
    const prepared = prepare(message);
    expect(hex(prepared.slice(32))).toBe(vector['msg']);
    expect(vector['prepared_msg']).toBe(`${vector['msg_prefix']}${vector['msg']}`);
    expect(hex(prepare(message))).not.toBe(hex(prepared));
  });
});

describe('another implementation', () => {
  const suite = RSABSSA.SHA384.PSS.Randomized();
  const importFor = async (extractable = true) =>
    crypto.subtle.importKey('spki', spkiOf(pair), { name: 'RSA-PSS', hash: 'SHA-384' }, extractable, [
      'verify',
    ]);

  it('accepts what we made with our own signer', async () => {
    const key = await importBlindingKey(spkiOf(pair));
    const prepared = prepare(randomBytes(80));
    const blinded = await blind(key, prepared);
    const signature = await finalize(key, prepared, blinded, signer.sign(blinded.message));
    expect(await suite.verify(await importFor(), signature ?? new Uint8Array(), prepared)).toBe(true);
  });

  it('gets its own messages signed by our signer, and we accept them', async () => {
    const prepared = Uint8Array.from(suite.prepare(randomBytes(80)));
    const { blindedMsg, inv } = await suite.blind(await importFor(), prepared);
    const blindSignature = Uint8Array.from(signer.sign(blindedMsg));
    const theirs = await suite.finalize(await importFor(), prepared, blindSignature, inv);
    const key = await importBlindingKey(spkiOf(pair));
    const ours = await finalize(key, prepared, { inverse: toInteger(inv) }, blindSignature);
    expect(hex(ours ?? new Uint8Array())).toBe(hex(theirs));
    expect(await isSigned(key, prepared, Uint8Array.from(theirs))).toBe(true);
  });

  it('blinds to the same bytes when it draws the same numbers', async () => {
    const key = await importBlindingKey(spkiOf(pair));
    const prepared = prepare(randomBytes(10));
    const blinded = await blind(key, prepared);
    const theirs = await suite.finalize(
      await importFor(),
      prepared,
      Uint8Array.from(signer.sign(blinded.message)),
      Uint8Array.from(Buffer.from(blinded.inverse.toString(16).padStart(512, '0'), 'hex')),
    );
    expect(await isSigned(key, prepared, Uint8Array.from(theirs))).toBe(true);
  });
});

describe('a token', () => {
  const WEEK = '2026-W48';
  const authorKey = Uint8Array.from(randomBytes(32));
  const verifier = new TokenVerifier(WEEK, spkiOf(pair));

  const issued = async (week = WEEK, by = signer) => {
    const key = await importBlindingKey(spkiOf(pair));
    const request = await requestToken(key, week, authorKey);
    const signature = by.sign(Buffer.from(request.blinded, 'base64url'));
    return { key, token: await request.finish(signature.toString('base64url')) };
  };

  it('made by the browser is taken by the intake and by auditors', async () => {
    for (let i = 0; i < 20; i++) {
      const { key, token } = await issued();
      if (!token) throw new Error('not issued');
      expect(token.signature).toHaveLength(256);
      expect(verifier.isValid(token, authorKey)).toBe(true);
      expect(await isTokenValid(key, token, authorKey)).toBe(true);
    }
  });

  it('is worth nothing after any change, for another author, week or key', async () => {
    const { key, token } = await issued();
    if (!token) throw new Error('not issued');
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(new TokenVerifier(WEEK, spkiOf(other)).isValid(token, authorKey)).toBe(false);
    expect(new TokenVerifier('2026-W49', spkiOf(pair)).isValid(token, authorKey)).toBe(false);
    expect(verifier.isValid({ ...token, week: '2026-W49' }, authorKey)).toBe(false);
    expect(
      new TokenVerifier('2026-W49', spkiOf(pair)).isValid({ ...token, week: '2026-W49' }, authorKey),
    ).toBe(false);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('random', 'signature', 'author' as const),
        fc.nat(255),
        fc.integer({ min: 1, max: 255 }),
        async (part, at, flip) => {
          const flipped = (bytes: Bytes): Bytes => {
            const changed = Uint8Array.from(bytes);
            changed[at % bytes.length] = (changed[at % bytes.length] ?? 0) ^ flip;
            return changed;
          };
          const changed = {
            week: token.week,
            random: part === 'random' ? flipped(token.random) : token.random,
            signature: part === 'signature' ? flipped(token.signature) : token.signature,
          };
          const author = part === 'author' ? flipped(authorKey) : authorKey;
          expect(verifier.isValid(changed, author)).toBe(false);
          expect(await isTokenValid(key, changed, author)).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of any length and rubbish is refused without a failure', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (one, other) => {
        expect(verifier.isValid({ week: WEEK, random: one, signature: other }, one)).toBe(false);
        expect(verifier.isValid({ week: WEEK, random: randomBytes(32), signature: other }, authorKey)).toBe(
          false,
        );
      }),
    );
  });

  it('is not finished with an answer that another key signed, or that is none', async () => {
    const other = new BlindSigner(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
    const key = await importBlindingKey(spkiOf(pair));
    for (let refused = 0; refused < 4;) {
      const request = await requestToken(key, WEEK, authorKey);
      const message = Buffer.from(request.blinded, 'base64url');
      // Some are larger than what the other key signs.
      if (!other.accepts(message)) continue;
      refused++;
      expect(await request.finish(other.sign(message).toString('base64url'))).toBeNull();
    }
    const request = await requestToken(key, WEEK, authorKey);
    const rubbish = ['', 'A', 'A'.repeat(342), '_'.repeat(341) + 'w', 'no base64!', null, 17, {}];
    for (const answer of rubbish) expect(await request.finish(answer)).toBeNull();
  });

  it('cannot be found again among the requests: each fits to each', async () => {
    // Given any request and any token there is exactly one blinding factor that would lead from the one to the other.
    const modulus = toInteger(Buffer.from(pair.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'));
    const runs = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const key = await importBlindingKey(spkiOf(pair));
        const request = await requestToken(key, WEEK, Uint8Array.from(randomBytes(32)));
        const blindSignature = signer.sign(Buffer.from(request.blinded, 'base64url'));
        const token = await request.finish(blindSignature.toString('base64url'));
        return {
          blinded: toInteger(Buffer.from(request.blinded, 'base64url')),
          blindSignature: toInteger(blindSignature),
          signature: toInteger(token?.signature ?? new Uint8Array()),
        };
      }),
    );
    const power = (base: bigint): bigint => {
      let result = base;
      for (let i = 0; i < 16; i++) result = (result * result) % modulus;
      return (result * base) % modulus;
    };
    for (const request of runs) {
      for (const token of runs) {
        // r = blind signature / signature; then encoded message · r^e must be the blinded message.
        const inverse = inverseOf(token.signature, modulus);
        const factor = (request.blindSignature * inverse) % modulus;
        expect((power(token.signature) * power(factor)) % modulus).toBe(request.blinded);
      }
    }
  });
});

function inverseOf(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a % b, y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}
