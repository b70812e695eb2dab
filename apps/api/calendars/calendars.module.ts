import { Module } from '@nestjs/common';
import { IdentityModule } from '@huiyin/identity';
import { CalendarHttpModule, CalendarSurroundings } from '@huiyin/sla';
import { HouseOfCalendars } from './house-of-calendars.js';

@Module({
  imports: [IdentityModule],
  providers: [{ provide: CalendarSurroundings, useClass: HouseOfCalendars }],
  exports: [CalendarSurroundings],
})
class SurroundingsModule {}

/** The calendars, told about the rest of the house. */
@Module({ imports: [CalendarHttpModule.forRoot(SurroundingsModule)] })
export class CalendarsModule {}
