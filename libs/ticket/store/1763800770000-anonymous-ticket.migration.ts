import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnonymousTicket1763800770000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ticket
        ADD COLUMN author_seal_key text,
        ADD COLUMN author_tag_key text,
        -- The author's own department, only where the author named it and it is large enough.
        ADD COLUMN author_department_id uuid REFERENCES department (id),
        -- The reason with which the department wants it closed as abusive, while no leader has decided.
        ADD COLUMN abuse_text text,
        DROP CONSTRAINT ticket_outcome_check,
        ADD CONSTRAINT ticket_outcome_check
          CHECK (outcome IN ('resolved', 'unresolved', 'unconfirmed', 'withdrawn', 'removed', 'abusive')),
        ADD CONSTRAINT ticket_author_keys CHECK (
          (author_kind = 'anonymous') = (author_seal_key IS NOT NULL)
          AND (author_kind = 'anonymous') = (author_tag_key IS NOT NULL)
          AND (author_kind = 'anonymous' OR author_department_id IS NULL)),
        ADD CONSTRAINT ticket_abuse CHECK (
          (outcome IS DISTINCT FROM 'abusive' AND abuse_text IS NULL) OR author_kind = 'anonymous');
      -- One key, one ticket: two opinions of the same author never meet.
      CREATE UNIQUE INDEX ticket_author_key ON ticket (author_public_key) WHERE author_public_key IS NOT NULL;
      -- What the daily sheet looks at.
      CREATE INDEX ticket_anonymous ON ticket (closed_at) WHERE author_kind = 'anonymous';

      -- A picture of an anonymous author has no uploader; it belongs to its ticket from the beginning.
      ALTER TABLE attachment ALTER COLUMN uploader_person_id DROP NOT NULL,
        ADD CONSTRAINT attachment_owner CHECK (uploader_person_id IS NOT NULL OR ticket_id IS NOT NULL);

      -- The messages of anonymous authors that were acted upon, each number once; nothing tells when.
      CREATE TABLE author_message (
        ticket_id uuid NOT NULL REFERENCES ticket (id),
        sequence integer NOT NULL CHECK (sequence > 0),
        payload_sha256 bytea NOT NULL CHECK (length(payload_sha256) = 32),
        PRIMARY KEY (ticket_id, sequence)
      );

      -- What has been taken over from the intake, and up to which date nothing is left there.
      CREATE TABLE admitted_release (
        release_id uuid PRIMARY KEY,
        released_on date NOT NULL,
        outcome text NOT NULL
      );
      CREATE TABLE admission_place (
        is_the_only_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_only_one),
        done_before date NOT NULL
      );
      INSERT INTO admission_place (done_before) VALUES ('2000-01-01');

      -- Sealed answers to anonymous authors: an edition is the same file for everybody and never changes.
      CREATE TABLE answer_sheet (
        edition text PRIMARY KEY,
        content bytea NOT NULL,
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        -- Of what it says, before sealing: the same again needs no new edition where they may be many a day.
        fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32)
      );
      ALTER TABLE answer_sheet ALTER COLUMN content SET STORAGE EXTERNAL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE answer_sheet; DROP TABLE admission_place; DROP TABLE admitted_release; DROP TABLE author_message;
      DROP INDEX ticket_anonymous; DROP INDEX ticket_author_key;
      ALTER TABLE attachment DROP CONSTRAINT attachment_owner, ALTER COLUMN uploader_person_id SET NOT NULL;
      ALTER TABLE ticket DROP CONSTRAINT ticket_abuse, DROP CONSTRAINT ticket_author_keys,
        DROP CONSTRAINT ticket_outcome_check,
        ADD CONSTRAINT ticket_outcome_check
          CHECK (outcome IN ('resolved', 'unresolved', 'unconfirmed', 'withdrawn', 'removed')),
        DROP COLUMN abuse_text, DROP COLUMN author_department_id, DROP COLUMN author_tag_key, DROP COLUMN author_seal_key;
    `);
  }
}
