import type { JobQueue } from '@huiyin/platform';

/** Wakes a worker to deliver one mail. */
export const MAIL_DELIVERY: JobQueue = { name: 'mail-delivery' };

export interface MailDeliveryJob {
  readonly mailId: string;
}
