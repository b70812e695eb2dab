import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SystemClock, UnitOfWork, startEmbeddedDatabase, type EmbeddedDatabase } from '@huiyin/platform';
import { environmentWith, mailFolderOf, type Environment } from '../../../config/env.js';
import { INTAKE_MEMORY, NODE_MEMORY } from '../../../config/node-memory.js';
import { openDataSource, prepareSchema } from '../database.js';
import { lockHome } from '../home-lock.js';
import { startMailCatcher } from '../mail-catcher/mail-catcher.js';
import { seedDemo } from '../seed/demo-seed.js';
import { describeFailure, Sentence } from '../sentence.js';
import { ChildProgram } from './child-program.js';
import { openIntakeRole } from './intake-role.js';
import type { StopRequest } from './stop-request.js';

/** Where the pieces of a running installation are. */
export interface Running {
  readonly publicUrl: string;
  /** Where this machine reaches the api. */
  readonly apiUrl: string;
  /** Where anonymous messages go; undefined when nobody may take them. */
  readonly intakePort: number | undefined;
  readonly logFolder: string | undefined;
  readonly mailFolder: string | undefined;
}

const READY_POLL_MS = 100;
const READY_LIMIT_MS = 60_000;
const CRASHES_BEFORE_READY_LIMIT = 3;

/** Starts everything this installation needs, in order, and stops it in reverse. */
export class Supervisor {
  private readonly cleanup = new AsyncDisposableStack();
  private readonly programs: ChildProgram[] = [];
  private database: EmbeddedDatabase | undefined;
  private isStopping = false;

  constructor(
    private readonly environment: Environment,
    private readonly programFolder: string,
    private readonly log: (line: string) => void,
  ) {}

  /** @throws Stopped when a stop is requested meanwhile; an error with a sentence when something is wrong */
  async start(stopRequest: StopRequest): Promise<Running> {
    const { environment } = this;
    this.cleanup.defer(lockHome(environment.home));
    const port = await claimPort(environment.host, environment.port);
    const databaseUrl = environment.databaseUrl ?? (await this.startDatabase());
    stopRequest.throwIfRequested();
    const intakeDatabaseUrl = await this.prepareDatabase(databaseUrl);
    stopRequest.throwIfRequested();
    const mailFolder = environment.smtpUrl === undefined ? mailFolderOf(environment) : undefined;
    const smtpUrl = environment.smtpUrl ?? (await this.startMailCatcher(mailFolderOf(environment)));
    stopRequest.throwIfRequested();
    const publicUrl = withPort(environment, port);
    const logFolder = environment.mode === 'demo' ? join(environment.home, 'logs') : undefined;
    const common = {
      HUIYIN_MODE: environment.mode,
      HUIYIN_HOME: environment.home,
      PUBLIC_URL: publicUrl,
      PORT: String(port),
    };
    const intakePort = await this.claimIntakePort(intakeDatabaseUrl, port);
    const intakeUrl = this.intakeUrl(publicUrl, intakePort);
    const named = {
      ...common,
      INTAKE_PUBLIC_URL: intakeUrl ?? undefined,
      DATABASE_URL: databaseUrl,
      SMTP_URL: smtpUrl,
      MAIL_CATCHER_FOLDER: mailFolder,
    };
    this.startProgram('api', logFolder, named);
    this.startProgram('worker', logFolder, named);
    if (intakePort !== undefined) this.startIntake(intakeDatabaseUrl, intakePort, logFolder, common);
    this.cleanup.defer(async () => {
      await Promise.all(this.programs.map((program) => program.stop()));
    });
    const apiUrl = `http://${hostForUs(environment.host)}:${port}`;
    await this.waitUntilReady(`${apiUrl}/health/ready`, stopRequest);
    return { publicUrl, apiUrl, intakePort, logFolder, mailFolder };
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.cleanup.disposeAsync();
  }

  /** For somebody who cannot wait: nothing is lost, the next start recovers. */
  kill(): void {
    this.isStopping = true;
    for (const program of this.programs) program.kill();
    if (this.database !== undefined) process.kill(this.database.pid, 'SIGQUIT');
  }

  private async startDatabase(): Promise<string> {
    const { home } = this.environment;
    const database = await startEmbeddedDatabase({ home, log: this.log });
    this.database = database;
    this.cleanup.defer(() => this.database?.stop());
    void this.keepDatabaseRunning(Number(new URL(database.url).port));
    return database.url;
  }

  /** It comes back at the same address, so the programs only see a short interruption. */
  private async keepDatabaseRunning(port: number): Promise<void> {
    for (;;) {
      await this.database?.ended;
      if (this.isStopping) return;
      this.log('PostgreSQL ended; starting it again');
      try {
        this.database = await startEmbeddedDatabase({ home: this.environment.home, port, log: this.log });
      } catch (error) {
        this.log(describeFailure(error, this.environment.home));
        return;
      }
    }
  }

