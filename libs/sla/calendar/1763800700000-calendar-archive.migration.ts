import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CalendarArchive1763800700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE calendar ADD COLUMN archived_at timestamptz(3)
                          CHECK (archived_at IS NULL OR NOT is_default)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE calendar DROP COLUMN archived_at`);
  }
}
