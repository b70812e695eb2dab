import type { QueryRunner } from 'typeorm';

/**
 * Runs statements of PL/pgSQL as the owner of the schema, whom nobody can become but within this transaction; they know
 * both roles as `intake` and `ours`, see docs/adr/0010.
 */
export async function asIntake(runner: QueryRunner, statements: string): Promise<void> {
  await runner.query(`
    DO $$
    DECLARE
      intake name := (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'intake');
      ours name := current_user;
    BEGIN
      IF intake <> ours THEN
        PERFORM room_role('intake');
        EXECUTE format('SET LOCAL ROLE %I', intake);
      END IF;
      ${statements}
      RESET ROLE;
      IF intake <> ours AND current_setting('server_version_num')::int >= 160000
         AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = ours) THEN
        EXECUTE format('REVOKE SET OPTION FOR %I FROM %I', intake, ours);
      END IF;
    END $$;
  `);
}

/** Statements for `asIntake`: the api may read this table, and do nothing else with it. */
export function readableByUs(table: string): string {
  return `IF intake <> ours THEN
      EXECUTE format('REVOKE ALL ON ${table} FROM %I', ours);
      EXECUTE format('GRANT SELECT ON ${table} TO %I', ours);
    END IF;`;
}
