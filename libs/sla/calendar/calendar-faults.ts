import { parseCalendar } from '../domain/calendar-definition.js';
import { definitionOf, type CalendarDay, type StoredCalendar } from './stored-calendar.js';

export interface CalendarFieldError {
  /** A path into the calendar: `weekly.mon[1].from`, `days[3].spans[0]`. */
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** Everything that keeps a calendar from being published; empty when it may be. */
export function calendarFaults(stored: StoredCalendar): CalendarFieldError[] {
  const faults: CalendarFieldError[] = [...yearFaults(stored), ...dayFaults(stored)];
  const calendar = parseCalendar(definitionOf(stored));
  if (Array.isArray(calendar))
    return [...faults, ...calendar.map((fault) => ({ ...fault, field: ownPath(fault.field, stored) }))];
  if (!calendar.hasWeeklyWorkingTime) {
    faults.push({ field: 'weekly', rule: 'no-working-time', message: 'A week needs some working time.' });
  }
  return faults;
}

function yearFaults({ years }: StoredCalendar): CalendarFieldError[] {
  const first = new Map<number, number>();
  years.forEach(({ year }, i) => first.has(year) || first.set(year, i));
  return years.flatMap(({ year }, i) =>
    first.get(year) === i
      ? []
      : [{ field: `years[${i}]`, rule: 'twice', message: `The year ${year} is entered twice.` }],
  );
}

function dayFaults(stored: StoredCalendar): CalendarFieldError[] {
  const faults: CalendarFieldError[] = [];
  const years = new Set(stored.years.map(({ year }) => year));
  const kinds = new Map<string, Set<CalendarDay['kind']>>();
  stored.days.forEach(({ date, kind, spans }, i) => {
    const field = `days[${i}]`;
    const fault = (rule: string, message: string): void => void faults.push({ field, rule, message });
    if (years.size > 0 && !years.has(Number(date.slice(0, 4))))
      fault('outside-year', `${date} lies in none of the years of this calendar.`);
    const others = kinds.get(date) ?? new Set();
    if (others.has(kind)) fault('twice', `${date} is entered twice as ${kind}.`);
    else if (kind !== 'break' && (others.has('holiday') || others.has('extra')))
      fault('contradiction', `${date} cannot be a holiday and a day worked in exchange.`);
    kinds.set(date, others.add(kind));
    if (kind === 'holiday' && spans.length > 0)
      fault('spans', 'A holiday is closed all day; a break closes part of a day.');
    if (kind !== 'holiday' && spans.length === 0)
      fault('spans-missing', 'A day worked in exchange, or a break, needs its hours.');
  });
  return faults;
}

/** The place in the calendar as people send it, from the place in the definition that is counted with. */
function ownPath(field: string, { days }: StoredCalendar): string {
  const named = field.replace(
    /\[(\d+)\]\[([01])\]$/,
    (_, index: string, end: string) => `[${index}].${end === '0' ? 'from' : 'to'}`,
  );
  const holiday = /^holidays\[(\d+)\]$/.exec(named);
  if (holiday) {
    const places = days.flatMap(({ kind }, i) => (kind === 'holiday' ? [i] : []));
    return `days[${places[Number(holiday[1])] ?? 0}].date`;
  }
  const [, list, date, rest] = /^(extraDays|breaks)\.(\d{4}-\d\d-\d\d)(.*)$/.exec(named) ?? [];
  if (list === undefined) return named;
  const kind = list === 'extraDays' ? 'extra' : 'break';
  return `days[${days.findLastIndex((day) => day.kind === kind && day.date === date)}].spans${rest ?? ''}`;
}
