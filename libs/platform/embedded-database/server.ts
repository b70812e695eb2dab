import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, renameSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  EmbeddedDatabaseFailure,
  explainServerOutput,
  isPortTaken,
  isStillLettingGo,
} from './embedded-database-failure.js';
import type { Installation } from './installation.js';
import { readPostmasterRecord } from './postmaster.js';
import { type Storage, readIfThere } from './storage.js';

interface ServerOptions {
  readonly port: number | undefined;
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

const POLL_INTERVAL_MS = 25;
const SLOW_START_NOTICE_MS = 10_000;
/** The programs need nothing from our environment; messages in English so that they can be explained. */
const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/** Starts postgres on prepared data and waits until it takes connections, however long recovery takes. */
export async function startServer(
  storage: Storage,
  installation: Installation,
  options: ServerOptions,
): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await choosePort(storage.portFile));
    const child = spawnServer(storage, installation, port, options.durable);
    if (await becomesReady(child, storage, options.log)) return child;
    const output = await readFile(storage.logFile, 'utf8').catch(() => '');
    const canWait = isStillLettingGo(output) && attempt < 20;
    const canMove = isPortTaken(output) && options.port === undefined && attempt < 5;
    if (!canWait && !canMove) throw explainServerOutput(output, storage.serverFolder, port);
    if (canWait) await delay(500);
  }
}

function spawnServer(
  storage: Storage,
  installation: Installation,
  port: number,
  durable: boolean,
): ChildProcess {
  const configuration: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_statement: 'none',
    // What people wrote must not reach the log by way of a failed statement.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const log = openLog(storage.logFile);
  try {
    return spawn(
      installation.postgres,
      [
        '-D',
        storage.dataFolder,
        ...Object.entries(configuration).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      // Its own process group: Ctrl-C in a terminal must not take the database from under the api and worker.
      { ...runAs(storage), detached: true, stdio: ['ignore', log, log] },
    );
  } finally {
    closeSync(log);
  }
}

function openLog(path: string): number {
  try {
    renameSync(path, `${path}.1`);
  } catch {
    // The first start has no earlier log to keep.
  }
  return openSync(path, 'w', 0o600);
}

async function becomesReady(
  child: ChildProcess,
  storage: Storage,
  log: (line: string) => void,
): Promise<boolean> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (let waitedMs = 0; child.exitCode === null && child.signalCode === null; waitedMs += POLL_INTERVAL_MS) {
    if (failure !== undefined) throw failure;
    const record = await readPostmasterRecord(storage.dataFolder);
    if (record?.isReady === true && record.pid === child.pid) return true;
    if (waitedMs === SLOW_START_NOTICE_MS) log('PostgreSQL is still recovering from a crash');
    await delay(POLL_INTERVAL_MS);
  }
  return false;
}

/** The port of last time if it is still free, so that addresses in people's tools stay valid. */
async function choosePort(portFile: string): Promise<number> {
  const kept = Number(await readIfThere(portFile));
  const port = (kept > 0 ? await tryPort(kept) : undefined) ?? (await tryPort(0));
  if (port === undefined)
    throw new EmbeddedDatabaseFailure('No port is free on 127.0.0.1: end some programs.');
  if (port !== kept) await writeFile(portFile, `${port}\n`, { mode: 0o600 });
  return port;
}

/** Returns the port if this process could listen on it (0: any free one). */
async function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
}

export function runAs(storage: Storage): {
  cwd: string;
  env: Record<string, string>;
  uid?: number;
  gid?: number;
} {
  const { account, serverFolder } = storage;
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  return { cwd: serverFolder, env: SERVER_ENVIRONMENT, ...identity };
}
