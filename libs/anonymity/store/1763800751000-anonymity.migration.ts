import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Anonymity1763800751000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A role for one schema, named after the database because roles belong to the whole server. Whoever may not
      -- make roles gets the role that an administrator made before, or keeps the schema: docs/adr/0010.
      CREATE FUNCTION room_role(room text) RETURNS name LANGUAGE plpgsql AS $$
      DECLARE
        wanted name := left(current_database(), 40) || '_' || room;
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
          BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
          EXCEPTION
            WHEN insufficient_privilege THEN RETURN current_user;
            -- Another installation of the same name was faster.
            WHEN duplicate_object OR unique_violation THEN NULL;
          END;
        END IF;
        IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RETURN wanted; END IF;
        BEGIN
          IF current_setting('server_version_num')::int >= 160000 THEN
            EXECUTE format('GRANT %I TO %I WITH INHERIT FALSE, SET TRUE', wanted, current_user);
          ELSIF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', wanted, current_user);
          END IF;
        EXCEPTION WHEN insufficient_privilege THEN
          -- An administrator has made the role and the membership, or nobody has.
          IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN RETURN current_user; END IF;
        END;
        RETURN wanted;
      END $$;

      -- Every public key that clients may be told to use. One for each purpose and week, for ever.
      CREATE TABLE anonymity_key (
        sequence integer PRIMARY KEY CHECK (sequence > 0),
        kind text NOT NULL CHECK (kind IN ('issuer', 'intake-envelope', 'intake-promise')),
        week text NOT NULL CHECK (week ~ '^[0-9]{4}-W[0-9]{2}$'),
        spki bytea NOT NULL,
        previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
        hash bytea NOT NULL CONSTRAINT anonymity_key_hash UNIQUE CHECK (length(hash) = 32),
        CONSTRAINT anonymity_key_week UNIQUE (kind, week)
      );
      CREATE TRIGGER anonymity_key_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON anonymity_key
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- How many tokens an employee has had in a week. When is nowhere written down.
      CREATE TABLE token_issuance (
        week text NOT NULL,
        person_id uuid NOT NULL,
        issued integer NOT NULL CHECK (issued > 0),
        PRIMARY KEY (week, person_id)
      );
      -- What is left of weeks that nobody can spend tokens of any more.
      CREATE TABLE token_issuance_total (
        week text PRIMARY KEY,
        issued integer NOT NULL,
        people integer NOT NULL
      );
      -- Who has had a token since the intake last released; only their number leaves this table.
      CREATE TABLE token_holder (person_id uuid PRIMARY KEY);

      CREATE FUNCTION token_holders_since_release() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path FROM CURRENT AS 'SELECT count(*)::integer FROM token_holder';
      CREATE FUNCTION forget_token_holders() RETURNS void LANGUAGE sql SECURITY DEFINER
        SET search_path FROM CURRENT AS 'DELETE FROM token_holder';
      REVOKE ALL ON FUNCTION token_holders_since_release(), forget_token_holders() FROM PUBLIC;

      -- One token for a session and day. The blinded message is uniformly random, so that its hash says nothing.
      ALTER TABLE session ADD COLUMN token_day date, ADD COLUMN token_request bytea CHECK (length(token_request) = 32);

      CREATE SCHEMA issuer;
      CREATE TABLE issuer.private_key (week text PRIMARY KEY, pkcs8 bytea NOT NULL);
      REVOKE ALL ON SCHEMA issuer FROM PUBLIC;
      DO $$
      DECLARE
        owner name := room_role('issuer');
      BEGIN
        IF owner = current_user THEN
          RAISE WARNING 'The keys that sign tokens stay readable for the role of DATABASE_URL: it may not make roles, see docs/adr/0010.';
        ELSE
          -- In this order: a new owner must be able to create in the schema, and the old one loses it last.
          EXECUTE format('GRANT USAGE, CREATE ON SCHEMA issuer TO %I', owner);
          EXECUTE format('ALTER TABLE issuer.private_key OWNER TO %I', owner);
          EXECUTE format('ALTER SCHEMA issuer OWNER TO %I', owner);
        END IF;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP SCHEMA issuer CASCADE; ALTER TABLE session DROP COLUMN token_day, DROP COLUMN token_request;
      DROP FUNCTION forget_token_holders(); DROP FUNCTION token_holders_since_release();
      DROP TABLE token_holder; DROP TABLE token_issuance_total; DROP TABLE token_issuance; DROP TABLE anonymity_key;
      DROP FUNCTION room_role(text);
    `);
  }
}
