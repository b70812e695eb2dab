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
export { CalendarDirectory, type CalendarVersion } from './calendar/calendar-directory.js';
