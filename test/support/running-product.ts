import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { environmentWith } from '../../config/env.js';
import { WEEKS_AHEAD, type KeyKind } from '../../libs/anonymity/domain/protocol.js';
import { freePort } from './free-port.js';
import { makeHome, removeHome } from './throwaway-home.js';

const checkout = resolve(import.meta.dirname, '..', '..');

/** The whole product as `npm start` runs it once everything is built: database, api, worker, web and mail catcher. */
export class RunningProduct {
  private output = '';

  private constructor(
    readonly address: string,
    private readonly home: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<RunningProduct> {
    const home = await makeHome();
    const port = await freePort();
    const child = spawn(process.execPath, [join(checkout, 'dist/apps/cli/main.js'), 'up'], {
      cwd: checkout,
      env: environmentWith({
        HUIYIN_HOME: home,
        PORT: String(port),
        DATABASE_URL: undefined,
        SMTP_URL: undefined,
        PUBLIC_URL: undefined,
      }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const product = new RunningProduct(`http://localhost:${port}`, home, child);
    await product.waitUntilReady();
    await product.untilKeysAreMade();
    return product;
  }

  /** Asks it to stop as Ctrl-C does and tells the exit code. */
  async stop(): Promise<number | null> {
    const exited = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill('SIGTERM');
    const [code] = await exited;
    await removeHome(this.home);
    return code;
  }

  /** Issuer and intake publish their keys on the side; before that a browser finds nothing to write with, and looks again. */
  private async untilKeysAreMade(): Promise<void> {
    for (;;) {
      const answer = await fetch(`${this.address}/api/v1/anonymity/keys`);
      const { keys } = (await answer.json()) as {
        keys: readonly { kind: KeyKind; signature: string | null }[];
      };
      const count = (wanted: KeyKind): number => keys.filter(({ kind }) => kind === wanted).length;
      const isComplete = count('issuer') > WEEKS_AHEAD;
      if (isComplete && keys.some(({ signature }) => signature !== null)) return;
      await delay(100);
    }
  }

  private waitUntilReady(): Promise<void> {
    return new Promise((ready, fail) => {
      const hear = (chunk: Buffer): void => {
        this.output += chunk.toString();
        if (this.output.includes(this.address)) ready();
      };
      this.child.stdout?.on('data', hear);
      this.child.stderr?.on('data', hear);
      this.child.once('exit', () => fail(new Error(`It did not come up:\n${this.output}`)));
    });
  }
}
