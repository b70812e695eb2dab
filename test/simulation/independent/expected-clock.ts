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
  /** Seconds that classing as complex has added. */
  private added = 0;

  constructor(
    readonly leg: Leg,
    readonly round: number,
    readonly startedMs: number,
    private targetSeconds: number,
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
    this.aim(this.targetSeconds + minutes * 60, nowMs);
  }

  /** The promise for complex matters holds from the start, unless more was promised already. */
  markComplex(nowMs: number): void {
    this.added = Math.max(0, this.promises.targets.answer.complex * 60 - this.targetSeconds);
    this.aim(this.targetSeconds + this.added, nowMs);
  }

  /** The old date again; or as long as an urgent matter has from now on, when that is later; never later than now. */
  markOrdinary(nowMs: number): void {
    const urgentMs = this.hours.deadline(nowMs, this.promises.targets.answer.urgent * 60, []);
    const least = Math.ceil(this.hours.elapsed(this.startedMs, urgentMs, this.pauses));
    this.aim(Math.min(this.targetSeconds, Math.max(this.targetSeconds - this.added, least)), nowMs);
  }

  private aim(seconds: number, nowMs: number): void {
    this.targetSeconds = seconds;
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
    const seconds =
      'percent' in rung ? (this.targetSeconds * rung.percent) / 100 : this.targetSeconds + rung.after * 60;
    return this.hours.deadline(this.startedMs, Math.floor(seconds), this.pauses);
  }
}
