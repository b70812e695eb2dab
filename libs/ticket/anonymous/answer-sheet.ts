import { createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

/*
 * The sheet is a row of records of one size, in the order of their tags, which is the order of random numbers:
 *
 *   tag 32 ‖ HPKE enc 32 ‖ ciphertext 4032
 *
 * tag = HMAC-SHA256(tag key, `<edition>/<n>`), n = 1, 2, 3 …; HPKE base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
 * AES-256-GCM, info = `huiyin-anon-v1 answer-sheet`, aad = `<edition>/<n>`. Plaintext: uint16 records of this author ‖
 * uint16 length ‖ part ‖ zeros. The parts together are JSON, compressed with raw DEFLATE.
 */
export const RECORD_BYTES = 4_096;
/** The number of records is a multiple of this, filled up with records for nobody. */
export const RECORDS_STEP = 64;
const TAG_BYTES = 32;
const KEY_BYTES = 32;
const AEAD_BYTES = 16;
const HEAD_BYTES = 4;
const PLAINTEXT_BYTES = RECORD_BYTES - TAG_BYTES - KEY_BYTES - AEAD_BYTES;
const PART_BYTES = PLAINTEXT_BYTES - HEAD_BYTES;
const INFO = Buffer.from('huiyin-anon-v1 answer-sheet', 'utf8');

/** What one author is to read; keys as base64url. */
export interface SheetEntry {
  readonly sealKey: string;
  readonly tagKey: string;
  readonly content: unknown;
}

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** Seals what authors are to read into one file that tells nothing but, in steps, how much it is. */
export async function sealSheet(edition: string, entries: readonly SheetEntry[]): Promise<Buffer> {
  const records: Buffer[] = [];
  for (const entry of entries) {
    // Whoever gave a key to which nothing can be sealed must not keep the others from their answers.
    records.push(...(await recordsOf(edition, entry).catch(() => [])));
  }
  const full = Math.max(1, Math.ceil(records.length / RECORDS_STEP)) * RECORDS_STEP;
  while (records.length < full) records.push(await recordForNobody(edition));
  return Buffer.concat(records.sort((one, other) => one.compare(other)));
}

async function recordsOf(edition: string, { sealKey, tagKey, content }: SheetEntry): Promise<Buffer[]> {
  const packed = deflateRawSync(Buffer.from(JSON.stringify(content), 'utf8'));
  const total = Math.ceil(packed.length / PART_BYTES);
  const key = await suite.kem.deserializePublicKey(bytesOf(Buffer.from(sealKey, 'base64url')));
  const records: Buffer[] = [];
  for (let n = 1; n <= total; n++) {
    const place = `${edition}/${n}`;
    const part = packed.subarray((n - 1) * PART_BYTES, n * PART_BYTES);
    const plaintext = Buffer.alloc(PLAINTEXT_BYTES);
    plaintext.writeUInt16BE(total, 0);
    plaintext.writeUInt16BE(part.length, 2);
    part.copy(plaintext, HEAD_BYTES);
    const tag = createHmac('sha256', Buffer.from(tagKey, 'base64url')).update(place, 'utf8').digest();
    records.push(Buffer.concat([tag, await sealed(key, place, plaintext)]));
  }
  return records;
}

/** Sealed in earnest to a key that is thrown away, so that nothing sets it apart. */
async function recordForNobody(edition: string): Promise<Buffer> {
  const { publicKey } = await suite.kem.generateKeyPair();
  return Buffer.concat([
    randomBytes(TAG_BYTES),
    await sealed(publicKey, `${edition}/0`, Buffer.alloc(PLAINTEXT_BYTES)),
  ]);
}

type PublicKey = Awaited<ReturnType<typeof suite.kem.deserializePublicKey>>;

async function sealed(recipientPublicKey: PublicKey, place: string, plaintext: Buffer): Promise<Buffer> {
  const sender = await suite.createSenderContext({ recipientPublicKey, info: bytesOf(INFO) });
  const ciphertext = await sender.seal(bytesOf(plaintext), bytesOf(Buffer.from(place, 'utf8')));
  return Buffer.concat([Buffer.from(sender.enc), Buffer.from(ciphertext)]);
}

/** WebCrypto takes whole buffers, and a Buffer is often a part of one. */
function bytesOf(buffer: Buffer): ArrayBuffer {
  return Uint8Array.from(buffer).buffer;
}
