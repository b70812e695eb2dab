import { openSync, readSync, writeSync } from 'node:fs';
import { Clock } from '@huiyin/platform';
import { MovableClock } from '../../support/movable-clock.js';

/** Time that stands still until this process moves it, for other processes too: they read it from a file. */
export class SharedClock extends MovableClock {
  private readonly file: number;

  constructor(path: string, start: string) {
    super(start);
    this.file = openSync(path, 'w');
    this.tell();
  }

  override moveTo(instant: string | Date): void {
    super.moveTo(instant);
    this.tell();
  }

  /** Eight bytes at once, so that nobody reads half of it. */
  private tell(): void {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(this.now().getTime());
    writeSync(this.file, bytes, 0, 8, 0);
  }
}

/** The time that another process has told. */
export class ToldClock extends Clock {
  private readonly bytes = Buffer.alloc(8);
  private readonly file: number;

  constructor(path: string) {
    super();
    this.file = openSync(path, 'r');
  }

  now(): Date {
    readSync(this.file, this.bytes, 0, 8, 0);
    return new Date(this.bytes.readDoubleLE());
  }
}
