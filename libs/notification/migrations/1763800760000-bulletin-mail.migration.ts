import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail may also tell of a bulletin, by an event of its chain; the department is the one that owes something. */
export class BulletinMail1763800760000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail ALTER COLUMN ticket_id DROP NOT NULL, ADD COLUMN bulletin_id uuid,
        ADD CONSTRAINT mail_subject CHECK ((ticket_id IS NULL) <> (bulletin_id IS NULL)),
        ADD CONSTRAINT mail_of_bulletin CHECK (bulletin_id IS NULL OR event_version IS NOT NULL),
        DROP CONSTRAINT mail_notice, ADD CONSTRAINT mail_notice UNIQUE NULLS NOT DISTINCT
          (ticket_id, bulletin_id, event_version, clock_id, clock_round, clock_due_at, kind, recipient_person_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM mail WHERE bulletin_id IS NOT NULL;
      ALTER TABLE mail DROP CONSTRAINT mail_notice, DROP CONSTRAINT mail_subject, DROP CONSTRAINT mail_of_bulletin,
        DROP COLUMN bulletin_id, ALTER COLUMN ticket_id SET NOT NULL,
        ADD CONSTRAINT mail_notice UNIQUE NULLS NOT DISTINCT
          (ticket_id, event_version, clock_id, clock_round, clock_due_at, kind, recipient_person_id);
    `);
  }
}
