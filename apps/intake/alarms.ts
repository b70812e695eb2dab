/** What happened is counted by kind and never described: a description could lead to somebody. */
export type AlarmKind = 'credentials' | 'malformed' | 'unopened' | 'refused' | 'failed' | 'torn' | 'swap';

/** Counts until a window opens; then they are written down with that day's date. */
export class Alarms {
  private counts = new Map<AlarmKind, number>();

  count(kind: AlarmKind): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  get current(): ReadonlyMap<AlarmKind, number> {
    return new Map(this.counts);
  }

  /** Forgets what has been written down; what was counted meanwhile stays. */
  forget(written: ReadonlyMap<AlarmKind, number>): void {
    for (const [kind, count] of written) {
      const left = (this.counts.get(kind) ?? 0) - count;
      if (left > 0) this.counts.set(kind, left);
      else this.counts.delete(kind);
    }
  }
}
