import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SHIPPED_TEXTS } from './shipped-document.js';

export class Policy1763800710000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a version says, beside its numbers; null people and instants for the one that ships.
      CREATE TABLE policy_document (
        version integer PRIMARY KEY REFERENCES policy (version),
        texts jsonb NOT NULL,
        change_note jsonb,
        published_by uuid,
        published_at timestamptz(3)
      );
      CREATE TRIGGER policy_document_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_document
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- A version that was taken back before it took effect.
      CREATE TABLE policy_cancellation (
        version integer PRIMARY KEY REFERENCES policy (version),
        reason text NOT NULL,
        cancelled_by uuid NOT NULL,
        cancelled_at timestamptz(3) NOT NULL
      );
      CREATE TRIGGER policy_cancellation_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_cancellation
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The head of an event stream of type 'policy': drafted, changed, then published as a version or discarded.
      CREATE TABLE policy_draft (
        id uuid PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('open', 'published', 'discarded')),
        based_on integer NOT NULL REFERENCES policy (version),
        policy_version integer UNIQUE REFERENCES policy (version),
        numbers jsonb NOT NULL,
        texts jsonb NOT NULL,
        change_note jsonb NOT NULL,
        -- Everyone who wrote in it; somebody else publishes it.
        editor_ids uuid[] NOT NULL,
        created_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        head_hash bytea NOT NULL CHECK (length(head_hash) = 32),
        CHECK ((state = 'published') = (policy_version IS NOT NULL))
      );

      -- Who has pressed "I have read it"; shown to nobody but the reader, and counted.
      CREATE TABLE policy_reading (
        version integer NOT NULL REFERENCES policy (version),
        person_id uuid NOT NULL,
        read_at timestamptz(3) NOT NULL,
        PRIMARY KEY (version, person_id)
      );
    `);
    await runner.query(`INSERT INTO policy_document (version, texts) VALUES (1, $1)`, [SHIPPED_TEXTS]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE policy_reading; DROP TABLE policy_draft; DROP TABLE policy_cancellation; DROP TABLE policy_document;`,
    );
  }
}
