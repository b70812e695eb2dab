import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Author } from './author.js';
import { areEqual, concat, utf8, type Bytes } from './bytes.js';
import { KEY_BYTES, LABEL } from './constants.js';

/*
 * The reading half of the answer sheet; libs/ticket/anonymous/answer-sheet.ts describes and makes it. Everybody holds the
 * whole sheet, so that reading one's own records is nothing that anybody could see.
 */
const RECORD_BYTES = 4_096;
const TAG_BYTES = 32;
const INFO = utf8(`${LABEL} answer-sheet`);

/** There is something for this author, and it is not as it must be. */
export class SheetDamaged extends Error {
  override readonly name = 'SheetDamaged';
}

/**
 * What a sheet says to an author, parsed; null when it says nothing.
 * @throws SheetDamaged
 */
export async function readSheet(author: Author, edition: string, sheet: Bytes): Promise<unknown> {
  const tagKey = await crypto.subtle.importKey(
    'raw',
    author.tagKey,
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const parts: Bytes[] = [];
  for (let n = 1, total = 1; n <= total; n++) {
    const place = utf8(`${edition}/${n}`);
    const tag = new Uint8Array(await crypto.subtle.sign('HMAC', tagKey, place));
    const record = recordWith(tag, sheet);
    if (record === null && n === 1) return null;
    if (record === null) throw new SheetDamaged('A part is missing.');
    const plain = await open(author, place, record);
    const view = new DataView(plain.buffer);
    total = view.getUint16(0);
    parts.push(plain.slice(4, 4 + view.getUint16(2)));
  }
  return unpack(concat(...parts));
}

function recordWith(tag: Uint8Array, sheet: Bytes): Bytes | null {
  for (let at = 0; at + RECORD_BYTES <= sheet.length; at += RECORD_BYTES) {
    if (areEqual(sheet.subarray(at, at + TAG_BYTES), tag))
      return sheet.slice(at + TAG_BYTES, at + RECORD_BYTES);
  }
  return null;
}

async function open({ openKeys }: Author, place: Bytes, record: Bytes): Promise<Bytes> {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: openKeys,
      enc: record.slice(0, KEY_BYTES),
      info: INFO,
    });
    return new Uint8Array(await recipient.open(record.slice(KEY_BYTES), place));
  } catch {
    throw new SheetDamaged('A part does not open.');
  }
}

async function unpack(packed: Bytes): Promise<unknown> {
  try {
    const inflated = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return JSON.parse(await new Response(inflated).text());
  } catch {
    throw new SheetDamaged('The parts make no whole.');
  }
}
