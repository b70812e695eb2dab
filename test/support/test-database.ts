import { createDataSource } from '@huiyin/platform';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { databaseParts } from '../../config/rooms.js';

/** A migrated, empty database of one test file. */
export interface TestDatabase {
  /** For programs that connect themselves. */
  readonly url: string;
  /** The same as the role of the intake. */
  readonly intakeUrl: string;
  /** Connected, with every entity of the product. */
  readonly dataSource: DataSource;
  /** Disconnects everybody and deletes the database. */
  drop(): Promise<void>;
}

/**
 * Clones the template that the run migrated once (about 50 ms).
 *
 *     let database: TestDatabase;
 *     beforeAll(async () => { database = await createTestDatabase(); });
 *     afterAll(async () => { await database.drop(); });
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(urlOfRun('HUIYIN_TEST_TEMPLATE_URL'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  const templateName = template.pathname.slice(1);
  const url = withDatabase(template, name);
  await onServer(template, `CREATE DATABASE ${name} TEMPLATE ${templateName} STRATEGY FILE_COPY`);
  const dataSource = createDataSource(url, databaseParts, 8);
  await dataSource.initialize();
  return {
    url,
    intakeUrl: withDatabase(new URL(urlOfRun('HUIYIN_TEST_INTAKE_URL')), name),
    dataSource,
    async drop() {
      await dataSource.destroy();
      await onServer(template, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

function urlOfRun(name: string): string {
  const url = process.env[name];
  if (url === undefined) {
    throw new Error('Only tests named *.db-spec.ts or *.e2e-spec.ts have a database.');
  }
  return url;
}

async function onServer(template: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(template, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(template: URL, name: string): string {
  const url = new URL(template);
  url.pathname = `/${name}`;
  return url.href;
}