  /** @returns the address for the intake, which is another role's */
  private async prepareDatabase(url: string): Promise<string | undefined> {
    const dataSource = await openDataSource(url);
    try {
      const migrations = await prepareSchema(dataSource, this.environment);
      if (migrations.length > 0) this.log(`Database brought up to date (${migrations.length} steps)`);
      if (
        this.environment.mode === 'demo' &&
        (await seedDemo(new UnitOfWork(dataSource, new SystemClock())))
      ) {
        this.log('Demo organisation created');
      }
      return this.environment.intake.databaseUrl ?? (await openIntakeRole(dataSource, url)) ?? undefined;
    } finally {
      await dataSource.destroy();
    }
  }

  private async startMailCatcher(folder: string): Promise<string> {
    const catcher = await startMailCatcher(folder, new SystemClock());
    this.cleanup.defer(() => catcher.stop());
    return catcher.url;
  }

  private startProgram(
    name: string,
    logFolder: string | undefined,
    variables: Record<string, string | undefined>,
  ): void {
    const program = new ChildProgram({
      name,
      script: join(this.programFolder, name, 'main.js'),
      nodeOptions: name === 'intake' ? INTAKE_MEMORY : NODE_MEMORY,
      environment: environmentWith(variables),
      logFile: logFolder && join(logFolder, `${name}.log`),
      log: this.log,
    });
    this.programs.push(program);
    program.start();
  }

  /** @returns undefined when there can be no intake */
  private async claimIntakePort(
    databaseUrl: string | undefined,
    apiPort: number,
  ): Promise<number | undefined> {
    if (databaseUrl === undefined) {
      this.log(
        'Nobody can write anonymously: the role of DATABASE_URL may not make roles. Set INTAKE_DATABASE_URL as docs/adr/0010 says.',
      );
      return undefined;
    }
    const { host, intake } = this.environment;
    const wanted = intake.port === apiPort || intake.port === 0 ? 0 : intake.port;
    return claimPort(host, wanted).catch((error: unknown) => {
      if (intake.anyPort) return claimPort(host, 0);
      throw error;
    });
  }

  /** Where browsers reach it; null when nobody told, and it cannot be known. */
  private intakeUrl(publicUrl: string, intakePort: number | undefined): string | null {
    if (intakePort === undefined) return null;
    const url = new URL(publicUrl);
    if (this.environment.intakeUrl !== null || url.protocol === 'http:') {
      url.port = String(intakePort);
      return this.environment.intakeUrl ?? url.origin;
    }
    this.log(
      'Nobody can write anonymously: set INTAKE_PUBLIC_URL to the https address at which browsers reach the intake.',
    );
    return null;
  }

  /** It is given nothing that opens more than its own schema. Whether it runs holds up nobody who writes by name. */
  private startIntake(
    databaseUrl: string | undefined,
    port: number,
    logFolder: string | undefined,
    common: Record<string, string>,
  ): void {
    this.startProgram('intake', logFolder, {
      ...common,
      INTAKE_DATABASE_URL: databaseUrl,
      INTAKE_PORT: String(port),
      DATABASE_URL: undefined,
      SMTP_URL: undefined,
      METRICS_TOKEN: undefined,
    });
  }

  private async waitUntilReady(url: string, stopRequest: StopRequest): Promise<void> {
    for (let waitedMs = 0; !(await answers(url)); waitedMs += READY_POLL_MS) {
      stopRequest.throwIfRequested();
      const failing = this.programs.find(
        ({ crashCount, name }) => name !== 'intake' && crashCount >= CRASHES_BEFORE_READY_LIMIT,
      );
      if (failing !== undefined)
        throw new Sentence(`${failing.lastOutput()}\n\nThe program above does not start.`);
      if (waitedMs >= READY_LIMIT_MS)
        throw new Sentence(`Nothing answers at ${url} after a minute: read the logs.`);
      await Promise.race([delay(READY_POLL_MS), stopRequest.requested]);
    }
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}

/** Finds out before anything is started whether the api can listen; returns the port (a free one for 0). */
async function claimPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListenError(error, host, port)));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

function explainListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Sentence(
        `Port ${port} on ${host} is in use by another program: stop it, or set PORT to another number.`,
      );
    case 'EACCES':
      return new Sentence(`This user may not listen on port ${port}: set PORT to a number above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Sentence(
        `${host} is no address of this machine: set HOST to one, e.g. 127.0.0.1 or 0.0.0.0.`,
      );
    default:
      return error;
  }
}

function withPort(environment: Environment, port: number): string {
  return environment.port === 0 ? environment.publicUrl.replace(/:0$/, `:${port}`) : environment.publicUrl;
}

/** Addresses that mean "all" are no place to send a request to. */
function hostForUs(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
