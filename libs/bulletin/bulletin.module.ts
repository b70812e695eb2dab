import { Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule } from '@huiyin/identity';
import { OrganisationModule } from '@huiyin/organisation';
import { stateFaults } from '@huiyin/platform';
import { SlaModule } from '@huiyin/sla';
import { TicketModule } from '@huiyin/ticket';
import { BulletinDocument } from './document/bulletin-document.js';
import { BULLETIN_STATES, BULLETIN_STEPS } from './domain/bulletin.js';
import { RECTIFICATION_STATES, RECTIFICATION_STEPS } from './domain/rectification.js';
import { BulletinRules } from './drafting/bulletin-rules.job.js';
import { MonthCount } from './drafting/month-count.js';
import { MonthlyDrafts } from './drafting/monthly-drafts.job.js';
import { BulletinCommands } from './publishing/bulletin-commands.js';
import { PublishingController } from './publishing/publishing.controller.js';
import { ReadersController } from './publishing/readers.controller.js';
import { BulletinNaming } from './reading/bulletin-naming.queries.js';
import { BulletinsController } from './reading/bulletins.controller.js';
import { Bulletins } from './reading/bulletins.queries.js';
import { Receipts } from './reading/receipts.queries.js';
import { RectificationCommands } from './rectification/rectification-commands.js';
import { RectificationReminders } from './rectification/rectification-reminders.job.js';
import { RectificationsController } from './rectification/rectifications.controller.js';
import { Rectifications } from './rectification/rectifications.queries.js';
import { BulletinAccess } from './store/bulletin-access.js';
import { BulletinStore } from './store/bulletin-store.js';

/** Bulletins without HTTP: what a worker needs. */
@Module({
  imports: [IdentityModule, OrganisationModule, SlaModule],
  providers: [
    BulletinAccess,
    BulletinRules,
    BulletinStore,
    MonthCount,
    MonthlyDrafts,
    RectificationCommands,
    RectificationReminders,
  ],
  exports: [
    BulletinAccess,
    BulletinRules,
    BulletinStore,
    MonthlyDrafts,
    RectificationCommands,
    RectificationReminders,
  ],
})
export class BulletinModule implements OnModuleInit {
  onModuleInit(): void {
    const faults = [
      ...stateFaults(BULLETIN_STEPS, BULLETIN_STATES, 'draft', ['withdrawn', 'discarded']),
      ...stateFaults(RECTIFICATION_STEPS, RECTIFICATION_STATES, 'awaited', ['accepted', 'dropped']),
    ];
    if (faults.length > 0) throw new Error(`Bulletins do not hold together: ${faults.join(' ')}`);
  }
}

/** Everything that people do with bulletins. */
@Module({
  imports: [BulletinModule, IdentityModule, SlaModule, TicketModule],
  controllers: [BulletinsController, PublishingController, ReadersController, RectificationsController],
  providers: [BulletinCommands, BulletinDocument, BulletinNaming, Bulletins, Receipts, Rectifications],
})
export class BulletinHttpModule {}
