import type { CalendarDefinition, WallSpan } from '../domain/calendar-definition.js';
import type { LocalisedText } from './chinese-holidays.js';

/** A date on which the weekly spans do not hold. A `holiday` has no spans, an `extra` day has its own, a `break` cuts. */
export interface CalendarDay {
  readonly date: string;
  readonly kind: 'holiday' | 'extra' | 'break';
  readonly spans: readonly WallSpan[];
  readonly name: LocalisedText;
}

export interface CalendarYear {
  readonly year: number;
  readonly state: 'announced' | 'provisional';
}

/** One version of a calendar as the tables hold it; versions are never edited. */
export interface StoredCalendar {
  readonly timeZone: string;
  readonly weekly: CalendarDefinition['weekly'];
  /** Years whose days have been entered; empty when a calendar does not keep account of that. */
  readonly years: readonly CalendarYear[];
  readonly days: readonly CalendarDay[];
}

export function definitionOf(stored: StoredCalendar): CalendarDefinition {
  const dated = (kind: CalendarDay['kind']): Record<string, readonly WallSpan[]> =>
    Object.fromEntries(stored.days.filter((day) => day.kind === kind).map((day) => [day.date, day.spans]));
  return {
    timeZone: stored.timeZone,
    weekly: stored.weekly,
    holidays: stored.days.filter((day) => day.kind === 'holiday').map((day) => day.date),
    extraDays: dated('extra'),
    breaks: dated('break'),
  };
}
