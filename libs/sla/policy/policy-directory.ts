import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Log, UnitOfWork } from '@huiyin/platform';
import type { Leg, PolicyNumbers, Urgency } from '../domain/policy.js';
import { numbersOf, type StoredNumbers } from './stored-numbers.js';

/** One version of the policy's numbers. */
export interface PolicyVersion {
  readonly version: number;
  readonly numbers: PolicyNumbers;
  readonly effectiveFrom: Date;
}

interface PolicyRow {
  version: number;
  numbers: StoredNumbers;
  /** Milliseconds; null for "since ever". */
  effective_from_ms: string | null;
}

/** The versions are read anew after this long, so that every process follows a change without being told. */
const FRESH_MILLISECONDS = 5_000;

/**
 * The policy in force and its earlier versions. Asked inside transactions, so it answers from memory and refreshes
 * behind the caller's back, as the calendars do.
 */
@Injectable()
export class PolicyDirectory implements OnApplicationBootstrap {
  private versions: readonly PolicyVersion[] | null = null;
  private readAtMs = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.read();
  }

  /** The version that holds at an instant: the latest one that is effective by then. */
  async at(instant: Date): Promise<PolicyVersion> {
    const found = (await this.all()).find((version) => version.effectiveFrom <= instant);
    if (!found) throw new Error('No policy is in force.');
    return found;
  }

  async version(version: number): Promise<PolicyVersion> {
    const known = (await this.all()).find((candidate) => candidate.version === version);
    const found = known ?? (await this.read()).find((candidate) => candidate.version === version);
    if (!found) throw new Error(`There is no version ${version} of the policy.`);
    return found;
  }

  /** Newest first. */
  private async all(): Promise<readonly PolicyVersion[]> {
    if (!this.versions) return this.read();
    const nowMs = this.clock.now().getTime();
    if (Math.abs(nowMs - this.readAtMs) >= FRESH_MILLISECONDS) {
      this.readAtMs = nowMs;
      this.read().catch((error: unknown) => this.log.error('the policy could not be read again', { error }));
    }
    return this.versions;
  }

  private async read(): Promise<readonly PolicyVersion[]> {
    const rows = await this.unitOfWork.read<PolicyRow>(
      `SELECT version, numbers, CASE WHEN isfinite(effective_from) THEN (extract(epoch FROM effective_from) * 1000)::bigint END AS effective_from_ms
         FROM policy ORDER BY version DESC`,
    );
    this.versions = rows.map((row) => ({
      version: row.version,
      numbers: numbersOf(row.numbers),
      effectiveFrom: new Date(Number(row.effective_from_ms ?? 0)),
    }));
    this.readAtMs = this.clock.now().getTime();
    return this.versions;
  }
}

/** The target of a leg, in seconds of working time. */
export function targetSeconds(numbers: PolicyNumbers, leg: Leg, urgency: Urgency): number {
  const level = numbers.levels.find((row) => row.leg === leg && row.urgency === urgency);
  if (!level) throw new Error(`No service level for ${leg}, ${urgency}.`);
  return level.workingMinutes * 60;
}
