import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, UnitOfWork, type Tx } from '@huiyin/platform';
import type { PolicyNumbers } from '../domain/policy.js';
import { numbersOf, type StoredNumbers } from './stored-numbers.js';

/** One version of the policy's numbers. */
export interface PolicyVersion {
  readonly version: number;
  readonly numbers: PolicyNumbers;
  readonly effectiveFrom: Date;
  /** Taken back before it took effect: it never holds. */
  readonly isCancelled: boolean;
}

interface PolicyRow {
  version: number;
  numbers: StoredNumbers;
  /** Milliseconds; null for "since ever". */
  effective_from_ms: string | null;
  is_cancelled: boolean;
}

/**
 * What was read longer ago than this is read again before it is used, so that every process follows a change without
 * being told; nothing may therefore take effect sooner after its publication (`SHORTEST_NOTICE_MS`).
 */
const FRESH_MILLISECONDS = 5_000;
export const SHORTEST_NOTICE_MS = 60_000;

const VERSIONS = `
  SELECT version, numbers, is_cancelled,
         CASE WHEN isfinite(effective_from) THEN (extract(epoch FROM effective_from) * 1000)::bigint END AS effective_from_ms
    FROM (SELECT p.*, c.version IS NOT NULL AS is_cancelled
            FROM policy p LEFT JOIN policy_cancellation c ON c.version = p.version) v
   ORDER BY version DESC`;

/** The policy in force, its earlier versions and the one to come. */
@Injectable()
export class PolicyDirectory implements OnApplicationBootstrap {
  private versions: readonly PolicyVersion[] | null = null;
  private readAtMs = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.read(null);
  }

  /**
   * The version that holds at an instant: the latest one that is effective by then. Inside a transaction give it: to
   * wait there for a second connection could starve a full pool.
   */
  async at(instant: Date, tx: Tx | null = null): Promise<PolicyVersion> {
    const found = (await this.all(tx)).find(
      (version) => !version.isCancelled && version.effectiveFrom <= instant,
    );
    if (!found) throw new Error('No policy is in force.');
    return found;
  }

  /** A version by its number, as clocks keep it; what it says never changes. */
  async version(version: number): Promise<PolicyVersion> {
    const known = this.versions?.find((candidate) => candidate.version === version);
    const found = known ?? (await this.read(null)).find((candidate) => candidate.version === version);
    if (!found) throw new Error(`There is no version ${version} of the policy.`);
    return found;
  }

  /** Newest first, those to come and cancelled ones among them. */
  async all(tx: Tx | null = null): Promise<readonly PolicyVersion[]> {
    const ageMs = Math.abs(this.clock.now().getTime() - this.readAtMs);
    return this.versions && ageMs < FRESH_MILLISECONDS ? this.versions : this.read(tx);
  }

  /** Forgets what was read; for whoever just changed it, other processes follow by themselves. */
  refresh(): void {
    this.versions = null;
  }

  private async read(tx: Tx | null): Promise<readonly PolicyVersion[]> {
    const readAtMs = this.clock.now().getTime();
    const rows = tx ? await tx.rows<PolicyRow>(VERSIONS) : await this.unitOfWork.read<PolicyRow>(VERSIONS);
    this.versions = rows.map((row) => ({
      version: row.version,
      numbers: numbersOf(row.numbers),
      effectiveFrom: new Date(Number(row.effective_from_ms ?? 0)),
      isCancelled: row.is_cancelled,
    }));
    this.readAtMs = readAtMs;
    return this.versions;
  }
}
