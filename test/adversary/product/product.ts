import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { environmentWith } from '../../../config/env.js';
import { ProgramVictim } from '../../faults/program-victim.js';
import { lastingPort } from '../../support/lasting-port.js';
import type { RunDatabase } from './evidence-database.js';

const PROGRAMS = ['api', 'worker', 'intake'] as const;
export type ProgramName = (typeof PROGRAMS)[number];

const POLL_MS = 20;
const PATIENCE_MS = 60_000;
/** Characters of its log that show why a program does not come up. */
const LAST_WORDS = 2_000;

export interface ProductOptions {
  /** Where the compiled programs are. */
  readonly programFolder: string;
  readonly database: Pick<RunDatabase, 'url' | 'intakeUrl'>;
  readonly smtpUrl: string;
  /** Of this run alone; logs and keys of the intake are put there. */
  readonly folder: string;
  /** Eight bytes: milliseconds since the epoch as a little-endian double. */
  readonly clockFile: string;
}

/** Api, worker and intake as they are shipped, each in a process of its own, saying all that they ever say. */
export class Product implements AsyncDisposable {
  private constructor(
    readonly apiUrl: string,
    readonly intakeUrl: string,
    /** Below /dev/shm. */
    readonly journalFolder: string,
    private readonly programs: ReadonlyMap<ProgramName, ProgramVictim>,
    private readonly folder: string,
  ) {}

  static async start(options: ProductOptions, names: readonly ProgramName[] = PROGRAMS): Promise<Product> {
    const { programFolder, database, folder, clockFile } = options;
    const [apiPort, intakePort] = [await lastingPort(), await lastingPort()];
    const [publicUrl, intakeUrl] = [`http://localhost:${apiPort}`, `http://localhost:${intakePort}`];
    const journalFolder = join('/dev/shm', `huiyin-adversary-${process.pid}-${intakePort}`);
    await mkdir(join(folder, 'home'), { recursive: true });
    const common = {
      ...{ HUIYIN_MODE: 'production', HUIYIN_HOME: join(folder, 'home'), LOG_LEVEL: 'debug' },
      ...{ HOST: '127.0.0.1', PORT: String(apiPort), PUBLIC_URL: publicUrl },
      ...{ DATABASE_URL: undefined, SMTP_URL: undefined, MAIL_CATCHER_FOLDER: undefined },
    };
    const named = {
      ...common,
      ...{ DATABASE_URL: database.url, SMTP_URL: options.smtpUrl, INTAKE_PUBLIC_URL: intakeUrl },
    };
    const environments: Readonly<Record<ProgramName, Record<string, string | undefined>>> = {
      api: named,
      worker: named,
      intake: {
        ...common,
        ...{ INTAKE_DATABASE_URL: database.intakeUrl, INTAKE_PORT: String(intakePort) },
        ...{ INTAKE_JOURNAL: journalFolder, INTAKE_LEAST_EMPLOYEES: '10', INTAKE_RELEASE: '02:30' },
      },
    };
    const time = (name: ProgramName): string => {
      const file = pathToFileURL(join(programFolder, 'test/adversary/product/told-time.js'));
      return `${file.href}?${new URLSearchParams({ clock: clockFile, program: name }).toString()}`;
    };
    const programs = new Map(
      names.map((name) => {
        const environment = environmentWith({
          ...environments[name],
          NODE_OPTIONS: `--import=${time(name)}`,
        });
        const script = join(programFolder, 'apps', name, 'main.js');
        return [name, new ProgramVictim(name, script, environment, join(folder, `${name}.log`))] as const;
      }),
    );
    const product = new Product(publicUrl, intakeUrl, journalFolder, programs, folder);
    for (const program of programs.values()) program.start();
    try {
      if (programs.has('api')) await product.isReady('api');
      if (programs.has('intake')) await product.isReady('intake');
    } catch (error) {
      await product[Symbol.asyncDispose]();
      throw error;
    }
    return product;
  }

  program(name: ProgramName): ProgramVictim {
    const program = this.programs.get(name);
    if (!program) throw new Error(`${name} does not run here.`);
    return program;
  }

  get logFiles(): readonly string[] {
    return [...this.programs.keys()].map((name) => join(this.folder, `${name}.log`));
  }

  async isReady(name: 'api' | 'intake'): Promise<void> {
    const url = name === 'api' ? `${this.apiUrl}/health/ready` : `${this.intakeUrl}/health`;
    await until(`${name} is ready`, async () => (await fetch(url).catch(() => null))?.ok === true).catch(
      (error: unknown) => {
        console.error(readFileSync(join(this.folder, `${name}.log`), 'utf8').slice(-LAST_WORDS));
        throw error;
      },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.programs.values()].map((program) => program.stop()));
    await rm(this.journalFolder, { recursive: true, force: true });
  }
}

/** Waits in real time for what the programs do by themselves. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; !(await isSo()); waitedMs += POLL_MS) {
    if (waitedMs > PATIENCE_MS) throw new Error(`Waited in vain until ${what}.`);
    await delay(POLL_MS);
  }
}
