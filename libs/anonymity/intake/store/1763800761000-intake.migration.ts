import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the intake hands over, and the little that it is told. It owns its schema; the program of the identified side
 * reads what was released and cannot write there, the intake sees nothing else. No column is more exact than a date.
 */
export class Intake1763800761000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA intake;
      REVOKE ALL ON SCHEMA intake FROM PUBLIC;

      -- A ticket with the token that it redeemed. The author key is also the marker of a spent token; the token can be
      -- published, so that anybody can count.
      CREATE TABLE intake.released_ticket (
        id uuid PRIMARY KEY,
        released_on date NOT NULL,
        author_key bytea NOT NULL CONSTRAINT released_ticket_author UNIQUE CHECK (length(author_key) = 32),
        week text NOT NULL,
        token_random bytea NOT NULL CHECK (length(token_random) = 32),
        token_signature bytea NOT NULL CHECK (length(token_signature) = 256),
        content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
        -- The date that the author was promised; the release can be later.
        slot date NOT NULL,
        seal_key bytea NOT NULL CHECK (length(seal_key) = 32),
        tag_key bytea NOT NULL CHECK (length(tag_key) = 16),
        -- Null once it is long over: the tickets have their own copy.
        payload jsonb
      );
      CREATE TABLE intake.released_picture (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL REFERENCES intake.released_ticket,
        position smallint NOT NULL,
        -- WebP, written anew by us.
        content bytea NOT NULL,
        CONSTRAINT released_picture_position UNIQUE (ticket_id, position)
      );
      CREATE TABLE intake.released_follow_up (
        id uuid PRIMARY KEY,
        released_on date NOT NULL,
        author_key bytea NOT NULL REFERENCES intake.released_ticket (author_key),
        sequence integer NOT NULL CHECK (sequence > 0),
        content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
        slot date NOT NULL,
        payload jsonb,
        CONSTRAINT released_follow_up_sequence UNIQUE (author_key, sequence)
      );
      CREATE TABLE intake.release_day (
        released_on date PRIMARY KEY,
        tickets integer NOT NULL,
        follow_ups integer NOT NULL
      );
      -- Requests that no honest browser makes, written down when a window opens.
      CREATE TABLE intake.alarm (
        noticed_on date NOT NULL,
        kind text NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (noticed_on, kind)
      );

      -- What the intake is told. A view reads with the rights of its owner, so its reader needs no other.
      CREATE VIEW intake.told_department AS
        SELECT d.id, d.is_active,
               (SELECT count(*) FROM person p WHERE p.department_id = d.id AND p.is_active) >= 10 AS may_be_named
          FROM department d;
      CREATE VIEW intake.told_key AS SELECT kind, week, spki FROM anonymity_key;

      -- The intake's own public keys go into the one log; false when the week has one of the kind already.
      CREATE FUNCTION publish_intake_key(new_kind text, new_week text, new_spki bytea) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      DECLARE
        last_sequence integer;
        last_hash bytea;
      BEGIN
        IF new_kind NOT IN ('intake-envelope', 'intake-promise') THEN
          RAISE EXCEPTION 'not a key of the intake';
        END IF;
        LOCK TABLE anonymity_key IN SHARE ROW EXCLUSIVE MODE;
        IF EXISTS (SELECT 1 FROM anonymity_key WHERE kind = new_kind AND week = new_week) THEN
          RETURN false;
        END IF;
        SELECT sequence, hash INTO last_sequence, last_hash FROM anonymity_key ORDER BY sequence DESC LIMIT 1;
        last_sequence := coalesce(last_sequence, 0) + 1;
        last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
        INSERT INTO anonymity_key (sequence, kind, week, spki, previous_hash, hash)
          VALUES (last_sequence, new_kind, new_week, new_spki, last_hash,
                  sha256(last_hash || convert_to('huiyin-anon-v1 key', 'UTF8') || '\\x00'::bytea || int4send(last_sequence)
                         || convert_to(new_kind, 'UTF8') || '\\x00'::bytea
                         || convert_to(new_week, 'UTF8') || '\\x00'::bytea || sha256(new_spki)));
        RETURN true;
      END $$;
      REVOKE ALL ON FUNCTION publish_intake_key(text, text, bytea) FROM PUBLIC;

      DO $$
      DECLARE
        intake name := room_role('intake');
        ours name := current_user;
        tables text := 'intake.released_ticket, intake.released_picture, intake.released_follow_up, intake.release_day, intake.alarm';
        one text;
      BEGIN
        IF intake = ours THEN
          RAISE WARNING 'The schema of the intake stays writable for the role of DATABASE_URL: it may not make roles, see docs/adr/0010.';
          RETURN;
        END IF;
        -- Whoever is to own a table must be able to make one there.
        EXECUTE format('GRANT USAGE, CREATE ON SCHEMA intake TO %I', intake);
        EXECUTE format('GRANT SELECT ON intake.told_department, intake.told_key TO %I', intake);
        EXECUTE format('GRANT EXECUTE ON FUNCTION publish_intake_key(text, text, bytea), token_holders_since_release(), forget_token_holders() TO %I', intake);
        FOREACH one IN ARRAY string_to_array(tables, ', ') LOOP
          EXECUTE format('ALTER TABLE %s OWNER TO %I', one, intake);
        END LOOP;
        EXECUTE format('ALTER SCHEMA intake OWNER TO %I', intake);
        EXECUTE format('SET LOCAL ROLE %I', intake);
        EXECUTE format('REVOKE ALL ON %s FROM %I', tables, ours);
        EXECUTE format('GRANT USAGE ON SCHEMA intake TO %I', ours);
        EXECUTE format('GRANT SELECT ON %s TO %I', tables, ours);
        RESET ROLE;
        -- Nobody becomes the intake any more; a later migration that must change its tables asks room_role again.
        IF current_setting('server_version_num')::int >= 160000 AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = ours) THEN
          EXECUTE format('REVOKE SET OPTION FOR %I FROM %I', intake, ours);
        END IF;
        -- A statement of the intake must reach no log. Only a superuser may promise that; the start checks it.
        BEGIN
          EXECUTE format('ALTER ROLE %I SET log_statement = ''none''', intake);
          EXECUTE format('ALTER ROLE %I SET log_min_error_statement = ''panic''', intake);
          EXECUTE format('ALTER ROLE %I SET log_error_verbosity = ''terse''', intake);
          EXECUTE format('ALTER ROLE %I SET log_min_duration_statement = -1', intake);
          EXECUTE format('ALTER ROLE %I SET log_min_duration_sample = -1', intake);
          EXECUTE format('ALTER ROLE %I SET log_transaction_sample_rate = 0', intake);
          EXECUTE format('ALTER ROLE %I SET log_duration = off', intake);
          EXECUTE format('ALTER ROLE %I SET log_parameter_max_length = 0', intake);
          EXECUTE format('ALTER ROLE %I SET log_parameter_max_length_on_error = 0', intake);
        EXCEPTION WHEN insufficient_privilege THEN
          RAISE WARNING 'The logging of the intake''s role is as the server has it: an administrator turns it off, see docs/adr/0010.';
        END;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT room_role('intake')`);
    await runner.query(`DROP SCHEMA intake CASCADE; DROP FUNCTION publish_intake_key(text, text, bytea);`);
  }
}
