import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedDatabaseFailure, systemErrorCode } from './embedded-database-failure.js';
import { readIfThere } from './storage.js';

/** What a running or killed server left in postmaster.pid. */
export interface PostmasterRecord {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

const POLL_INTERVAL_MS = 25;
const FAST_SHUTDOWN_LIMIT_MS = 30_000;
const IMMEDIATE_SHUTDOWN_LIMIT_MS = 10_000;

export async function readPostmasterRecord(dataFolder: string): Promise<PostmasterRecord | undefined> {
  const lines = (await readIfThere(join(dataFolder, 'postmaster.pid')))?.split('\n');
  const pid = Number(lines?.[0]);
  if (lines === undefined || !Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/** The server of this data folder, if it is alive; a recycled process number is not mistaken for it. */
export async function findRunningPostmaster(dataFolder: string): Promise<PostmasterRecord | undefined> {
  const record = await readPostmasterRecord(dataFolder);
  return record !== undefined && servesFolder(record.pid, dataFolder) ? record : undefined;
}

/** Stops a server: first politely enough to lose nothing (fast), then at once (it recovers at the next start). */
export async function stopPostmaster(pid: number, isGone: () => boolean): Promise<void> {
  for (const { signal, limitMs } of [
    { signal: 'SIGINT', limitMs: FAST_SHUTDOWN_LIMIT_MS },
    { signal: 'SIGQUIT', limitMs: IMMEDIATE_SHUTDOWN_LIMIT_MS },
    { signal: 'SIGKILL', limitMs: IMMEDIATE_SHUTDOWN_LIMIT_MS },
  ] as const) {
    if (isGone()) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (systemErrorCode(error) === 'ESRCH') return;
      throw error;
    }
    for (let waitedMs = 0; waitedMs < limitMs; waitedMs += POLL_INTERVAL_MS) {
      if (isGone()) return;
      await delay(POLL_INTERVAL_MS);
    }
  }
  if (!isGone()) {
    throw new EmbeddedDatabaseFailure(
      `PostgreSQL (process ${pid}) does not end: end it yourself and start again.`,
    );
  }
}

export function servesFolder(pid: number, dataFolder: string): boolean {
  if (process.platform === 'linux') {
    try {
      // A dead child that nobody has collected still answers to kill(pid, 0).
      const state = /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
      if (state === 'Z' || state === 'X') return false;
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
    } catch {
      return false;
    }
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.includes(
    dataFolder,
  );
}
