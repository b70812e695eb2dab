import { textFault } from '@huiyin/platform';
import { WEEKDAYS, type WallSpan, type Weekday } from '../domain/calendar-definition.js';
import { calendarFaults, type CalendarFieldError } from './calendar-faults.js';
import type { LocalisedText } from './chinese-holidays.js';
import type { CalendarDay, CalendarYear, StoredCalendar } from './stored-calendar.js';

/** A calendar holds this much at most. */
export const MAX_DAYS = 5_000;
const MAX_YEARS = 200;
const MAX_DAYS_OF_YEAR = 750;
const MAX_SPANS = 24;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2499;
const DAY_KINDS = ['holiday', 'extra', 'break'] as const;
const DAY_NAME = { max: 100 };

export interface SpanView {
  readonly from: string;
  readonly to: string;
}

export interface DayView extends Omit<CalendarDay, 'spans'> {
  readonly spans: readonly SpanView[];
}

/** A version as it goes over the wire: spans are objects. */
export interface CalendarContent {
  readonly timeZone: string;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly SpanView[]>>>;
  readonly years: readonly CalendarYear[];
  readonly days: readonly DayView[];
}

export function spanViews(spans: readonly WallSpan[]): SpanView[] {
  return spans.map(([from, to]) => ({ from, to }));
}

export function dayView(day: CalendarDay): DayView {
  return { ...day, spans: spanViews(day.spans) };
}

export function contentOf(stored: StoredCalendar): CalendarContent {
  return {
    timeZone: stored.timeZone,
    weekly: weeklyView(stored.weekly),
    years: stored.years,
    days: stored.days.map(dayView),
  };
}

export function weeklyView(weekly: StoredCalendar['weekly']): CalendarContent['weekly'] {
  return Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, spanViews(weekly[weekday] ?? [])]));
}

/** What a calendar starts from: the newest version, another calendar, or nothing. */
const NOTHING: StoredCalendar = { timeZone: '', weekly: {}, years: [], days: [] };

/**
 * Reads a change that may have come from anywhere: the zone and the weekly spans when they are sent, and every year
 * that is sent in place of what that year was. Answers the calendar that it makes of `base`, and everything that keeps
 * that from being published; `field` is a path such as `weekly.mon[1].from` or `years[0].days[3].date`.
 */
export function readChange(
  value: unknown,
  base: StoredCalendar = NOTHING,
): { readonly stored: StoredCalendar; readonly faults: readonly CalendarFieldError[] } {
  const reader = new ChangeReader();
  const stored = reader.read(value, base);
  if (reader.faults.length > 0) return { stored, faults: reader.faults };
  const faults = calendarFaults(stored).map((fault) => ({
    ...fault,
    field: fault.field
      .replace(/^years\[(\d+)\]/, (whole, i) => reader.sentAs.get(stored.years[Number(i)]) ?? whole)
      .replace(/^days\[(\d+)\]/, (whole, i) => reader.sentAs.get(stored.days[Number(i)]) ?? whole),
  }));
  return { stored, faults };
}

class ChangeReader {
  readonly faults: CalendarFieldError[] = [];
  /** Where in the request a year or a day stands. */
  readonly sentAs = new Map<unknown, string>();

  read(value: unknown, base: StoredCalendar): StoredCalendar {
    const change = this.record(value, 'change', ['timeZone', 'weekly', 'years']);
    const timeZone = change['timeZone'] ?? base.timeZone;
    const isName = typeof timeZone === 'string' && /^[\w+/-]{1,64}$/.test(timeZone);
    if (!isName)
      this.fault('timeZone', 'required', 'A calendar needs an IANA time zone such as Asia/Shanghai.');
    const years = this.list(change['years'] ?? [], 'years', MAX_YEARS, (item, field) =>
      this.year(item, field),
    );
    const replaced = new Set(years.map(({ year }) => year.year));
    const keeps = ({ date }: CalendarDay): boolean => !replaced.has(Number(date.slice(0, 4)));
    const days = [...base.days.filter(keeps), ...years.flatMap((sent) => sent.days)];
    if (days.length > MAX_DAYS)
      this.fault('years', 'too-many', `A calendar holds at most ${MAX_DAYS} single days.`);
    return {
      timeZone: isName ? timeZone : '',
      weekly: change['weekly'] === undefined ? base.weekly : this.weekly(change['weekly']),
      years: [...base.years.filter(({ year }) => !replaced.has(year)), ...years.map(({ year }) => year)].sort(
        (a, b) => a.year - b.year,
      ),
      days: days.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    };
  }

  private weekly(value: unknown): StoredCalendar['weekly'] {
    const given = this.record(value, 'weekly', WEEKDAYS);
    return Object.fromEntries(
      WEEKDAYS.filter((weekday) => given[weekday] !== undefined).map((weekday) => [
        weekday,
        this.spans(given[weekday], `weekly.${weekday}`),
      ]),
    );
  }

