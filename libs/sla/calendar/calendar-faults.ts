import { parseCalendar } from '../domain/calendar-definition.js';
import { definitionOf, type StoredCalendar } from './stored-calendar.js';

export interface CalendarFieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** Everything that keeps a calendar from being published; empty when it may be. */
export function calendarFaults(stored: StoredCalendar): CalendarFieldError[] {
  const faults: CalendarFieldError[] = [];
  const years = new Set(stored.years.map(({ year }) => year));
  const seen = new Set<string>();
  stored.days.forEach(({ date, kind, spans }, i) => {
    const field = `days[${i}]`;
    if (years.size > 0 && !years.has(Number(date.slice(0, 4)))) {
      faults.push({
        field,
        rule: 'outside-year',
        message: `${date} lies in none of the years of this calendar.`,
      });
    }
    if (seen.has(`${date} ${kind}`)) {
      faults.push({ field, rule: 'twice', message: `${date} is entered twice as ${kind}.` });
    }
    seen.add(`${date} ${kind}`);
    if (kind === 'holiday' && spans.length > 0) {
      faults.push({
        field,
        rule: 'spans',
        message: 'A holiday is closed all day; a break closes part of a day.',
      });
    }
  });
  const calendar = parseCalendar(definitionOf(stored));
  if (Array.isArray(calendar)) return [...faults, ...calendar];
  if (!calendar.hasWeeklyWorkingTime) {
    faults.push({ field: 'weekly', rule: 'no-working-time', message: 'A week needs some working time.' });
  }
  return faults;
}
