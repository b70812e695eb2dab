import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { installJobs } from '../jobs/install-jobs.js';
import { nameOfPrepared } from './prepared.js';

export interface DatabaseParts {
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
}

/**
 * A connection whose end cannot end the process. Between being handed out by the pool and being taken, nobody listens
 * to its errors; whoever uses it next learns of the end from the failing statement. It keeps prepared statements.
 */
class LastingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    const query = this.query.bind(this) as (asked: unknown, ...rest: unknown[]) => unknown;
    this.query = ((asked: unknown, ...rest: unknown[]) => {
      const name = typeof asked === 'string' ? nameOfPrepared(asked) : undefined;
      return query(name === undefined ? asked : { name, text: asked }, ...rest);
    }) as typeof this.query;
  }
}

/** The one way to a connection pool; `synchronize` stays off for ever, the schema is made by migrations. */
export function createDataSource(databaseUrl: string, parts: DatabaseParts, poolSize = 16): DataSource {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: parts.entities,
    migrations: parts.migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'all',
    synchronize: false,
    logging: false,
    poolSize,
    applicationName: 'huiyin',
    connectTimeoutMS: 5_000,
    extra: {
      Client: LastingClient,
      idleTimeoutMillis: 30_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
}

/** Lock that lets only one program migrate at a time; the number is arbitrary but must never change. */
const MIGRATION_LOCK = 7_241_907;

/** Brings the schema up to date. Safe to run twice and from several programs at once. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      const done = await dataSource.runMigrations();
      if ('url' in dataSource.options && dataSource.options.url) await installJobs(dataSource.options.url);
      return done.map((migration) => migration.name);
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await runner.release();
  }
}
