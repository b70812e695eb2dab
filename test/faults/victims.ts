import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { findEmbeddedDatabase, startEmbeddedDatabase, type EmbeddedDatabase } from '@huiyin/platform';

/** Something that can be killed at any moment and comes back at once. */
export interface Victim {
  readonly name: string;
  /** Ends it without warning and starts it again; resolves when it has been started, not when it is ready. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** A program of the product in a process of its own. */
export class ProgramVictim implements Victim {
  private child: ChildProcess | undefined;
  private isStopping = false;
  /** How often it ended although nobody had killed it. */
  crashes = 0;

  constructor(
    readonly name: string,
    private readonly script: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly logFile: string,
  ) {}

  start(): void {
    const log = openSync(this.logFile, 'a', 0o600);
    const child = spawn(process.execPath, [this.script], {
      env: this.environment,
      // The channel closes when the harness dies; the program then ends by itself.
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    closeSync(log);
    this.child = child;
    child.once('exit', () => {
      if (this.child !== child || this.isStopping) return;
      this.crashes++;
      this.start();
    });
  }

  async killAndRestart(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    await end(child, 'SIGKILL');
    this.start();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await end(this.child, 'SIGTERM');
  }
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await ended;
}

/** PostgreSQL with every one of its processes; what it had not handed to the operating system is gone. */
export class DatabaseVictim implements Victim {
  readonly name = 'postgresql';

  private constructor(
    private readonly home: string,
    private database: EmbeddedDatabase,
  ) {}

  static async start(home: string): Promise<DatabaseVictim> {
    return new DatabaseVictim(home, await startEmbeddedDatabase({ home, log: () => undefined }));
  }

  get url(): string {
    return this.database.url;
  }

  async killAndRestart(): Promise<void> {
    const port = Number(new URL(this.database.url).port);
    const { pid } = this.database;
    // Backends leave the postmaster's process group, so they are looked up before it dies.
    const backends = childrenOf(pid);
    for (const process of [pid, ...backends]) kill(process);
    await this.database.ended;
    this.database = await startEmbeddedDatabase({ home: this.home, port, log: () => undefined });
  }

  async stop(): Promise<void> {
    if ((await findEmbeddedDatabase(this.home)) !== undefined) await this.database.stop();
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Empty where the system does not tell; backends then notice the death of the postmaster themselves. */
function childrenOf(parent: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent;
      } catch {
        return false;
      }
    });
}
