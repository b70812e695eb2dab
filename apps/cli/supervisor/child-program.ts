import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface ChildProgramOptions {
  readonly name: string;
  /** Compiled entry point. */
  readonly script: string;
  /** What Node is told, before the script. */
  readonly nodeOptions: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Where its output goes; undefined lets it through to ours. */
  readonly logFile: string | undefined;
  readonly log: (line: string) => void;
}

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 10_000;
/** Having lived this long, a program did start well, and its next crash is a new story. */
const HEALTHY_AFTER_MS = 30_000;
/** Longer than the programs give themselves. */
const STOP_LIMIT_MS = 35_000;

/** Keeps one program running until it is told to stop. */
export class ChildProgram {
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();
  private backoffMs = FIRST_BACKOFF_MS;
  private crashes = 0;
  private readonly stopping = new AbortController();

  constructor(private readonly options: ChildProgramOptions) {
    if (options.logFile === undefined) return;
    mkdirSync(dirname(options.logFile), { recursive: true });
    try {
      renameSync(options.logFile, `${options.logFile}.1`);
    } catch {
      // The first run has no earlier log to keep.
    }
  }

  get name(): string {
    return this.options.name;
  }

  /** How often it ended without being asked to. */
  get crashCount(): number {
    return this.crashes;
  }

  start(): void {
    this.ended = this.keepRunning();
  }

  /** Asks it to end, and makes it end when it does not. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.child?.kill('SIGTERM');
    const limit = new AbortController();
    const forced = delay(STOP_LIMIT_MS, undefined, { signal: limit.signal })
      .then(() => this.kill())
      .catch(() => undefined);
    await this.ended;
    limit.abort();
    await forced;
  }

  /** Ends it at once. */
  kill(): void {
    this.stopping.abort();
    this.child?.kill('SIGKILL');
  }

  /** The last lines it wrote, for a message about its crash. */
  lastOutput(lines = 15): string {
    if (this.options.logFile === undefined) return '';
    try {
      return readFileSync(this.options.logFile, 'utf8').trim().split('\n').slice(-lines).join('\n');
    } catch {
      return '';
    }
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const startedAtMs = performance.now();
      const outcome = await this.runOnce();
      if (this.stopping.signal.aborted) return;
      this.crashes++;
      if (performance.now() - startedAtMs > HEALTHY_AFTER_MS) this.backoffMs = FIRST_BACKOFF_MS;
      this.options.log(`${this.options.name} ended (${outcome}); starting it again`);
      await delay(this.backoffMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      this.backoffMs = Math.min(this.backoffMs * 2, LONGEST_BACKOFF_MS);
    }
  }

  private async runOnce(): Promise<string> {
    const log = this.options.logFile === undefined ? undefined : openSync(this.options.logFile, 'a', 0o600);
    const output = log ?? 'inherit';
    const child = spawn(process.execPath, [...this.options.nodeOptions, this.options.script], {
      env: this.options.environment,
      // The channel closes when we die, whatever kills us; the program then ends by itself.
      stdio: ['ignore', output, output, 'ipc'],
      // Its own process group: Ctrl-C reaches us alone, and we stop things in the right order.
      detached: true,
    });
    if (log !== undefined) closeSync(log);
    this.child = child;
    return new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
  }
}
