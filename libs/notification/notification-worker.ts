import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Jobs, Log, Repetition } from '@huiyin/platform';
import { MAIL_DELIVERY, type MailDeliveryJob } from './delivery/mail-delivery-queue.js';
import { MailDelivery } from './delivery/mail-delivery.js';
import { SMTP_CONNECTIONS } from './delivery/smtp-sender.js';
import { BulletinNoticeWriter } from './notices/bulletin-notice-writer.js';
import { NotificationFollower } from './notices/notification-follower.js';

/** Polling, because LISTEN does not work through a pooler in transaction mode. */
const FOLLOW_EVERY_MS = 250;
const SWEEP_EVERY_MS = 10_000;
const MAILS_AT_ONCE = 20;

/** Keeps the mails moving in the worker process: follows the events, delivers, sweeps up what was left lying. */
@Injectable()
export class NotificationWorker implements OnModuleDestroy {
  private readonly repetitions: Repetition[] = [];

  constructor(
    private readonly follower: NotificationFollower,
    private readonly bulletins: BulletinNoticeWriter,
    private readonly delivery: MailDelivery,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  /** `Jobs.startWorking` comes first. */
  async start(): Promise<void> {
    await this.jobs.work<MailDeliveryJob>(MAIL_DELIVERY, { batchSize: MAILS_AT_ONCE }, async (jobs) =>
      this.deliverAll(jobs.map((job) => job.mailId)),
    );
    this.repetitions.push(
      new Repetition('follow events', FOLLOW_EVERY_MS, this.log, async () => this.follower.advance()),
      new Repetition('follow bulletins', FOLLOW_EVERY_MS, this.log, async () => this.bulletins.advance()),
      new Repetition('sweep mails', SWEEP_EVERY_MS, this.log, async () => {
        await this.delivery.sweep();
        return false;
      }),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.repetitions.map(async (repetition) => repetition.stop()));
  }

  /** As many at a time as there are connections, so that no claim runs out while a mail waits for one. */
  private async deliverAll(mailIds: readonly string[]): Promise<void> {
    const waiting = mailIds.values();
    const faults: unknown[] = [];
    const lane = async (): Promise<void> => {
      for (const mailId of waiting) {
        try {
          await this.delivery.deliver(mailId);
        } catch (error) {
          faults.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: SMTP_CONNECTIONS }, lane));
    if (faults.length > 0) throw faults[0];
  }
}
