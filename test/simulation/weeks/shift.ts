import { setTimeout as delay } from 'node:timers/promises';
import type { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import type { SimulatedCentre } from '../centre.js';
import { victimsAt, type Chaos } from './chaos.js';
import { GRACE_MS, quiet } from './quiet.js';
import { Worker } from './worker.js';

/** An instant at which the workers had done all that they could. */
export interface Settled {
  readonly atMs: number;
}

const POLL_MS = 20;

/** Two workers, their absences and their deaths, while time goes from one thing to do to the next. */
export class Shift {
  readonly record: Settled[] = [];
  /** From now on nobody is killed any more. */
  isPeaceful = false;
  private readonly workers: readonly [Worker, Worker];
  private instant = 0;
  private lastKillMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly centre: SimulatedCentre,
    private readonly chaos: Chaos,
    private readonly choice: SeededChoice,
    clockFile: string,
  ) {
    this.workers = [new Worker(centre.settings, clockFile), new Worker(centre.settings, clockFile)];
  }

  get kills(): number {
    return this.workers[0].kills + this.workers[1].kills;
  }

  get crashes(): number {
    return this.workers[0].crashes + this.workers[1].crashes;
  }

  async begin(): Promise<void> {
    for (const worker of this.workers) worker.start();
    await this.someoneReady();
  }

  async end(): Promise<void> {
    for (const worker of this.workers) await worker.kill();
  }

  /** Goes from instant to instant at which a clock, a mail or an absence wants it. */
  async liveUntil(untilMs: number): Promise<void> {
    for (;;) {
      const next = await this.nextMs();
      if (next > untilMs) break;
      this.centre.clock.moveTo(new Date(next));
      await this.work();
    }
    this.centre.clock.moveTo(new Date(untilMs));
    await this.work();
  }

  /** Lets the workers who are there do all that there is to do now, and sometimes kills them while they are at it. */
  async work(): Promise<void> {
    this.instant++;
    await this.comeAndGo();
    if (!this.workers.some((worker) => worker.isThere)) return;
    const victims = this.isPeaceful ? null : victimsAt(this.chaos, this.choice, this.instant);
    if (victims) {
      await delay(victims.afterMs);
      const killed = victims.workers.filter((index) => this.workers[index].isThere);
      await Promise.all(killed.map((index) => this.workers[index].kill()));
      for (const index of killed) this.workers[index].start();
      this.lastKillMs = this.nowMs;
    }
    await this.someoneReady();
    // What a dead worker had claimed is free again within a simulated minute.
    await quiet(this.centre.unitOfWork, () => this.nowMs - this.lastKillMs < 120_000);
    this.record.push({ atMs: this.nowMs });
  }

  private get nowMs(): number {
    return this.centre.clock.now().getTime();
  }

  /** Somebody who is absent is killed; whoever comes back is started. */
  private async comeAndGo(): Promise<void> {
    for (const index of [0, 1] as const) {
      const isAbsent = this.chaos.absences.some(
        ({ worker, fromMs, toMs }) => worker === index && fromMs <= this.nowMs && this.nowMs < toMs,
      );
      const worker = this.workers[index];
      if (isAbsent && worker.isThere) {
        await worker.kill();
        this.lastKillMs = this.nowMs;
      } else if (!isAbsent && !worker.isThere) {
        // It may have held something when it went.
        this.lastKillMs = this.nowMs;
        worker.start();
      }
    }
  }

  private async someoneReady(): Promise<void> {
    while (!this.workers.some((worker) => worker.isReady)) {
      if (!this.workers.some((worker) => worker.isThere))
        throw new Error('Both workers ended by themselves.');
      await delay(POLL_MS);
    }
  }

  private async nextMs(): Promise<number> {
    const moments = this.chaos.absences
      .flatMap(({ fromMs, toMs }) => [fromMs, toMs])
      .filter((ms) => ms > this.nowMs);
    if (this.workers.some((worker) => worker.isThere)) {
      const [row] = await this.centre.unitOfWork.read<{ clock: Date | null; mail: Date | null }>(
        `SELECT (SELECT min(next_step_at) FROM clock WHERE next_step_at > $1) AS clock,
                (SELECT min(next_attempt_at) FROM mail WHERE next_attempt_at > $2) AS mail`,
        [this.centre.clock.now(), new Date(this.nowMs - GRACE_MS)],
      );
      if (row?.clock) moments.push(row.clock.getTime());
      if (row?.mail) moments.push(row.mail.getTime() + GRACE_MS);
    }
    return Math.min(...moments, Number.POSITIVE_INFINITY);
  }
}
