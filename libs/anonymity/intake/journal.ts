import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

const HEAD_MAGIC = Buffer.from('HYG2', 'latin1');
const MAGIC = Buffer.from('HYJ1', 'latin1');
const CHECK_BYTES = 16;
const NUMBER_BYTES = 4;
/** Of a file and of a record: magic ‖ number (big-endian) ‖ check. The number is the generation, or the length. */
const FRAME_BYTES = MAGIC.length + NUMBER_BYTES + CHECK_BYTES;
const PIECE_BYTES = 1_048_576;
/** Opened, or made for this user alone. */
const FLAGS = { there: 'r+', new: 'wx+' } as const;

/** Where a record lies; valid until the journal is rewritten. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** There is no room for another record. */
export class JournalFull extends Error {}

/**
 * Records that survive the death of the process, however it dies; its two files have to lie where nothing reaches a disk.
 * A record is there when `append` has returned, and may be there or not when it has not.
 *
 * Both files are as large as they ever get from the first moment on, zeros where nothing is: in the machine's figures of
 * memory and disks, which are recorded with seconds, nothing shows that a message has come. One file holds the records;
 * a rewrite fills the other, and counts from the moment when that has the greater generation.
 */
export class Journal {
  private constructor(
    /** The first is the one that counts. */
    private files: readonly [number, number],
    private generation: number,
    private end: number,
    private readonly capacity: number,
  ) {}

  /**
   * Opens or makes the files and reads what is whole; what was torn by a death was never confirmed and is wiped.
   * @param capacity bytes of each file, unless they are larger already
   * @throws when the file system has not as much
   */
  static open(path: string, capacity: number): { journal: Journal; places: Place[]; tornBytes: number } {
    const files = [openFile(`${path}.1`), openFile(`${path}.2`)] as const;
    const size = Math.max(capacity, ...files.map((file) => fstatSync(file).size));
    for (const file of files) wipe(file, fstatSync(file).size, size);
    const [one, other] = files.map(generationOf) as [number, number];
    const [file, old] = one >= other ? files : ([files[1], files[0]] as const);
    const generation = Math.max(one, other);
    // A rewrite that died before it counted, or before it had wiped what it replaced.
    clean(old, 0, size);
    const places: Place[] = [];
    let end = FRAME_BYTES;
    if (generation === 0) clean(file, 0, size);
    else {
      for (let place = readFrame(file, end, size); place; place = readFrame(file, end, size)) {
        places.push(place);
        end = place.at + place.length;
      }
    }
    const tornBytes = clean(file, end, size);
    const journal = new Journal([file, old], Math.max(generation, 1), end, size);
    if (generation === 0) writeHead(file, 1);
    return { journal, places, tornBytes };
  }

  /** @throws JournalFull */
  append(record: Uint8Array): Place {
    const [file] = this.files;
    if (this.end + FRAME_BYTES + record.length > this.capacity) throw new JournalFull();
    const place = writeFrame(file, this.end, record);
    this.end = place.at + place.length;
    return place;
  }

  read(place: Place): Buffer {
    return readBytes(this.files[0], place.at, place.length);
  }

  /** Keeps these records, in this order, and overwrites all others; places are new afterwards. */
  rewrite(keep: readonly Place[]): Place[] {
    const [file, next] = this.files;
    let end = FRAME_BYTES;
    const places = keep.map((place) => {
      const kept = writeFrame(next, end, this.read(place));
      end = kept.at + kept.length;
      return kept;
    });
    writeHead(next, this.generation + 1);
    const wiped = this.end;
    this.files = [next, file];
    this.generation++;
    this.end = end;
    // Dead from here on, the older generation is wiped when the journal is opened.
    wipe(file, 0, wiped);
    return places;
  }

  close(): void {
    for (const file of this.files) closeSync(file);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, FLAGS.there);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return openSync(path, FLAGS.new, 0o600);
  }
}

function checkOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, CHECK_BYTES);
}

function frameOf(magic: Buffer, number: number, checked: Uint8Array): Buffer {
  const bytes = Buffer.alloc(NUMBER_BYTES);
  bytes.writeUInt32BE(number);
  return Buffer.concat([magic, bytes, checkOf(checked)]);
}

function headOf(generation: number): Buffer {
  return frameOf(HEAD_MAGIC, generation, Buffer.from(`generation ${generation}`));
}

function writeHead(file: number, generation: number): void {
  write(file, 0, headOf(generation));
}

/** 0 for what has no whole head. */
function generationOf(file: number): number {
  const head = readBytes(file, 0, FRAME_BYTES);
  const generation = head.readUInt32BE(HEAD_MAGIC.length);
  return head.equals(headOf(generation)) ? generation : 0;
}

function writeFrame(file: number, at: number, record: Uint8Array): Place {
  const frame = Buffer.concat([frameOf(MAGIC, record.length, record), record]);
  try {
    write(file, at, frame);
  } catch (error) {
    wipe(file, at, at + frame.length);
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
  return check.equals(head.subarray(MAGIC.length + NUMBER_BYTES)) ? place : null;
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

function write(file: number, at: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(file, bytes, done, bytes.length - done, at + done);
  }
}

/** Written, not left out: a hole in a file would be filled, and seen, when a message comes. */
function wipe(file: number, from: number, to: number): void {
  const zeros = Buffer.alloc(Math.min(PIECE_BYTES, Math.max(0, to - from)));
  for (let at = from; at < to;) at += writeSync(file, zeros, 0, Math.min(zeros.length, to - at), at);
}

/** Wipes whatever is no zero, and says how many bytes there were from the first of them to the last. */
function clean(file: number, from: number, to: number): number {
  const zeros = Buffer.alloc(PIECE_BYTES);
  let [first, last] = [to, to];
  for (let at = from; at < to; at += PIECE_BYTES) {
    const piece = readBytes(file, at, Math.min(PIECE_BYTES, to - at));
    if (piece.equals(zeros.subarray(0, piece.length))) continue;
    first = Math.min(first, at + piece.findIndex((byte) => byte !== 0));
    last = at + piece.findLastIndex((byte) => byte !== 0) + 1;
  }
  wipe(file, first, last);
  return last - first;
}
