import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Log, Repetition, UnitOfWork, type Tx } from '@huiyin/platform';

const EVERY_MS = 10_000;
const ACTOR = { kind: 'system', name: 'worker-heartbeat' } as const;
/** How long a worker that ended without a word is remembered. */
const REMEMBERED_MS = 3_600_000;

/** Shows that this worker is alive, for as long as it is. */
@Injectable()
export class WorkerHeartbeat implements OnModuleDestroy {
  private readonly id = randomUUID();
  private repetition: Repetition | null = null;
  private startedAt: Date | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: Log,
  ) {}

  /** @param name host and process, for administrators to find it */
  start(name: string, version: string): void {
    this.repetition = new Repetition('heartbeat', EVERY_MS, this.log, async () => {
      await this.beat(name, version);
      return false;
    });
  }

  /** Writes one sign of life; a worker that was taken for gone comes back with it. */
  async beat(name: string, version: string): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      this.startedAt ??= tx.now;
      await tx.execute(
        `INSERT INTO worker_heartbeat (id, name, version, started_at, seen_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
        [this.id, name, version, this.startedAt, tx.now],
      );
      await forgetGone(tx);
    });
  }

  /** Ends without leaving a trace, so that nobody looks for this worker. */
  async onModuleDestroy(): Promise<void> {
    await this.repetition?.stop();
    if (this.startedAt === null) return;
    try {
      await this.unitOfWork.run(ACTOR, async (tx) => {
        await tx.execute(`DELETE FROM worker_heartbeat WHERE id = $1`, [this.id]);
      });
    } catch (error) {
      this.log.warn('the heartbeat could not be taken back', { error: String(error) });
    }
  }
}

async function forgetGone(tx: Tx): Promise<void> {
  await tx.execute(`DELETE FROM worker_heartbeat WHERE seen_at < $1`, [
    new Date(tx.now.getTime() - REMEMBERED_MS),
  ]);
}
