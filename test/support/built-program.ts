import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Settings } from '@huiyin/platform';

const checkout = resolve(import.meta.dirname, '..', '..');

/** A compiled entry point (`npm run build`) as its own process, the way it runs for people. */
export class BuiltProgram {
  output = '';
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;
  private readonly heard = new Set<() => void>();

  constructor(name: 'api' | 'worker', settings: Settings) {
    const script = resolve(checkout, 'dist', 'apps', name, 'main.js');
    this.child = spawn(process.execPath, [script], {
      cwd: checkout,
      env: environmentOf(settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (chunk: Buffer): void => {
      this.output += chunk.toString();
      this.wake();
    };
    this.child.stdout?.on('data', hear);
    this.child.stderr?.on('data', hear);
    this.exited = once(this.child, 'exit').then(([code]) => {
      this.wake();
      return code as number | null;
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Waits until its output has something; fails with all of it when the program ends first. */
  async hears(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.child.exitCode !== null) throw new Error(`The program ended:\n${this.output}`);
      await new Promise<void>((wake) => this.heard.add(wake));
    }
  }

  /** Sends the signal and tells the exit code; null means that the signal itself ended it. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }

  private wake(): void {
    for (const wake of this.heard) wake();
    this.heard.clear();
  }
}

function environmentOf(settings: Settings): Record<string, string> {
  return {
    DATABASE_URL: settings.databaseUrl,
    SMTP_URL: settings.smtpUrl,
    PUBLIC_URL: settings.publicUrl,
    HOST: settings.host,
    PORT: String(settings.port),
    HUIYIN_MODE: settings.mode,
    LOG_LEVEL: 'info',
  };
}
