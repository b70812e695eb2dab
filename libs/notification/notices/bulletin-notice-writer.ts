import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { EventFollower, Jobs, newId, Settings, type StoredEvent, type Tx } from '@huiyin/platform';
import { MAIL_DELIVERY, type MailDeliveryJob } from '../delivery/mail-delivery-queue.js';
import { messageIdOf } from '../delivery/message-id.js';
import { glanceAtBulletin, type BulletinGlance } from './bulletin-glance.js';
import { bulletinNoticeRule, bulletinNoticesOf, type BulletinNoticeKind } from './bulletin-notices.js';
import { BulletinRecipients } from './bulletin-recipients.js';
import { WorkingHours } from './working-hours.js';

const EVENTS_AT_ONCE = 100;

/** Nobody is told of a bulletin at night. */
export const BULLETIN_MOMENT = [{ moment: 'working-hours' }, { urgency: 'ordinary' }] as const;

/** What is told: one event of the bulletin's chain, from one side. */
export interface BulletinNotice {
  readonly kind: BulletinNoticeKind;
  readonly eventVersion: number;
  readonly departmentId: string | null;
  readonly causedBy: string | null;
}

/** Follows what happens to bulletins and queues the mails; the same notice to the same person becomes one mail. */
@Injectable()
export class BulletinNoticeWriter {
  private readonly mailHost: string;

  constructor(
    private readonly events: EventFollower,
    private readonly recipients: BulletinRecipients,
    private readonly people: PeopleDirectory,
    private readonly hours: WorkingHours,
    private readonly jobs: Jobs,
    settings: Settings,
  ) {
    this.mailHost = new URL(settings.publicUrl).hostname;
  }

  /** Handles the next events; true when there may be more at once. */
  async advance(): Promise<boolean> {
    const handled = await this.events.advance(
      'notification-of-bulletins',
      async (tx, event) => this.follow(tx, event),
      EVENTS_AT_ONCE,
    );
    return handled === EVENTS_AT_ONCE;
  }

  async write(tx: Tx, bulletin: BulletinGlance, notice: BulletinNotice): Promise<void> {
    const { kind, eventVersion, departmentId, causedBy } = notice;
    const { audience } = bulletinNoticeRule(kind);
    const told = await this.recipients.of(tx, audience, bulletin, departmentId);
    const people = await this.people.people(
      tx,
      told.filter((id) => id !== causedBy),
    );
    const written: MailDeliveryJob[] = [];
    for (const recipient of people.values()) {
      const id = newId(tx.now);
      const dueAt = await this.hours.earliest(...BULLETIN_MOMENT, recipient, tx.now);
      const key = [bulletin.id, eventVersion, kind, recipient.id].join('/');
      const isNew = await tx.execute(
        `INSERT INTO mail (id, bulletin_id, event_version, kind, recipient_person_id, department_id, message_id, state,
                           next_attempt_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9) ON CONFLICT ON CONSTRAINT mail_notice DO NOTHING`,
        [
          id,
          bulletin.id,
          eventVersion,
          kind,
          recipient.id,
          departmentId,
          messageIdOf(key, this.mailHost),
          dueAt,
          tx.now,
        ],
      );
      // What has to wait is found by the sweep when its time has come.
      if (isNew > 0 && dueAt <= tx.now) written.push({ mailId: id });
    }
    await this.jobs.enqueue(
      tx,
      MAIL_DELIVERY,
      written.map((data) => ({ key: data.mailId, data })),
    );
  }

  private async follow(tx: Tx, event: StoredEvent): Promise<void> {
    if (event.streamType !== 'bulletin') return;
    const kinds = bulletinNoticesOf(event);
    const { departmentId: concerned } = event.data;
    const departmentId = typeof concerned === 'string' ? concerned : null;
    const causedBy = event.actor.kind === 'person' ? event.actor.personId : null;
    for (const kind of kinds) {
      const bulletin = await glanceAtBulletin(tx, event.streamId, departmentId);
      if (bulletin)
        await this.write(tx, bulletin, { kind, eventVersion: event.version, departmentId, causedBy });
    }
  }
}
