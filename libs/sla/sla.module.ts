import { Module } from '@nestjs/common';
import { CalendarDirectory } from './calendar/calendar-directory.js';
import { CalendarRegister } from './calendar/calendar-register.js';
import { ClockKeeper } from './clock/clock-keeper.js';
import { ServiceLevelsController } from './levels/service-levels.controller.js';
import { ServiceLevels } from './levels/service-levels.js';

/** Working time, targets and clocks. */
@Module({
  providers: [CalendarDirectory, CalendarRegister, ClockKeeper, ServiceLevels],
  exports: [CalendarDirectory, CalendarRegister, ClockKeeper, ServiceLevels],
})
export class SlaModule {}

/** What employees may read of it. */
@Module({ imports: [SlaModule], controllers: [ServiceLevelsController] })
export class SlaHttpModule {}
