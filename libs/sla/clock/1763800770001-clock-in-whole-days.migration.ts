import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ClockInWholeDays1763800770001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE clock ADD COLUMN in_whole_days boolean NOT NULL DEFAULT false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE clock DROP COLUMN in_whole_days`);
  }
}
