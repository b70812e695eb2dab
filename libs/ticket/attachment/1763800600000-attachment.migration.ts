import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Attachment1763800600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attachment (
        id uuid PRIMARY KEY,
        uploader_person_id uuid NOT NULL REFERENCES person (id),
        ticket_id uuid REFERENCES ticket (id),
        file_name text NOT NULL,
        media_type text NOT NULL,
        size_bytes integer NOT NULL CHECK (size_bytes > 0),
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        created_at timestamptz(3) NOT NULL,
        attached_at timestamptz(3),
        CHECK ((ticket_id IS NULL) = (attached_at IS NULL))
      );
      CREATE INDEX attachment_ticket ON attachment (ticket_id) WHERE ticket_id IS NOT NULL;
      CREATE INDEX attachment_uploader ON attachment (uploader_person_id) WHERE ticket_id IS NULL;
      CREATE INDEX attachment_loose ON attachment (created_at) WHERE ticket_id IS NULL;

      CREATE TABLE attachment_chunk (
        attachment_id uuid NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
        number integer NOT NULL,
        bytes bytea NOT NULL,
        PRIMARY KEY (attachment_id, number)
      );
      -- Pictures and archives are compressed already; trying again would only cost time.
      ALTER TABLE attachment_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE attachment_chunk; DROP TABLE attachment;`);
  }
}
