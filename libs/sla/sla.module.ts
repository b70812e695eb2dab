import { Module } from '@nestjs/common';
import { CalendarDirectory } from './calendar/calendar-directory.js';
import { CalendarRegister } from './calendar/calendar-register.js';
import { ClockAudit } from './clock/clock-audit.js';
import { ClockExplanations } from './clock/clock-explanations.js';
import { ClockKeeper } from './clock/clock-keeper.js';
import { ClockSweep } from './clock/clock-sweep.js';
import { OverdueAnswers } from './clock/overdue-answers.js';
import { OpenClocks } from './clock/open-clocks.js';
import { PolicyDirectory } from './policy/policy-directory.js';

/** Working time, the policy's numbers, and clocks. */
@Module({
  providers: [
    CalendarDirectory,
    CalendarRegister,
    ClockAudit,
    ClockExplanations,
    ClockKeeper,
    ClockSweep,
    OpenClocks,
    OverdueAnswers,
    PolicyDirectory,
  ],
  exports: [
    CalendarDirectory,
    CalendarRegister,
    ClockAudit,
    ClockExplanations,
    ClockKeeper,
    ClockSweep,
    OpenClocks,
    OverdueAnswers,
    PolicyDirectory,
  ],
})
export class SlaModule {}
