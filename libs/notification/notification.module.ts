import { Module } from '@nestjs/common';
import { IdentityModule } from '@huiyin/identity';
import { OrganisationModule } from '@huiyin/organisation';
import { SlaModule } from '@huiyin/sla';
import { MailAdministration } from './administration/mail-administration.js';
import { MailAdministrationController } from './administration/mail-administration.controller.js';
import { BulletinPreparation } from './delivery/bulletin-preparation.js';
import { MailClaims } from './delivery/mail-claims.js';
import { MailDelivery } from './delivery/mail-delivery.js';
import { MailPreparation } from './delivery/mail-preparation.js';
import { Randomness } from './delivery/randomness.js';
import { SmtpSender } from './delivery/smtp-sender.js';
import { BulletinNoticeWriter } from './notices/bulletin-notice-writer.js';
import { BulletinRecipients } from './notices/bulletin-recipients.js';
import { NoticeWriter } from './notices/notice-writer.js';
import { NotificationFollower } from './notices/notification-follower.js';
import { Recipients } from './notices/recipients.js';
import { WorkingHours } from './notices/working-hours.js';
import { NotificationWorker } from './notification-worker.js';

/** Turns what happened into mails and delivers them: the worker's side. */
@Module({
  imports: [IdentityModule, OrganisationModule, SlaModule],
  providers: [
    BulletinNoticeWriter,
    BulletinPreparation,
    BulletinRecipients,
    MailClaims,
    MailDelivery,
    MailPreparation,
    NoticeWriter,
    NotificationFollower,
    NotificationWorker,
    Randomness,
    Recipients,
    SmtpSender,
    WorkingHours,
  ],
  exports: [MailDelivery, NotificationFollower, NotificationWorker],
})
export class NotificationModule {}

/** What an administrator sees of the mails: the HTTP side. */
@Module({ controllers: [MailAdministrationController], providers: [MailAdministration] })
export class NotificationHttpModule {}
