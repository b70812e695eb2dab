import type { ReleasePlan } from './release-window.js';

/** What the intake was told from outside; read and checked once, in config/env.ts. */
export interface IntakeSettings {
  readonly mode: 'demo' | 'production';
  /** PostgreSQL connection string of the intake's own role. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Origin of the pages that send envelopes. */
  readonly webOrigin: string;
  /** Where waiting messages survive the process; in memory, never on a disk. */
  readonly journalFolder: string;
  /** Where the intake's own keys lie; it must outlive the machine's restart. */
  readonly keyFolder: string;
  readonly plan: ReleasePlan;
  /** Fewest employees who must have had a token since the last release. */
  readonly least: number;
}
