import { Module, type DynamicModule } from '@nestjs/common';
import { AnonymityHttpModule } from '@huiyin/anonymity';
import { BulletinHttpModule } from '@huiyin/bulletin';
import { NotificationHttpModule } from '@huiyin/notification';
import { OperationsHttpModule } from '@huiyin/operations';
import { PlatformModule, type PlatformOptions } from '@huiyin/platform';
import { TicketHttpModule } from '@huiyin/ticket';
import { CalendarsModule } from './calendars/calendars.module.js';
import { DepartmentsModule } from './departments/departments.module.js';
import { DemoMailController } from './demo/demo-mail.controller.js';
import { DemoPeopleModule } from './demo/demo-people.module.js';
import { HealthController } from './http/health.controller.js';
import { MetaController } from './http/meta.controller.js';
import { MetricsController } from './operations/metrics.controller.js';
import { ImportModule } from './import/import.module.js';
import { PeopleModule } from './people/people.module.js';
import { PolicyModule } from './policy/policy.module.js';

/** Composition only: every rule lives in a room. */
@Module({})
export class ApiModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forRoot(options),
        PeopleModule,
        DepartmentsModule,
        CalendarsModule,
        DemoPeopleModule,
        ImportModule,
        PolicyModule,
        TicketHttpModule,
        AnonymityHttpModule,
        BulletinHttpModule,
        NotificationHttpModule,
        OperationsHttpModule,
      ],
      controllers: [HealthController, MetaController, DemoMailController, MetricsController],
    };
  }
}
