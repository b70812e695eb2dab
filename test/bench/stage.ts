import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createDataSource, migrate, startEmbeddedDatabase, SystemClock, UnitOfWork } from '@huiyin/platform';
import { DEMO_PASSWORD } from '../../apps/cli/seed/demo-people.js';
import { seedDemo } from '../../apps/cli/seed/demo-seed.js';
import { openIntakeRole } from '../../apps/cli/supervisor/intake-role.js';
import { environmentWith } from '../../config/env.js';
import { INTAKE_MEMORY, NODE_MEMORY } from '../../config/node-memory.js';
import { databaseParts } from '../../config/rooms.js';
import { freePort } from '../support/free-port.js';
import { makeHome, removeHome } from '../support/throwaway-home.js';

const compiled = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** As Linux counts processor time on every machine that we know. */
const TICKS_A_SECOND = 100;

/** Figures in MB of a process' resident memory. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** Seconds of processor time that a process has used, all threads, kernel included. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

export interface RunningIntake {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** A durable PostgreSQL of its own with the demo organisation, Huiyin and the bare server on top of it. */
export class Stage implements AsyncDisposable {
  private readonly children: ChildProcess[] = [];

  private constructor(
    readonly databaseUrl: string,
    readonly pool: pg.Pool,
    private readonly folder: string,
    private readonly stopDatabase: () => Promise<void>,
  ) {}

  static async set(): Promise<Stage> {
    const folder = await makeHome();
    const database = await startEmbeddedDatabase({ home: folder, durable: true, log: () => undefined });
    const dataSource = createDataSource(database.url, databaseParts, 2);
    await dataSource.initialize();
    await migrate(dataSource);
    await seedDemo(new UnitOfWork(dataSource, new SystemClock()));
    await dataSource.destroy();
    const pool = new pg.Pool({ connectionString: database.url, max: 16 });
    // The server goes first when the stage is struck; a connection that it ends is no news then.
    pool.on('error', () => undefined);
    return new Stage(database.url, pool, folder, () => database.stop());
  }

  /** The bare server; its base address. */
  async startFloor(): Promise<string> {
    const child = spawn(process.execPath, [compiled('./floor-server.js'), this.databaseUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.children.push(child);
    for await (const line of createInterface({ input: child.stdout })) return line;
    throw new Error('The bare server did not start.');
  }

  /** Huiyin as it is shipped. */
  async startHuiyin(): Promise<{ baseUrl: string; pid: number }> {
    const port = await freePort();
    const child = spawn(process.execPath, [...NODE_MEMORY, compiled('../../apps/api/main.js')], {
      env: environmentWith({
        DATABASE_URL: this.databaseUrl,
        SMTP_URL: 'smtp://127.0.0.1:1',
        HUIYIN_MODE: 'demo',
        PORT: String(port),
        PUBLIC_URL: `http://localhost:${port}`,
        LOG_LEVEL: 'warn',
      }),
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    this.children.push(child);
    const baseUrl = `http://127.0.0.1:${port}`;
    for (let attempt = 0; attempt < 200; attempt++) {
      const ready = await fetch(`${baseUrl}/health/ready`).catch(() => null);
      if (ready?.ok && child.pid !== undefined) return { baseUrl, pid: child.pid };
      await delay(50);
    }
    throw new Error('Huiyin did not start.');
  }

  /** The intake as it is shipped, with a journal of its own in memory; releases nothing while it is measured. */
  async startIntake(journalFolder: string): Promise<RunningIntake> {
    const dataSource = createDataSource(this.databaseUrl, databaseParts, 1);
    await dataSource.initialize();
    const intakeUrl = await openIntakeRole(dataSource, this.databaseUrl);
    await dataSource.destroy();
    const port = await freePort();
    const child = spawn(process.execPath, [...INTAKE_MEMORY, compiled('../../apps/intake/main.js')], {
      env: environmentWith({
        DATABASE_URL: undefined,
        INTAKE_DATABASE_URL: intakeUrl ?? this.databaseUrl,
        HUIYIN_MODE: 'demo',
        HUIYIN_HOME: this.folder,
        PORT: '3000',
        INTAKE_PORT: String(port),
        INTAKE_JOURNAL: journalFolder,
        INTAKE_RELEASE: '00:00',
      }),
      stdio: ['ignore', 'ignore', 'inherit'],
      // As the supervisor does: where sessions share the processor, each program has its share.
      detached: true,
    });
    this.children.push(child);
    for (let attempt = 0; attempt < 200; attempt++) {
      const ready = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
      if (ready?.ok && child.pid !== undefined) return { port, pid: child.pid, stop: () => ended(child) };
      await delay(50);
    }
    throw new Error('The intake did not start.');
  }

  /** Session cookies of so many demo people. */
  async signIn(baseUrl: string, count: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ number: string }>(
      `SELECT employee_number AS number FROM person ORDER BY 1 LIMIT $1`,
      [count],
    );
    const cookies: string[] = [];
    for (const { number } of rows) {
      const response = await fetch(`${baseUrl}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ employeeNumber: number, password: DEMO_PASSWORD }),
      });
      const cookie = response.headers.getSetCookie().find((line) => line.startsWith('__Host-huiyin='));
      if (!cookie) throw new Error(`${number} could not sign in: ${response.status}`);
      cookies.push(cookie.split(';')[0] ?? '');
    }
    return cookies;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.children) await ended(child);
    await this.pool.end();
    await this.stopDatabase();
    await removeHome(this.folder);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
