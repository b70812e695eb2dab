import { concat, fromInteger, randomBytes, toInteger, type Bytes, type Key } from './bytes.js';

/*
 * The client's part of RSABSSA-SHA384-PSS-Randomized (RFC 9474): blind a message, have it signed by somebody who cannot
 * see it, and turn the answer into an ordinary RSASSA-PSS signature.
 */

const HASH = 'SHA-384';
const HASH_BYTES = 48;
/** As long as the hash, by the variant's definition. */
const SALT_BYTES = 48;
const RANDOMIZER_BYTES = 32;

/** A public RSA key whose signatures hide what they sign. */
export interface BlindingKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly modulusBytes: number;
  readonly verifyKey: Key;
}

/** What must be kept between blinding and the answer. */
export interface Blinded {
  /** Goes to the signer: uniformly random, whatever the message is. */
  readonly message: Bytes;
  readonly inverse: bigint;
}

/** Values that are drawn at random, except in test vectors. */
export interface Drawn {
  readonly salt: Bytes;
  readonly factor: bigint;
}

/** @param spki SubjectPublicKeyInfo in DER; whatever is no RSA key rejects */
export async function importBlindingKey(spki: Bytes): Promise<BlindingKey> {
  const verifyKey = await crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: HASH }, true, [
    'verify',
  ]);
  const { n, e } = (await crypto.subtle.exportKey('jwk', verifyKey)) as { n?: string; e?: string };
  const modulus = integerOf(n);
  return {
    modulus,
    exponent: integerOf(e),
    modulusBytes: Math.ceil(bitLength(modulus) / 8),
    verifyKey,
  };
}

/** PrepareRandomize: a message that starts with 32 random bytes, so that even a crafted key learns nothing of it. */
export function prepare(message: Uint8Array): Bytes {
  return concat(randomBytes(RANDOMIZER_BYTES), message);
}

export async function blind(key: BlindingKey, prepared: Uint8Array, drawn?: Drawn): Promise<Blinded> {
  const { modulus, exponent, modulusBytes } = key;
  const encoded = await encodePss(prepared, bitLength(modulus) - 1, drawn?.salt ?? randomBytes(SALT_BYTES));
  const message = toInteger(encoded);
  if (inverseOf(message, modulus) === null) throw new Error('This message cannot be blinded with this key.');
  for (;;) {
    const factor = drawn?.factor ?? randomBelow(modulus, modulusBytes);
    const inverse = inverseOf(factor, modulus);
    // Nobody meets such a factor with an honest key.
    if (inverse === null && drawn === undefined) continue;
    if (inverse === null) throw new Error('This factor has no inverse.');
    const blinded = (message * power(factor, exponent, modulus)) % modulus;
    return { message: fromInteger(blinded, modulusBytes), inverse };
  }
}

/** The signature, or null when the signer has not signed this message with this key. */
export async function finalize(
  key: BlindingKey,
  prepared: Bytes,
  { inverse }: Pick<Blinded, 'inverse'>,
  blindSignature: Uint8Array,
): Promise<Bytes | null> {
  if (blindSignature.length !== key.modulusBytes) return null;
  const signed = toInteger(blindSignature);
  if (signed >= key.modulus) return null;
  const signature = fromInteger((signed * inverse) % key.modulus, key.modulusBytes);
  return (await isSigned(key, prepared, signature)) ? signature : null;
}

/** An ordinary RSASSA-PSS check. */
export async function isSigned(key: BlindingKey, prepared: Bytes, signature: Bytes): Promise<boolean> {
  return crypto.subtle.verify(
    { name: 'RSA-PSS', saltLength: SALT_BYTES },
    key.verifyKey,
    signature,
    prepared,
  );
}

/** EMSA-PSS-ENCODE of RFC 8017, section 9.1.1. */
async function encodePss(message: Uint8Array, encodedBits: number, salt: Bytes): Promise<Bytes> {
  const length = Math.ceil(encodedBits / 8);
  const hash = await digest(concat(new Uint8Array(8), await digest(message), salt));
  const block = new Uint8Array(length - HASH_BYTES - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  const mask = await generateMask(hash, block.length);
  for (let i = 0; i < block.length; i++) block[i] = (block[i] ?? 0) ^ (mask[i] ?? 0);
  block[0] = (block[0] ?? 0) & (0xff >> (8 * length - encodedBits));
  return concat(block, hash, Uint8Array.of(0xbc));
}

/** MGF1 of RFC 8017, appendix B.2.1. */
async function generateMask(seed: Bytes, length: number): Promise<Bytes> {
  const blocks = await Promise.all(
    Array.from({ length: Math.ceil(length / HASH_BYTES) }, async (_, counter) =>
      digest(concat(seed, fromInteger(BigInt(counter), 4))),
    ),
  );
  return concat(...blocks).slice(0, length);
}

async function digest(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(HASH, bytes as Bytes));
}

function integerOf(base64Url: string | undefined): bigint {
  const text = atob((base64Url ?? '').replaceAll('-', '+').replaceAll('_', '/'));
  return toInteger(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** Uniform in 1 … modulus - 1. */
function randomBelow(modulus: bigint, bytes: number): bigint {
  const spare = bytes * 8 - bitLength(modulus);
  for (;;) {
    const drawn = randomBytes(bytes);
    drawn[0] = (drawn[0] ?? 0) & (0xff >> spare);
    const value = toInteger(drawn);
    if (value > 0n && value < modulus) return value;
  }
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** By Euclid; null when the two share a divisor. */
function inverseOf(value: bigint, modulus: bigint): bigint | null {
  let [remainder, next] = [modulus, value % modulus];
  let [coefficient, nextCoefficient] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [coefficient, nextCoefficient] = [nextCoefficient, coefficient - quotient * nextCoefficient];
  }
  if (remainder !== 1n) return null;
  return coefficient < 0n ? coefficient + modulus : coefficient;
}
