import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OverdueAnswers1763800790000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX clock_overdue_answer ON clock (due_at, id)
       WHERE leg = 'answer' AND state = 'running' AND breached_at IS NOT NULL
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX clock_overdue_answer`);
  }
}
