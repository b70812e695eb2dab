import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was taken over is remembered for as long as the intake keeps it, so that what was not can be told from it. What had
 * been forgotten before counts as taken.
 */
export class RememberedReleases1763800803000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO admitted_release (release_id, released_on, outcome)
      SELECT id, released_on, 'forgotten'
        FROM (SELECT id, released_on FROM intake.released_ticket
               UNION ALL SELECT id, released_on FROM intake.released_follow_up) r
       WHERE released_on < (SELECT done_before FROM admission_place)
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM admitted_release WHERE outcome = 'forgotten'`);
  }
}
