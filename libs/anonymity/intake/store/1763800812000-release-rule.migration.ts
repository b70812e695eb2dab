import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asIntake, readableByUs } from './as-intake.migration.js';

/** The rule by which the intake releases, as it applies it: what the pages promise cannot be another one. */
export class ReleaseRule1763800812000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asIntake(
      runner,
      `
        CREATE TABLE intake.release_rule (
          is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
          -- One of the two: minutes after midnight in Chinese time, or every so many seconds.
          daily_minute integer,
          interval_seconds integer,
          least_employees integer NOT NULL,
          CHECK (num_nonnulls(daily_minute, interval_seconds) = 1)
        );
        ${readableByUs('intake.release_rule')}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asIntake(runner, `DROP TABLE intake.release_rule;`);
  }
}
