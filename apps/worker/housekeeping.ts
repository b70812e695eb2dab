import { Injectable } from '@nestjs/common';
import { housekeepAnonymity, IssuerKeys } from '@huiyin/anonymity';
import { housekeepIdentity } from '@huiyin/identity';
import { housekeepPlatform, type JobQueue, Jobs, type Tx, UnitOfWork } from '@huiyin/platform';
import { housekeepAttachments } from '@huiyin/ticket';

const QUEUE: JobQueue = { name: 'housekeeping' };
const EVERY_NIGHT = '17 3 * * *';
const TIME_ZONE = 'Asia/Shanghai';

/** Each room clears what no longer has a meaning there; one that fails does not keep the others from it. */
const ROOMS: readonly ((tx: Tx) => Promise<void>)[] = [
  housekeepPlatform,
  housekeepIdentity,
  housekeepAttachments,
  housekeepAnonymity,
];

/** The nightly clearing up. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly issuerKeys: IssuerKeys,
  ) {}

  async start(): Promise<void> {
    await this.jobs.work(QUEUE, { batchSize: 1 }, async () => this.run());
    await this.jobs.schedule(QUEUE, EVERY_NIGHT, TIME_ZONE);
  }

  async run(): Promise<void> {
    const results = await Promise.allSettled([
      ...ROOMS.map(async (room) => this.unitOfWork.run({ kind: 'system', name: 'housekeeping' }, room)),
      this.issuerKeys.keep(),
    ]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