  private year(value: unknown, field: string): { readonly year: CalendarYear; readonly days: CalendarDay[] } {
    const given = this.record(value, field, ['year', 'state', 'days']);
    const { year: number, state } = given;
    const isYear = Number.isInteger(number) && Number(number) >= FIRST_YEAR && Number(number) <= LAST_YEAR;
    if (!isYear)
      this.fault(`${field}.year`, 'year', `A year is a number from ${FIRST_YEAR} to ${LAST_YEAR}.`);
    if (state !== 'announced' && state !== 'provisional')
      this.fault(`${field}.state`, 'choice', 'A year is announced or provisional.');
    const year: CalendarYear = {
      year: isYear ? Number(number) : FIRST_YEAR,
      state: state === 'announced' ? 'announced' : 'provisional',
    };
    this.sentAs.set(year, field);
    const days = this.list(given['days'], `${field}.days`, MAX_DAYS_OF_YEAR, (item, where) => {
      const day = this.day(item, where);
      if (isYear && isDate(day.date) && Number(day.date.slice(0, 4)) !== number)
        this.fault(`${where}.date`, 'outside-year', `${day.date} does not lie in ${String(number)}.`);
      this.sentAs.set(day, where);
      return day;
    });
    return { year, days };
  }

  private day(value: unknown, field: string): CalendarDay {
    const given = this.record(value, field, ['date', 'kind', 'spans', 'name']);
    const kind = DAY_KINDS.find((known) => known === given['kind']);
    if (!kind) this.fault(`${field}.kind`, 'choice', `A day is one of ${DAY_KINDS.join(', ')}.`);
    return {
      date: this.date(given['date'], `${field}.date`),
      kind: kind ?? 'holiday',
      spans: this.spans(given['spans'] ?? [], `${field}.spans`),
      name: this.name(given['name'], `${field}.name`),
    };
  }

  private date(value: unknown, field: string): string {
    if (isDate(value)) return value;
    this.fault(field, 'date', `Expected a date YYYY-MM-DD that exists, from ${FIRST_YEAR} to ${LAST_YEAR}.`);
    return 'none';
  }

  private name(value: unknown, field: string): LocalisedText {
    const given = this.record(value, field, ['zh-CN', 'en', 'ru']);
    const text = (locale: keyof LocalisedText): string => {
      const fault = textFault(given[locale], DAY_NAME);
      if (fault) this.fault(`${field}.${locale}`, 'text', `A name ${fault}.`);
      return fault ? '' : String(given[locale]).normalize('NFC');
    };
    return { 'zh-CN': text('zh-CN'), en: text('en'), ru: text('ru') };
  }

  private spans(value: unknown, field: string): WallSpan[] {
    return this.list(value, field, MAX_SPANS, (item, where): WallSpan => {
      const { from, to } = this.record(item, where, ['from', 'to']);
      for (const [name, time] of Object.entries({ from, to })) {
        if (typeof time !== 'string' || !/^\d\d:[0-5]\d(:[0-5]\d)?$/.test(time))
          this.fault(`${where}.${name}`, 'time', 'Expected a time HH:MM or HH:MM:SS.');
      }
      return [String(from), String(to)];
    });
  }

  private list<Item>(
    value: unknown,
    field: string,
    most: number,
    read: (item: unknown, field: string) => Item,
  ): Item[] {
    if (!Array.isArray(value)) {
      this.fault(field, 'type', 'Expected a list.');
      return [];
    }
    if (value.length > most) {
      this.fault(field, 'too-many', `At most ${most} are possible here.`);
      return [];
    }
    return value.map((item: unknown, index) => read(item, `${field}[${index}]`));
  }

  private record(value: unknown, field: string, known: readonly string[]): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fault(field, 'type', `Expected an object with ${known.join(', ')}.`);
      return {};
    }
    for (const name of Object.keys(value)) {
      const printable = JSON.stringify(name.slice(0, 40));
      if (!known.includes(name))
        this.fault(field, 'unknown', `${printable} is not known here; expected ${known.join(', ')}.`);
    }
    return value as Record<string, unknown>;
  }

  /** A file full of rubbish needs no list of every piece. */
  private fault(field: string, rule: string, message: string): void {
    if (this.faults.length < 200) this.faults.push({ field, rule, message });
  }
}

/** Whether a value is a date that exists, in the years that calendars know. */
export function isDate(value: unknown): value is string {
  if (!existsAsDate(value)) return false;
  const year = Number(value.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** Whether a value is a date that exists, YYYY-MM-DD. */
export function existsAsDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const ms = Date.parse(value);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}
