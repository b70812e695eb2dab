import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import { Settings, type Tx } from '@huiyin/platform';
import type { BulletinLetterFacts } from '../letter/bulletin-letter.js';
import { glanceAtBulletin, type BulletinGlance } from '../notices/bulletin-glance.js';
import { BULLETIN_MOMENT, BulletinNoticeWriter } from '../notices/bulletin-notice-writer.js';
import { bulletinNoticeRule, type BulletinNoticeKind } from '../notices/bulletin-notices.js';
import { BulletinRecipients } from '../notices/bulletin-recipients.js';
import { WorkingHours } from '../notices/working-hours.js';

export interface WaitingBulletinMail {
  readonly bulletinId: string;
  readonly eventVersion: number;
  readonly kind: BulletinNoticeKind;
  readonly recipientId: string;
  readonly departmentId: string | null;
}

/** As `MailPreparation`, for a mail about a bulletin. */
@Injectable()
export class BulletinPreparation {
  constructor(
    private readonly recipients: BulletinRecipients,
    private readonly notices: BulletinNoticeWriter,
    private readonly people: PeopleDirectory,
    private readonly departments: DepartmentDirectory,
    private readonly hours: WorkingHours,
    private readonly settings: Settings,
  ) {}

  async prepare(
    tx: Tx,
    mail: WaitingBulletinMail,
  ): Promise<
    | { readonly to: string; readonly facts: BulletinLetterFacts }
    | { readonly notBefore: Date }
    | 'obsolete'
    | 'undeliverable'
  > {
    const bulletin = await glanceAtBulletin(tx, mail.bulletinId, mail.departmentId);
    if (!bulletin || isPointless(mail.kind, bulletin, tx.now)) return 'obsolete';
    const recipient = await this.people.person(tx, mail.recipientId);
    const { audience } = bulletinNoticeRule(mail.kind);
    const told = await this.recipients.of(tx, audience, bulletin, mail.departmentId);
    if (!recipient?.isActive || !told.includes(recipient.id)) {
      // Somebody else answers for it meanwhile; the notice follows the task.
      await this.notices.write(tx, bulletin, { ...mail, causedBy: mail.recipientId });
      return 'obsolete';
    }
    if (recipient.email === null) return 'undeliverable';
    const notBefore = await this.hours.earliest(...BULLETIN_MOMENT, recipient, tx.now);
    if (notBefore > tx.now) return { notBefore };
    const department = mail.departmentId ? await this.departments.department(tx, mail.departmentId) : null;
    return {
      to: recipient.email,
      facts: {
        kind: mail.kind,
        locale: recipient.locale,
        bulletin: { id: bulletin.id, number: bulletin.number },
        departmentName: department?.name[recipient.locale] ?? '',
        dueOn: bulletin.owed?.dueOn ?? null,
        publicUrl: this.settings.publicUrl,
      },
    };
  }
}

function isPointless(kind: BulletinNoticeKind, bulletin: BulletinGlance, now: Date): boolean {
  const rule = bulletinNoticeRule(kind);
  const state = bulletin.owed?.state ?? bulletin.state;
  if (!rule.while.includes(state)) return true;
  return rule.endsWithDay === true && bulletin.owed !== null && bulletin.owed.dueAt <= now;
}
