import {
  createDataSource,
  findEmbeddedDatabase,
  migrate,
  startEmbeddedDatabase,
  SystemClock,
  UnitOfWork,
} from '@huiyin/platform';
import { refuseRealPeopleInDemo } from '../../config/demo-guard.js';
import type { Environment } from '../../config/env.js';
import { databaseParts } from '../../config/rooms.js';
import { lockHome } from './home-lock.js';
import { Sentence } from './sentence.js';

export type OpenDataSource = ReturnType<typeof createDataSource>;

const OLDEST_SERVER = 15;
const NEWEST_SERVER = 18;

/** Connects to a database; a server we cannot work with is refused in one sentence. */
export async function openDataSource(url: string): Promise<OpenDataSource> {
  const dataSource = createDataSource(url, databaseParts, 2);
  try {
    await dataSource.initialize();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Sentence(
      `The database of DATABASE_URL cannot be opened (${reason}): check that it runs and that the address is right.`,
    );
  }
  const rows: { version: number }[] = await dataSource.query(
    `SELECT current_setting('server_version_num')::int / 10000 AS version`,
  );
  const version = rows[0]?.version ?? 0;
  if (version < OLDEST_SERVER || version > NEWEST_SERVER) {
    await dataSource.destroy();
    throw new Sentence(
      `The database of DATABASE_URL is PostgreSQL ${version}: Huiyin works with ${OLDEST_SERVER} to ${NEWEST_SERVER}.`,
    );
  }
  return dataSource;
}

/** Brings the tables up to date and makes sure that this mode may work with the people in them. */
export async function prepareSchema(dataSource: OpenDataSource, environment: Environment): Promise<string[]> {
  const done = await migrate(dataSource);
  await refuseRealPeopleInDemo(new UnitOfWork(dataSource, new SystemClock()), environment.mode);
  return done;
}

/**
 * Gives a command the database: the named one, the one of a running `up`, or our own for as long as it takes.
 */
export async function withDatabase<Result>(
  environment: Environment,
  work: (dataSource: OpenDataSource, url: string) => Promise<Result>,
): Promise<Result> {
  await using cleanup = new AsyncDisposableStack();
  const url = environment.databaseUrl ?? (await ownDatabase(environment, cleanup));
  const dataSource = await openDataSource(url);
  cleanup.defer(() => dataSource.destroy());
  return await work(dataSource, url);
}

async function ownDatabase(environment: Environment, cleanup: AsyncDisposableStack): Promise<string> {
  let unlock: () => void;
  try {
    unlock = lockHome(environment.home);
  } catch (error) {
    const running = await findEmbeddedDatabase(environment.home);
    if (running === undefined) throw error;
    return running.url;
  }
  cleanup.defer(unlock);
  const database = await startEmbeddedDatabase({ home: environment.home, log: (line) => console.log(line) });
  cleanup.defer(() => database.stop());
  return database.url;
}
