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

/** Writes a version, which is never written again. */
export async function insertVersion(
  execute: (sql: string, parameters: unknown[]) => Promise<unknown>,
  { id, version }: { readonly id: string; readonly version: number },
  stored: StoredCalendar,
  createdAt: Date,
): Promise<void> {
  await execute(
    `INSERT INTO calendar_version (calendar_id, version, time_zone, weekly, created_at) VALUES ($1, $2, $3, $4, $5)`,
    [id, version, stored.timeZone, JSON.stringify(stored.weekly), createdAt],
  );
  await execute(
    `INSERT INTO calendar_year (calendar_id, version, year, state)
     SELECT $1, $2, year, state FROM jsonb_to_recordset($3::jsonb) AS y (year smallint, state text)`,
    [id, version, JSON.stringify(stored.years)],
  );
  await execute(
    `INSERT INTO calendar_day (calendar_id, version, date, kind, spans, name)
     SELECT $1, $2, date, kind, spans, name
       FROM jsonb_to_recordset($3::jsonb) AS d (date date, kind text, spans jsonb, name jsonb)`,
    [id, version, JSON.stringify(stored.days)],
  );
}
