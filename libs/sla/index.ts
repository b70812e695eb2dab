export { BusinessCalendar, WorkingTimeOutOfReach, type OutOfReach } from './domain/business-calendar.js';
export {
  parseCalendar,
  WEEKDAYS,
  type CalendarDefinition,
  type CalendarFault,
  type WallSpan,
  type Weekday,
} from './domain/calendar-definition.js';
export {
  deadline,
  elapsedSeconds,
  nextOpen,
  spans,
  type OpenSpan,
  type Pause,
} from './domain/working-time.js';
export { Calendar1763800300000 } from './calendar/1763800300000-calendar.migration.js';
export { CalendarArchive1763800700000 } from './calendar/1763800700000-calendar-archive.migration.js';
export { CalendarHttpModule } from './calendar/calendar-http.module.js';
export { CalendarSurroundings, type CalendarOwner } from './calendar/calendar-surroundings.js';
export { CalendarDirectory, type CalendarVersion } from './calendar/calendar-directory.js';
export { Clock1763800310000 } from './clock/1763800310000-clock.migration.js';
export { ClockResult1763800740000 } from './clock/1763800740000-clock-result.migration.js';
export { ClockInWholeDays1763800770001 } from './clock/1763800770001-clock-in-whole-days.migration.js';
export { ClockAudit, type ClockDifference } from './clock/clock-audit.js';
export {
  ClockExplanations,
  TARGET_CHANGES,
  type ClockExplanation,
  type TargetChange,
} from './clock/clock-explanations.js';
export { ClockKeeper, type DueClock } from './clock/clock-keeper.js';
export { type ClockChange, type ClockSubject } from './clock/clock-change.js';
export { ClockSweep } from './clock/clock-sweep.js';
export { OverdueAnswers } from './clock/overdue-answers.js';
export { OverdueAnswers1763800790000 } from './clock/1763800790000-overdue-answers.migration.js';
export { clockKey, OpenClocks, type OpenClock } from './clock/open-clocks.js';
export {
  LEGS,
  STEP_KINDS,
  URGENCIES,
  type Leg,
  type PolicyNumbers,
  type StepKind,
  type Urgency,
} from './domain/policy.js';
export { Policy1763800710000 } from './policy/1763800710000-policy.migration.js';
export { PolicyHttpModule } from './policy/policy-http.module.js';
export { policyRefusals } from './policy/policy-refusals.js';
export { PolicySurroundings, type OpenTicket, type PolicyDepartment } from './policy/policy-surroundings.js';
export { PolicyDirectory, type PolicyVersion } from './policy/policy-directory.js';
export { SlaModule } from './sla.module.js';
export { startOfDay } from './domain/policy-day.js';
export { DELIVERY_ALLOWANCE_DAYS } from './domain/whole-days.js';
export { defaultCalendar } from './calendar/default-calendar.js';
export { definitionOf } from './calendar/stored-calendar.js';
export { CalendarRegister } from './calendar/calendar-register.js';
export { calendarRefusals } from './calendar/calendar-refusals.js';
