import { Module } from '@nestjs/common';
import { CalendarDirectory } from './calendar/calendar-directory.js';
import { ClockKeeper } from './clock/clock-keeper.js';
import { ServiceLevelsController } from './levels/service-levels.controller.js';
import { ServiceLevels } from './levels/service-levels.js';

/** Working time, targets and clocks. */
@Module({
  providers: [CalendarDirectory, ClockKeeper, ServiceLevels],
  exports: [CalendarDirectory, ClockKeeper, ServiceLevels],
})
export class SlaModule {}

/** What employees may read of it. */
@Module({ imports: [SlaModule], controllers: [ServiceLevelsController] })
export class SlaHttpModule {}
