import { type ChildProcess, spawn } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import {
  EmbeddedDatabaseFailure,
  explainServerOutput,
  explainSystemError,
} from './embedded-database-failure.js';
import { type Installation, locateInstallation } from './installation.js';
import { runAs, startServer } from './server.js';
import { findRunningPostmaster, readPostmasterRecord, servesFolder, stopPostmaster } from './postmaster.js';
import {
  type Storage,
  createFolders,
  createPassword,
  locateStorage,
  readIfThere,
  readPassword,
  setAsideLostData,
  writeForServer,
} from './storage.js';

export interface EmbeddedDatabaseOptions {
  /** Folder of the installation; password and port are kept below it, and for an ordinary user the data too. */
  readonly home: string;
  /** A port that must be used; without it one is chosen once per home and kept as long as it is free. */
  readonly port?: number;
  /** False gives up crash safety for speed: tests only. Default true. */
  readonly durable?: boolean;
  /** Receives one line for each thing that takes noticeable time or was healed. */
  readonly log: (line: string) => void;
}

export interface EmbeddedDatabase {
  /** postgresql://… of the database `huiyin`, as superuser. */
  readonly url: string;
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Ends every connection, writes everything down and stops the server; harmless when it has ended already. */
  stop(): Promise<void>;
}

const USER = 'huiyin';
const DATABASE = 'huiyin';

/**
 * Starts the PostgreSQL that came with the npm package, creating its data on first use and healing what a
 * killed run left. The caller makes sure that only one process at a time does this for a home.
 *
 * @throws EmbeddedDatabaseFailure with one sentence that says what to do
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const storage = await locateStorage(options.home);
  try {
    await createFolders(storage);
    const installation = await locateInstallation(storage.sharedFolder);
    await stopOrphan(storage, options.log);
    const password = await preparePassword(storage, options.log);
    await prepareData(storage, installation, password, options);
    const child = await startServer(storage, installation, {
      port: options.port,
      durable: options.durable ?? true,
      log: options.log,
    });
    return await openDatabase(storage, child, password);
  } catch (error) {
    throw explainSystemError(error, storage.serverFolder);
  }
}

/** The address of this home's server while it is running, e.g. for a command beside `up`. */
export async function findEmbeddedDatabase(home: string): Promise<{ url: string; pid: number } | undefined> {
  const storage = await locateStorage(home);
  const running = await findRunningPostmaster(storage.dataFolder).catch(() => undefined);
  const password = await readPassword(storage);
  if (running === undefined || password === undefined) return undefined;
  return { url: addressOf(running.port, password), pid: running.pid };
}

/** Stops this home's server if it runs and deletes its data for good. */
export async function removeEmbeddedDatabase(home: string): Promise<void> {
  const storage = await locateStorage(home);
  await stopOrphan(storage, () => undefined);
  await rm(storage.serverFolder, { recursive: true, force: true });
  await rm(storage.privateFolder, { recursive: true, force: true });
}

async function stopOrphan(storage: Storage, log: (line: string) => void): Promise<void> {
  const orphan = await findRunningPostmaster(storage.dataFolder);
  if (orphan !== undefined) {
    log('Stopping the PostgreSQL that an earlier run left behind');
    await stopPostmaster(orphan.pid, () => !servesFolder(orphan.pid, storage.dataFolder));
  }
  // PostgreSQL refuses to start when an unrelated process of the same user has the number written here.
  await rm(join(storage.dataFolder, 'postmaster.pid'), { force: true });
}

async function preparePassword(storage: Storage, log: (line: string) => void): Promise<string> {
  const known = await readPassword(storage);
  if (known) return known;
  const aside = await setAsideLostData(storage);
  if (aside !== undefined) log(`Data of an earlier installation in this place was moved to ${aside}`);
  return createPassword(storage);
}

async function prepareData(
  storage: Storage,
  installation: Installation,
  password: string,
  options: EmbeddedDatabaseOptions,
): Promise<void> {
  const version = await readIfThere(join(storage.dataFolder, 'PG_VERSION'));
  if (version === installation.majorVersion) return;
  if (version !== undefined) {
    throw new EmbeddedDatabaseFailure(
      `The data in ${storage.dataFolder} belongs to PostgreSQL ${version} but this release brings PostgreSQL ${installation.majorVersion}: move that folder away to start afresh, or set DATABASE_URL to a PostgreSQL ${version} server that holds the data.`,
    );
  }
  options.log('Creating the database');
  // Under another name until it is complete, so that a kill in the middle leaves nothing that looks finished.
  const unfinished = `${storage.dataFolder}.new`;
  const passwordFile = join(storage.serverFolder, 'initial-password');
  await rm(unfinished, { recursive: true, force: true });
  await writeForServer(storage, passwordFile, password);
  try {
    await runInitdb(storage, installation, [
      `--pgdata=${unfinished}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(options.durable === false ? ['--no-sync'] : []),
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, storage.dataFolder);
}

async function runInitdb(storage: Storage, installation: Installation, parameters: string[]): Promise<void> {
  const child = spawn(installation.initdb, parameters, {
    ...runAs(storage),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw explainServerOutput(output, storage.serverFolder);
}

async function openDatabase(
  storage: Storage,
  child: ChildProcess,
  password: string,
): Promise<EmbeddedDatabase> {
  const pid = child.pid ?? 0;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    await stopPostmaster(pid, () => child.exitCode !== null || child.signalCode !== null);
  };
  const port = (await readPostmasterRecord(storage.dataFolder))?.port ?? 0;
  try {
    await createDatabaseOnce(port, password);
  } catch (error) {
    await stop();
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new EmbeddedDatabaseFailure(
        `The password in ${storage.passwordFile} does not open ${storage.dataFolder}: put the right file back, or delete it to start afresh.`,
      );
    }
    throw error;
  }
  return { url: addressOf(port, password), pid, ended, stop };
}

async function createDatabaseOnce(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function addressOf(port: number, password: string, database: string = DATABASE): string {
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;
}
