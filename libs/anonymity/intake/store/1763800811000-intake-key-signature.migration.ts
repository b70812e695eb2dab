import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The intake signs the keys that envelopes are sealed to. Without it a single INSERT of a foreign key for next week would
 * have opened every envelope to whoever made it, and to nobody else.
 */
export class IntakeKeySignature1763800811000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Beside the log, because it says itself whose it is: the chain stays as it was printed.
      CREATE TABLE intake_key_signature (
        week text PRIMARY KEY,
        -- Ed25519 by the key of promises, over label, week and envelope key: domain/envelope-key-message.ts.
        signature bytea NOT NULL CHECK (length(signature) = 64)
      );
      CREATE TRIGGER intake_key_signature_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON intake_key_signature
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Keys of the intake come through its two functions, in its own session. An owner could take this away, and
      -- whoever only gets a statement in cannot.
      CREATE FUNCTION refuse_foreign_intake_key() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        intake name := (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'intake');
        ours name := (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID);
      BEGIN
        IF session_user <> intake AND intake <> ours THEN
          RAISE EXCEPTION 'only the intake publishes its keys' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER anonymity_key_of_intake BEFORE INSERT ON anonymity_key
        FOR EACH ROW WHEN (NEW.kind <> 'issuer') EXECUTE FUNCTION refuse_foreign_intake_key();
      CREATE TRIGGER intake_key_signature_of_intake BEFORE INSERT ON intake_key_signature
        FOR EACH ROW EXECUTE FUNCTION refuse_foreign_intake_key();

      -- True when the envelope key of the week has this signature, since now or before.
      CREATE FUNCTION sign_intake_key(key_week text, new_signature bytea) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      BEGIN
        INSERT INTO intake_key_signature (week, signature)
          SELECT week, new_signature FROM anonymity_key WHERE kind = 'intake-envelope' AND week = key_week
          ON CONFLICT DO NOTHING;
        RETURN EXISTS (SELECT 1 FROM intake_key_signature WHERE week = key_week AND signature = new_signature);
      END $$;
      REVOKE ALL ON FUNCTION sign_intake_key(text, bytea) FROM PUBLIC;
      DO $$
      BEGIN
        EXECUTE format('GRANT EXECUTE ON FUNCTION sign_intake_key(text, bytea) TO %I',
                       (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'intake'));
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION sign_intake_key(text, bytea); DROP TABLE intake_key_signature;
      DROP TRIGGER anonymity_key_of_intake ON anonymity_key; DROP FUNCTION refuse_foreign_intake_key();
    `);
  }
}
