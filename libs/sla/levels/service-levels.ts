import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Log, UnitOfWork } from '@huiyin/platform';
import type { Leg } from '../clock/leg.js';

export const URGENCIES = ['urgent', 'ordinary', 'complex'] as const;
export type Urgency = (typeof URGENCIES)[number];

export interface ServiceLevel {
  readonly leg: Leg;
  readonly urgency: Urgency;
  readonly workingMinutes: number;
}

/** Targets are read anew after this long, so that every process follows a change without being told. */
const FRESH_MILLISECONDS = 5_000;

/**
 * The targets in force, per leg and urgency. Asked inside transactions, so it answers from memory and refreshes
 * behind the caller's back, as the calendars do.
 */
@Injectable()
export class ServiceLevels implements OnApplicationBootstrap {
  private levels: readonly ServiceLevel[] | null = null;
  private readAtMs = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.read();
  }

  async all(): Promise<readonly ServiceLevel[]> {
    if (!this.levels) return this.read();
    if (Math.abs(this.clock.now().getTime() - this.readAtMs) >= FRESH_MILLISECONDS) {
      this.readAtMs = this.clock.now().getTime();
      this.read().catch((error: unknown) =>
        this.log.error('service levels could not be read again', { error }),
      );
    }
    return this.levels;
  }

  async workingMinutes(leg: Leg, urgency: Urgency): Promise<number> {
    const level = (await this.all()).find((row) => row.leg === leg && row.urgency === urgency);
    if (!level) throw new Error(`No service level for ${leg}, ${urgency}.`);
    return level.workingMinutes;
  }

  private async read(): Promise<readonly ServiceLevel[]> {
    const levels = await this.unitOfWork.read<ServiceLevel>(
      `SELECT leg, urgency, working_minutes AS "workingMinutes" FROM service_level
        ORDER BY leg, array_position(ARRAY['urgent', 'ordinary', 'complex'], urgency)`,
    );
    this.levels = levels;
    this.readAtMs = this.clock.now().getTime();
    return levels;
  }
}
