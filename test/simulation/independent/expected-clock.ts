import type { OpenHours, Stretch } from './open-hours.js';
import type { Leg, Promises, Rung } from './promises.js';

export interface Step {
  readonly kind: string;
  readonly atMs: number;
}

export interface ExpectedClock {
  readonly leg: Leg;
  readonly round: number;
  readonly startedMs: number;
  readonly dueMs: number;
  readonly stoppedMs: number | null;
  readonly breachedMs: number | null;
  readonly isPaused: boolean;
  readonly elapsedSeconds: number | null;
  readonly steps: readonly Step[];
}

/** One clock as the rules have it: every instant is walked anew whenever it is asked for. */
export class Clock {
  readonly pauses: Stretch[] = [];
  pausedMs: number | null = null;
  stoppedMs: number | null = null;
  breachedMs: number | null = null;
  readonly steps: Step[] = [];
  climbed = 0;

  constructor(
    readonly leg: Leg,
    readonly round: number,
    readonly startedMs: number,
    public targetMinutes: number,
    private readonly hours: OpenHours,
    private readonly promises: Promises,
  ) {}

  get dueMs(): number {
    return this.at({ kind: 'due', percent: 100 });
  }

  get next(): { readonly kind: string; readonly atMs: number } | null {
    const rung = this.promises.rungs[this.leg][this.climbed];
    return rung ? { kind: rung.kind, atMs: this.at(rung) } : null;
  }

  /** When the author's turn ends by itself: all pauses together last no longer than promised. */
  get limitMs(): number {
    const used = this.pauses.reduce((sum, [from, to]) => sum + this.hours.elapsed(from, to, []), 0);
    return this.hours.deadline(this.pausedMs ?? 0, Math.max(0, this.promises.pauseLimit * 60 - used), []);
  }

  extend(minutes: number, nowMs: number): void {
    this.targetMinutes += minutes;
    // The steps that lie ahead of the new date come again.
    const rungs = this.promises.rungs[this.leg];
    this.climbed = rungs.filter((rung) => this.at(rung) <= nowMs).length;
  }

  resume(atMs: number): void {
    if (this.pausedMs !== null) this.pauses.push([this.pausedMs, atMs]);
    this.pausedMs = null;
  }

  stop(atMs: number): void {
    this.resume(atMs);
    this.stoppedMs = atMs;
    if (this.breachedMs === atMs) this.breachedMs = null;
  }

  told(): ExpectedClock {
    const { leg, round, startedMs, dueMs, stoppedMs, breachedMs, steps } = this;
    const elapsedSeconds = stoppedMs === null ? null : this.hours.elapsed(startedMs, stoppedMs, this.pauses);
    return {
      leg,
      round,
      startedMs,
      dueMs,
      stoppedMs,
      breachedMs,
      isPaused: this.pausedMs !== null,
      elapsedSeconds,
      steps,
    };
  }

  private at(rung: Rung): number {
    const minutes =
      'percent' in rung ? (this.targetMinutes * rung.percent) / 100 : this.targetMinutes + rung.after;
    return this.hours.deadline(this.startedMs, Math.floor(minutes * 60), this.pauses);
  }
}
