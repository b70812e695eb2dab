import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';

const MAGIC = Buffer.from('HYJ1', 'latin1');
const CHECK_BYTES = 16;
const FRAME_BYTES = MAGIC.length + 4 + CHECK_BYTES;
const WIPE_BYTES = 1_048_576;

/** Where a record lies; valid until the journal is rewritten. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/**
 * Records in one file that survive the death of the process, however it dies; the file has to lie where nothing reaches
 * a disk. A record is there when `append` has returned, and may be there or not when it has not.
 */
export class Journal {
  private constructor(
    private readonly path: string,
    private file: number,
    private size: number,
  ) {}

  /** Opens or makes the file and reads what is whole; what was torn by a death was never confirmed and is wiped. */
  static open(path: string): { journal: Journal; places: Place[]; tornBytes: number } {
    wipeFile(newPath(path));
    const file = openSync(path, existsSync(path) ? 'r+' : 'wx+', 0o600);
    const { size } = fstatSync(file);
    const places: Place[] = [];
    let end = 0;
    for (let place = readFrame(file, 0, size); place; place = readFrame(file, end, size)) {
      places.push(place);
      end = place.at + place.length;
    }
    wipe(file, end, size);
    ftruncateSync(file, end);
    return { journal: new Journal(path, file, end), places, tornBytes: size - end };
  }

  get bytes(): number {
    return this.size;
  }

  /** @throws when the file system is full; the journal is then as before */
  append(record: Uint8Array): Place {
    const place = writeFrame(this.file, this.size, record);
    this.size = place.at + place.length;
    return place;
  }

  read(place: Place): Buffer {
    return readBytes(this.file, place.at, place.length);
  }

  /** Keeps these records, in this order, and overwrites the whole old file; places are new afterwards. */
  rewrite(keep: readonly Place[]): Place[] {
    const path = newPath(this.path);
    const file = openSync(path, 'w+', 0o600);
    let size = 0;
    const places = keep.map((place) => {
      const kept = writeFrame(file, size, this.read(place));
      size = kept.at + kept.length;
      return kept;
    });
    renameSync(path, this.path);
    // Dead from here on, the old file has no name, and its memory is given back.
    wipe(this.file, 0, this.size);
    ftruncateSync(this.file, 0);
    closeSync(this.file);
    this.file = file;
    this.size = size;
    return places;
  }

  close(): void {
    closeSync(this.file);
  }
}

function newPath(path: string): string {
  return `${path}.new`;
}

function checkOf(record: Uint8Array): Buffer {
  return createHash('sha256').update(record).digest().subarray(0, CHECK_BYTES);
}

function writeFrame(file: number, at: number, record: Uint8Array): Place {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(record.length);
  const frame = Buffer.concat([MAGIC, length, checkOf(record), record]);
  try {
    for (let done = 0; done < frame.length;)
      done += writeSync(file, frame, done, frame.length - done, at + done);
  } catch (error) {
    ftruncateSync(file, at);
    throw error;
  }
  return { at: at + FRAME_BYTES, length: record.length };
}

/** The record whose frame begins here, or null where no whole one does. */
function readFrame(file: number, at: number, size: number): Place | null {
  if (at + FRAME_BYTES > size) return null;
  const head = readBytes(file, at, FRAME_BYTES);
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const place = { at: at + FRAME_BYTES, length: head.readUInt32BE(MAGIC.length) };
  if (place.at + place.length > size) return null;
  const check = checkOf(readBytes(file, place.at, place.length));
  return check.equals(head.subarray(MAGIC.length + 4)) ? place : null;
}

function readBytes(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const count = readSync(file, bytes, done, length - done, at + done);
    if (count === 0) throw new Error('The journal ends in the middle of a record.');
    done += count;
  }
  return bytes;
}

function wipe(file: number, from: number, to: number): void {
  const zeros = Buffer.alloc(Math.min(WIPE_BYTES, Math.max(0, to - from)));
  for (let at = from; at < to;) at += writeSync(file, zeros, 0, Math.min(zeros.length, to - at), at);
}

function wipeFile(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r+');
  wipe(file, 0, fstatSync(file).size);
  closeSync(file);
  rmSync(path);
}
