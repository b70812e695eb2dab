import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asIntake, readableByUs } from './as-intake.migration.js';

/** Redeemed tokens wait, sealed, until their week is over: nothing joins them with the batch of their tickets. */
export class HeldTokens1763800802000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asIntake(
      runner,
      `
        CREATE TABLE intake.held_tokens (
          -- There is one row at most.
          is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
          -- Tokens of earlier weeks have been published.
          published_before text NOT NULL,
          key_week text NOT NULL,
          sealed bytea NOT NULL
        );
        ${readableByUs('intake.held_tokens')}`,
    );
  }

  /** The tokens that still waited are lost. */
  async down(runner: QueryRunner): Promise<void> {
    await asIntake(runner, `DROP TABLE intake.held_tokens;`);
  }
}
