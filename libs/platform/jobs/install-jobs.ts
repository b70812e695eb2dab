import { PgBoss } from 'pg-boss';

/** The job queue keeps its tables in a schema of its own. */
export const JOB_SCHEMA = 'pgboss';

/** Creates or updates the tables of the job queue; part of the migrate step, so that no running program changes a schema. */
export async function installJobs(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'huiyin-migrate',
    schema: JOB_SCHEMA,
    max: 2,
    migrate: true,
    supervise: false,
    schedule: false,
  });
  // Failures of statements reach the caller; this one is about idle connections, which are no reason to stop.
  boss.on('error', () => undefined);
  await boss.start();
  await boss.stop({ graceful: false });
}
