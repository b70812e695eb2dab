import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asIntake } from './as-intake.migration.js';

/**
 * A row has no date but that of its release. Where too few had been there a ticket waited for more people, but the date
 * that had been promised still told on which day its author was one of the few.
 */
export class NoPromisedDate1763800801000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asIntake(
      runner,
      `ALTER TABLE intake.released_ticket DROP COLUMN slot;
       ALTER TABLE intake.released_follow_up DROP COLUMN slot;
       -- A dropped column stays in the rows until they are written anew.
       UPDATE intake.released_ticket SET released_on = released_on;
       UPDATE intake.released_follow_up SET released_on = released_on;`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asIntake(
      runner,
      `ALTER TABLE intake.released_ticket ADD COLUMN slot date;
       ALTER TABLE intake.released_follow_up ADD COLUMN slot date;
       UPDATE intake.released_ticket SET slot = released_on;
       UPDATE intake.released_follow_up SET slot = released_on;
       ALTER TABLE intake.released_ticket ALTER COLUMN slot SET NOT NULL;
       ALTER TABLE intake.released_follow_up ALTER COLUMN slot SET NOT NULL;`,
    );
  }
}
