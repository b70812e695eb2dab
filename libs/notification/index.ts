export { Notification1763800500000 } from './migrations/1763800500000-notification.migration.js';
export { NoticeForEachDate1763800750000 } from './migrations/1763800750000-notice-for-each-date.migration.js';
export { BulletinMail1763800760000 } from './migrations/1763800760000-bulletin-mail.migration.js';
export { NotificationHttpModule, NotificationModule } from './notification.module.js';
export { NotificationWorker } from './notification-worker.js';
export { layOut } from './letter/layout.js';
export { messageIdOf } from './delivery/message-id.js';
export { SmtpSender, type AddressedLetter } from './delivery/smtp-sender.js';
