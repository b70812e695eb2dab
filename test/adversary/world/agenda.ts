import type { WorldClock } from '../product/world-clock.js';

interface Entry {
  readonly atMs: number;
  readonly who: object;
  readonly act: () => Promise<void>;
}

/** Enough to keep two processors busy. */
const AT_ONCE = 4;
/** Nothing begins so long, in the world's time, after something that has not ended: nobody works that slowly. */
const LONGEST_MS = 4 * 60_000;

/** What is going to happen, in the order of the world's time; for each person one after the other. */
export class Agenda {
  private readonly entries: Entry[] = [];
  private readonly underWay = new Map<object, { readonly atMs: number; readonly done: Promise<void> }>();
  private failure: Error | undefined;

  constructor(private readonly clock: WorldClock) {}

  at(atMs: number, who: object, act: () => Promise<void>): void {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, { atMs, who, act });
  }

  /** Lets everything happen, also what is entered meanwhile. */
  async run(): Promise<void> {
    while (this.entries.length + this.underWay.size > 0 && this.failure === undefined) {
      const next = this.next();
      if (next) this.begin(next);
      else await Promise.race(this.dones());
    }
    await Promise.all(this.dones());
    if (this.failure) throw this.failure;
  }

  /** Takes the first entry that may begin now out of the agenda. */
  private next(): Entry | undefined {
    if (this.underWay.size >= AT_ONCE) return undefined;
    const limitMs = Math.min(...[...this.underWay.values()].map(({ atMs }) => atMs)) + LONGEST_MS;
    const index = this.entries.findIndex(({ who, atMs }) => atMs > limitMs || !this.underWay.has(who));
    const entry = this.entries[index];
    if (!entry || entry.atMs > limitMs) return undefined;
    this.entries.splice(index, 1);
    return entry;
  }

  private begin({ atMs, who, act }: Entry): void {
    if (atMs > this.clock.nowMs) this.clock.moveTo(atMs);
    const done = act()
      .catch((error: unknown) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .then(() => void this.underWay.delete(who));
    this.underWay.set(who, { atMs, done });
  }

  private dones(): Promise<void>[] {
    return [...this.underWay.values()].map(({ done }) => done);
  }
}
