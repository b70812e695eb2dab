import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

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
