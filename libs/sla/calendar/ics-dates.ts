import ICAL from 'ical.js';
import { existsAsDate, isDate } from './calendar-content.js';

const DAY_MS = 86_400_000;
/** Longer than any holiday; a file that says more is wrong. */
const MAX_LENGTH_DAYS = 62;
/** A rule is followed over this many of its dates. */
const MAX_RECURRENCES = 600;

export type IcsFaultRule = 'date' | 'name' | 'kind' | 'spans' | 'too-long' | 'recurrence';

/** One entry of a file that cannot be taken over, and why. */
export class EventUnreadable extends Error {
  constructor(
    readonly rule: IcsFaultRule,
    message: string,
  ) {
    super(message);
    this.name = 'EventUnreadable';
  }
}

/** Every date that an event covers, on the wall clock that it is written in. */
export function datesOfEvent(event: ICAL.Component, lastYear: number): string[] {
  const start = written(event, 'dtstart');
  if (!start || !isDate(start.date))
    throw new EventUnreadable(
      'date',
      'The entry needs a first day (DTSTART) that exists, from 1900 to 2499.',
    );
  const length = lengthOf(event, start);
  const starts = recurrences(event, start.date, lastYear);
  return starts.flatMap((first) =>
    Array.from({ length }, (_, i) => shifted(first, i)).filter((date) => isDate(date)),
  );
}

interface Written {
  readonly date: string;
  /** Whether the moment lies after midnight, so that its date counts as an end. */
  readonly hasTime: boolean;
}

/**
 * A date as the file has it; the library would roll 30 February over. Of any year: what covers the last day that
 * calendars know ends on one that they do not.
 */
function written(event: ICAL.Component, name: string): Written | null {
  const value: unknown = event.getFirstProperty(name)?.jCal[3];
  if (typeof value !== 'string') return null;
  const [date = '', time = ''] = value.split('T');
  return existsAsDate(date) ? { date, hasTime: /[1-9]/.test(time) } : null;
}

function lengthOf(event: ICAL.Component, start: Written): number {
  let days = 1;
  if (event.hasProperty('dtend')) {
    const end = written(event, 'dtend');
    if (!end) throw new EventUnreadable('date', 'The day after the last one (DTEND) is no date that exists.');
    days = (Date.parse(end.date) - Date.parse(start.date)) / DAY_MS + (end.hasTime ? 1 : 0);
    // Some programs write the last day itself.
    if (days === 0) days = 1;
    if (days < 0) throw new EventUnreadable('date', 'The entry ends before it begins.');
  } else if (event.hasProperty('duration')) {
    const duration: unknown = event.getFirstProperty('duration')?.jCal[3];
    const match = /^P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T.*)?$/.exec(String(duration));
    if (!match) throw new EventUnreadable('date', 'The length of the entry (DURATION) cannot be read.');
    days = Math.max(1, Number(match[1] ?? 0) * 7 + Number(match[2] ?? 0));
  }
  if (days > MAX_LENGTH_DAYS)
    throw new EventUnreadable('too-long', `The entry is longer than ${MAX_LENGTH_DAYS} days.`);
  return days;
}

/** First days of all repetitions. Yearly rules only: whatever repeats more often is no holiday. */
function recurrences(event: ICAL.Component, first: string, lastYear: number): string[] {
  const extra = event.getAllProperties('rdate').map((property) => String(property.jCal[3]).slice(0, 10));
  const except = new Set(
    event.getAllProperties('exdate').map((property) => String(property.jCal[3]).slice(0, 10)),
  );
  const dates = new Set([first, ...extra.filter(isDate)]);
  const rule = event.getFirstProperty('rrule');
  if (rule) for (const date of ruleDates(rule, first, lastYear)) dates.add(date);
  return [...dates].filter((date) => !except.has(date));
}

function ruleDates(rule: ICAL.Property, first: string, lastYear: number): string[] {
  const refused = new EventUnreadable(
    'recurrence',
    'Only entries that repeat once a year are taken over; enter the days of this one singly.',
  );
  const parts: unknown = rule.jCal[3];
  if (typeof parts !== 'object' || parts === null) throw refused;
  const known = ['freq', 'interval', 'count', 'until', 'bymonth', 'bymonthday', 'byday', 'wkst'];
  const isSingle = Object.entries(parts).every(
    ([name, value]) => known.includes(name) && !Array.isArray(value),
  );
  if (!isSingle || !('freq' in parts) || parts.freq !== 'YEARLY') throw refused;
  // A weekday without its number and month is a rule for every week.
  if ('byday' in parts && (!('bymonth' in parts) || !/^-?[1-5][A-Z]{2}$/.test(String(parts.byday))))
    throw refused;
  const dates: string[] = [];
  try {
    const recurrence = rule.getFirstValue() as ICAL.Recur;
    const iterator = recurrence.iterator(ICAL.Time.fromDateString(first));
    for (let i = 0; i < MAX_RECURRENCES; i++) {
      const next: ICAL.Time | null = iterator.next();
      if (!next || next.year > lastYear) break;
      const date = next.toString().slice(0, 10);
      if (dates.at(-1) === date) break;
      if (isDate(date) && fits(date, parts, first)) dates.push(date);
    }
  } catch {
    throw refused;
  }
  return dates;
}

/** The library answers 1 March for a 29 February that does not exist, which is another day. */
function fits(date: string, rule: object, first: string): boolean {
  const given = { bymonth: Number(first.slice(5, 7)), bymonthday: Number(first.slice(8)), ...rule };
  const [, month, day] = date.split('-').map(Number);
  const isFixed = !('byday' in rule) && given.bymonthday > 0;
  return month === given.bymonth && (!isFixed || day === given.bymonthday);
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
