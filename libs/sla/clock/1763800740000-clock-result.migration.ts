import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ClockResult1763800740000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Clocks stopped before this was kept have none: their history says so, and it is not written anew.
    await runner.query(`
      ALTER TABLE clock ADD COLUMN elapsed_seconds integer CHECK (elapsed_seconds >= 0),
        ADD CHECK (elapsed_seconds IS NULL OR state = 'stopped');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE clock DROP COLUMN elapsed_seconds`);
  }
}
