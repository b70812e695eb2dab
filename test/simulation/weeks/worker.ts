import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Settings } from '@huiyin/platform';

/** A worker in a process of its own, which can be killed without warning. */
export class Worker {
  private child: ChildProcess | null = null;
  private isReadyNow = false;
  kills = 0;
  /** How often it ended although nobody had killed it; it is started again then, as it is for people. */
  crashes = 0;

  constructor(
    private readonly settings: Settings,
    private readonly clockFile: string,
  ) {}

  /** Whether it is there, ready or about to be. */
  get isThere(): boolean {
    return this.child !== null;
  }

  get isReady(): boolean {
    return this.isReadyNow;
  }

  start(): void {
    const script = fileURLToPath(new URL('./worker-process.js', import.meta.url));
    const parameters = JSON.stringify({ settings: this.settings, clockFile: this.clockFile });
    const child = fork(script, [parameters], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child = child;
    child.once('message', () => (this.isReadyNow = this.child === child));
    child.once('exit', () => {
      if (this.child !== child) return;
      this.crashes++;
      this.isReadyNow = false;
      this.start();
    });
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    this.isReadyNow = false;
    if (child === null) return;
    this.kills++;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGKILL');
    await ended;
  }
}
