import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Platform1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        stream_type text NOT NULL,
        stream_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        type text NOT NULL,
        data jsonb NOT NULL,
        actor jsonb NOT NULL,
        at timestamptz(3) NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32),
        CONSTRAINT event_stream_version UNIQUE (stream_id, version)
      );
      CREATE INDEX event_follow ON event (xid, position);

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE event_subscriber (
        name text PRIMARY KEY,
        xid xid8 NOT NULL DEFAULT '0',
        position bigint NOT NULL DEFAULT 0,
        moved_at timestamptz(3)
      );

      CREATE TABLE idempotency_key (
        person_id uuid NOT NULL,
        key text NOT NULL,
        fingerprint bytea NOT NULL,
        result jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT idempotency_key_pkey PRIMARY KEY (person_id, key)
      );
      CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE idempotency_key; DROP TABLE event_subscriber; DROP TABLE event; DROP FUNCTION refuse_change();
    `);
  }
}
