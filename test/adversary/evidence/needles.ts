interface Needle<Owner> {
  readonly bytes: Buffer;
  readonly owner: Owner;
}

type ByEnd<Owner> = Map<string, Needle<Owner>[]>;

/** Bytes at the end by which needles of one beginning are told apart: titles and identifiers begin alike. */
const END = 8;

/** Looks for any number of byte strings at once, in as much data as there is. */
export class Needles<Owner> {
  /** First three bytes of every needle; most places of the data are passed by looking here. */
  private readonly beginnings = new Uint8Array(2 ** 21);
  /** By the beginning, then by the length, then by the end. */
  private readonly byBeginning = new Map<number, Map<number, ByEnd<Owner>>>();

  /** At least three bytes. */
  add(bytes: Buffer, owner: Owner): void {
    if (bytes.length < 3) throw new RangeError('A needle has three bytes or more.');
    const beginning = bytes.readUIntBE(0, 3);
    this.beginnings[beginning >> 3] = (this.beginnings[beginning >> 3] ?? 0) | (1 << (beginning & 7));
    const byLength = getOrAdd(this.byBeginning, beginning, () => new Map<number, ByEnd<Owner>>());
    const byEnd = getOrAdd(byLength, bytes.length, (): ByEnd<Owner> => new Map());
    getOrAdd(byEnd, endOf(bytes, 0, bytes.length), (): Needle<Owner>[] => []).push({ bytes, owner });
  }

  /** A text as it is, and whatever spelling of bytes somebody may have written down. */
  addBytes(bytes: Buffer, owner: Owner): void {
    this.add(bytes, owner);
    this.add(Buffer.from(bytes.toString('hex')), owner);
    this.add(Buffer.from(bytes.toString('base64url')), owner);
    const base64 = bytes.toString('base64');
    if (/[+/]/.test(base64)) this.add(Buffer.from(base64.replace(/=+$/, '')), owner);
  }

  /** Tells every place at which a needle begins. */
  search(data: Buffer, found: (owner: Owner, at: number, length: number) => void): void {
    const { beginnings } = this;
    let beginning = data.length < 3 ? 0 : data.readUInt16BE(0);
    for (let at = 0; at + 3 <= data.length; at++) {
      beginning = ((beginning << 8) | (data[at + 2] ?? 0)) & 0xff_ff_ff;
      if (((beginnings[beginning >> 3] ?? 0) & (1 << (beginning & 7))) === 0) continue;
      for (const [length, byEnd] of this.byBeginning.get(beginning) ?? []) {
        if (at + length > data.length) continue;
        for (const { bytes, owner } of byEnd.get(endOf(data, at, length)) ?? []) {
          if (data.compare(bytes, 0, length, at, at + length) === 0) found(owner, at, length);
        }
      }
    }
  }
}

function endOf(data: Buffer, at: number, length: number): string {
  return data.toString('latin1', at + Math.max(0, length - END), at + length);
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
