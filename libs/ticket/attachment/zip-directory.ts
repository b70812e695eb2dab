import { inflateRawSync } from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const IN_ZIP64 = 0xffffffff;

export interface ZipEntry {
  readonly name: string;
  readonly compressedBytes: number;
  readonly expandedBytes: number;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated; office files use no other. */
  readonly method: number;
  readonly localOffset: number;
}

/**
 * Entries of an archive that is nothing but an archive: it begins at the first byte and ends with its directory,
 * without a comment, a gap or a second format around it. Nothing is expanded. Null when it is anything else.
 */
export function zipEntries(bytes: Buffer): ZipEntry[] | null {
  if (bytes.length < END_BYTES || bytes.readUInt32LE(0) !== LOCAL_SIGNATURE) return null;
  const end = bytes.length - END_BYTES;
  if (bytes.readUInt32LE(end) !== END_SIGNATURE || bytes.readUInt16LE(end + 20) !== 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  const start = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt16LE(end + 8) !== count || start + size !== end) return null;

  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return null;
    const nameBytes = bytes.readUInt16LE(at + 28);
    const entry: ZipEntry = {
      name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      compressedBytes: bytes.readUInt32LE(at + 20),
      expandedBytes: bytes.readUInt32LE(at + 24),
      localOffset: bytes.readUInt32LE(at + 42),
    };
    const fits =
      entry.compressedBytes !== IN_ZIP64 &&
      entry.expandedBytes !== IN_ZIP64 &&
      entry.localOffset + LOCAL_BYTES + entry.compressedBytes <= start;
    if (!fits) return null;
    entries.push(entry);
    at += ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return at === end ? entries : null;
}

/** Content of one entry, or null when it is damaged or would have more than `maxBytes`. */
export function expandEntry(bytes: Buffer, entry: ZipEntry, maxBytes: number): Buffer | null {
  if (bytes.readUInt32LE(entry.localOffset) !== LOCAL_SIGNATURE) return null;
  const start =
    entry.localOffset +
    LOCAL_BYTES +
    bytes.readUInt16LE(entry.localOffset + 26) +
    bytes.readUInt16LE(entry.localOffset + 28);
  const packed = bytes.subarray(start, start + entry.compressedBytes);
  if (entry.method === 0) return packed.length <= maxBytes ? packed : null;
  try {
    return inflateRawSync(packed, { maxOutputLength: maxBytes });
  } catch {
    return null;
  }
}
