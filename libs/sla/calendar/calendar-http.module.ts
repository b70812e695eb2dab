import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { SlaModule } from '../sla.module.js';
import { CalendarAdministrationController } from './calendar-administration.controller.js';
import { CalendarDesk } from './calendar-desk.js';
import { CalendarQueries } from './calendar.queries.js';
import { CalendarReview } from './calendar-review.js';
import { CalendarsController } from './calendars.controller.js';

/** The calendars over HTTP, told about departments, sites and people by whoever knows them. */
@Module({})
export class CalendarHttpModule {
  /** @param surroundings a module that exports `CalendarSurroundings` */
  static forRoot(surroundings: Type): DynamicModule {
    return {
      module: CalendarHttpModule,
      imports: [SlaModule, surroundings],
      controllers: [CalendarsController, CalendarAdministrationController],
      providers: [CalendarDesk, CalendarQueries, CalendarReview],
    };
  }
}
