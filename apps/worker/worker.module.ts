import { Module, type DynamicModule } from '@nestjs/common';
import { AnonymityModule } from '@huiyin/anonymity';
import { BulletinModule } from '@huiyin/bulletin';
import { NotificationModule } from '@huiyin/notification';
import { OperationsModule } from '@huiyin/operations';
import { PlatformModule, type Settings } from '@huiyin/platform';
import { SlaModule } from '@huiyin/sla';
import { TicketModule } from '@huiyin/ticket';
import { databaseParts } from '../../config/rooms.js';
import { BulletinSweep } from './bulletin-sweep.js';
import { Housekeeping } from './housekeeping.js';
import { MetricsServer } from './metrics-server.js';
import { TicketSweep } from './ticket-sweep.js';

@Module({})
export class WorkerModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot({ ...databaseParts, settings, poolSize: 10 }),
        SlaModule,
        TicketModule,
        AnonymityModule,
        BulletinModule,
        NotificationModule,
        OperationsModule,
      ],
      providers: [BulletinSweep, Housekeeping, MetricsServer, TicketSweep],
    };
  }
}
