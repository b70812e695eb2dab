/** Looks for any number of byte strings at once, in as much data as there is. */
export class Needles<Owner> {
  /** First three bytes of every needle; most places of the data are passed by looking here. */
  private readonly beginnings = new Uint8Array(2 ** 21);
  private readonly byBeginning = new Map<number, { readonly bytes: Buffer; readonly owner: Owner }[]>();

  /** At least three bytes. */
  add(bytes: Buffer, owner: Owner): void {
    if (bytes.length < 3) throw new RangeError('A needle has three bytes or more.');
    const beginning = bytes.readUIntBE(0, 3);
    this.beginnings[beginning >> 3] = (this.beginnings[beginning >> 3] ?? 0) | (1 << (beginning & 7));
    const known = this.byBeginning.get(beginning);
    if (known) known.push({ bytes, owner });
    else this.byBeginning.set(beginning, [{ bytes, owner }]);
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
      for (const { bytes, owner } of this.byBeginning.get(beginning) ?? []) {
        if (data.compare(bytes, 0, bytes.length, at, Math.min(at + bytes.length, data.length)) === 0) {
          found(owner, at, bytes.length);
        }
      }
    }
  }
}
