import type { MigrationInterface, QueryRunner } from 'typeorm';

/** More time makes a new date: what was told about the old one is told again when the new one comes near. */
export class NoticeForEachDate1763800750000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail DROP CONSTRAINT mail_notice, ADD CONSTRAINT mail_notice UNIQUE NULLS NOT DISTINCT
        (ticket_id, event_version, clock_id, clock_round, clock_due_at, kind, recipient_person_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail DROP CONSTRAINT mail_notice, ADD CONSTRAINT mail_notice UNIQUE NULLS NOT DISTINCT
        (ticket_id, event_version, clock_id, clock_round, kind, recipient_person_id);
    `);
  }
}
