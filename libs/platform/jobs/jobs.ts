import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import type { Tx } from '../database/tx.js';
import { Log } from '../logging/log.js';
import { Settings } from '../settings/settings.js';
import { JOB_SCHEMA } from './install-jobs.js';

/** A queue of wake-up calls. The row that a job names is the truth; a job lost or repeated must do no harm. */
export interface JobQueue {
  /** Lower-case words with hyphens. */
  readonly name: string;
  /** Longest that one batch may take before it is given to another worker; default 300. */
  readonly expireInSeconds?: number;
}

export interface JobRequest<Data extends object> {
  /** At most one waiting job of a queue has this key: repeated calls do not pile up. */
  readonly key: string;
  readonly data: Data;
}

export interface WorkerOptions {
  /** Most jobs taken at once; the handler receives them together. */
  readonly batchSize: number;
}

/** A worker that shows no sign of life for this long has lost its job; the smallest that pg-boss accepts. */
const HEARTBEAT_SECONDS = 10;
/** How often lost jobs are looked for: together with the heartbeat they are taken up again well within a minute. */
const SUPERVISE_SECONDS = 15;

/** Jobs on pg-boss. The api only enqueues; `startWorking` makes this process take jobs, too. */
@Injectable()
export class Jobs implements BeforeApplicationShutdown {
  private boss: PgBoss | null = null;
  private starting: Promise<PgBoss> | null = null;
  private working = false;
  private readonly known = new Set<string>();

  constructor(
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  /** Called once, before `work` and `schedule`, by the program that carries jobs out. */
  startWorking(): void {
    if (this.starting) throw new Error('Jobs must start working before the first one is enqueued.');
    this.working = true;
  }

  /** Adds jobs in the caller's transaction: they exist exactly when what they call for exists. */
  async enqueue<Data extends object>(
    tx: Tx,
    queue: JobQueue,
    requests: readonly JobRequest<Data>[],
  ): Promise<void> {
    if (requests.length === 0) return;
    const boss = await this.started();
    await this.declare(boss, queue);
    let reachedTransaction = false;
    const executeSql = async (sql: string, values: unknown[] = []): Promise<{ rows: unknown[] }> => {
      reachedTransaction = true;
      return { rows: await tx.rows(sql, values) };
    };
    const jobs = requests.map(({ key, data }) => ({ singletonKey: key, data }));
    for (let dead = 0; ; dead++) {
      try {
        await boss.insert(queue.name, jobs, { db: { executeSql } });
        return;
      } catch (error) {
        // Before it writes, pg-boss looks the queue up on a connection of its own, which the server may have closed
        // without anybody noticing yet. The caller's transaction is untouched then, and each such connection fails once.
        if (reachedTransaction || dead === this.connections) throw error;
      }
    }
  }

  /** Takes jobs until shutdown. A handler that throws gets the same jobs again. */
  async work<Data extends object>(
    queue: JobQueue,
    options: WorkerOptions,
    handler: (jobs: readonly Data[]) => Promise<void>,
  ): Promise<void> {
    const boss = await this.started();
    await this.declare(boss, queue);
    await boss.work<Data>(
      queue.name,
      {
        batchSize: options.batchSize,
        burstWhenBatchFull: true,
        // Without LISTEN (a pooler in transaction mode) this is how long a job waits at most.
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 2,
      },
      async (jobs) => handler(jobs.map((job) => job.data)),
    );
  }

  /** Enqueues one job whenever the cron expression says so, once for all workers together. */
  async schedule(queue: JobQueue, cron: string, timeZone: string): Promise<void> {
    const boss = await this.started();
    await this.declare(boss, queue);
    await boss.schedule(queue.name, cron, null, { tz: timeZone, missed: 'once' });
  }

  /** Waits for the jobs under way, while the database is still there for them. */
  async beforeApplicationShutdown(): Promise<void> {
    const boss = this.starting ? await this.starting.catch(() => null) : null;
    this.boss = null;
    await boss?.stop({ graceful: true, timeout: 20_000 });
  }

  /** Of its own, at most. */
  private get connections(): number {
    return this.working ? 4 : 1;
  }

  private async started(): Promise<PgBoss> {
    if (this.boss) return this.boss;
    this.starting ??= this.start();
    try {
      return await this.starting;
    } catch (error) {
      this.starting = null;
      throw error;
    }
  }

  private async start(): Promise<PgBoss> {
    const boss = new PgBoss({
      connectionString: this.settings.databaseUrl,
      application_name: 'huiyin-jobs',
      schema: JOB_SCHEMA,
      max: this.connections,
      migrate: false,
      createSchema: false,
      supervise: this.working,
      schedule: this.working,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
      useListenNotify: this.working,
    });
    boss.on('error', (error) => this.log.error('job queue error', { error }));
    boss.on('warning', (warning) => this.log.warn('job queue warning', { warning: warning.message }));
    await boss.start();
    this.boss = boss;
    return boss;
  }

  private async declare(boss: PgBoss, queue: JobQueue): Promise<void> {
    if (this.known.has(queue.name)) return;
    await boss.createQueue(queue.name, {
      policy: 'short',
      notify: true,
      retryLimit: 5,
      retryDelay: 5,
      retryBackoff: true,
      expireInSeconds: queue.expireInSeconds ?? 300,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deleteAfterSeconds: 3_600,
    });
    this.known.add(queue.name);
  }
}
