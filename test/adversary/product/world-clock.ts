import { openSync, writeSync } from 'node:fs';

/** The time of the world: stands still until it is moved, and is read by the programs from a file (told-time.ts). */
export class WorldClock {
  private readonly file: number;

  /** @param atMs milliseconds since the epoch */
  constructor(
    readonly path: string,
    private atMs: number,
  ) {
    this.file = openSync(path, 'w');
    this.moveTo(atMs);
  }

  get nowMs(): number {
    return this.atMs;
  }

  moveTo(atMs: number): void {
    this.atMs = atMs;
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(atMs);
    // At once, so that nobody reads half of it.
    writeSync(this.file, bytes, 0, 8, 0);
  }
}
