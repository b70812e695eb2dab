import { Module, type DynamicModule } from '@nestjs/common';
import { IdentityHttpModule } from '@huiyin/identity';
import { NotificationHttpModule } from '@huiyin/notification';
import { OrganisationHttpModule } from '@huiyin/organisation';
import { PlatformModule, type PlatformOptions } from '@huiyin/platform';
import { SlaHttpModule } from '@huiyin/sla';
import { TicketHttpModule, TicketOpenWork } from '@huiyin/ticket';
import { DemoMailController } from './demo/demo-mail.controller.js';
import { HealthController } from './http/health.controller.js';
import { MetaController } from './http/meta.controller.js';

/** Composition only: every rule lives in a room. */
@Module({})
export class ApiModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forRoot(options),
        IdentityHttpModule,
        OrganisationHttpModule.forRoot(TicketOpenWork),
        SlaHttpModule,
        TicketHttpModule,
        NotificationHttpModule,
      ],
      controllers: [HealthController, MetaController, DemoMailController],
    };
  }
}
