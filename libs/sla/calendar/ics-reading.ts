import ICAL from 'ical.js';
import { textFault } from '@huiyin/platform';
import { WEEKDAYS, type WallSpan, type Weekday } from '../domain/calendar-definition.js';
import { MAX_DAYS } from './calendar-content.js';
import { OURS, spansOfText } from './calendar-ics.js';
import { calendarRefusals } from './calendar-refusals.js';
import { chineseHolidayName, type LocalisedText } from './chinese-holidays.js';
import { datesOfEvent, EventUnreadable, type IcsFaultRule } from './ics-dates.js';
import type { CalendarDay, CalendarYear, StoredCalendar } from './stored-calendar.js';

const MAX_CHARACTERS = 1024 * 1024;
const MAX_EVENTS = 5_000;
const MAX_FAULTS = 100;

export interface IcsFault {
  /** Number of the event in the file, from 1. */
  readonly row: number;
  readonly summary: string;
  readonly rule: IcsFaultRule;
  readonly message: string;
}

/** What a file says about a calendar; nothing is written. Zone, week and states only from files of ours. */
export interface IcsReading {
  readonly timeZone: string | null;
  readonly weekly: StoredCalendar['weekly'] | null;
  /** Every year with days in it; provisional unless a file of ours says otherwise. */
  readonly years: readonly CalendarYear[];
  readonly days: readonly CalendarDay[];
  readonly events: number;
  /** Days to remember without any day off (such as Mother's Day), in files that mark the days off. */
  readonly skipped: number;
  readonly faults: readonly IcsFault[];
}

/**
 * Reads iCalendar text: an export of ours exactly; public files of Chinese holidays, whose summaries say 休 (off) or
 * 班 (worked); any other file with every event a holiday.
 * @param hours of a day worked in exchange that has none of its own
 * @param lastYear until which rules without an end are followed
 */
export function readIcs(text: string, hours: readonly WallSpan[], lastYear: number): IcsReading {
  const calendar = parse(text);
  const events = calendar.getAllSubcomponents('vevent');
  if (events.length > MAX_EVENTS) throw calendarRefusals.refuse('calendar.file-too-large');
  const summaries = events.map(summaryOf);
  const marksDays = events.some((event, i) => markOf(event, summaries[i] ?? '') !== null);
  const faults: IcsFault[] = [];
  const days = new Map<string, CalendarDay>();
  let skipped = 0;
  events.forEach((event, i) => {
    const summary = summaries[i] ?? '';
    try {
      const own = ownDay(event);
      const kind = own?.kind ?? markOf(event, summary) ?? (marksDays ? null : 'holiday');
      if (kind === null || text1(event, 'status')?.toUpperCase() === 'CANCELLED') {
        skipped++;
        return;
      }
      const name = own?.name ?? nameOf(summary);
      const spans = own?.spans ?? (kind === 'extra' ? hours : []);
      for (const date of datesOfEvent(event, lastYear)) {
        if (days.size >= MAX_DAYS) throw calendarRefusals.refuse('calendar.file-too-large');
        // The first one stays: files often name one day off twice, as a feast and as its bridge.
        if (!days.has(`${date} ${kind}`)) days.set(`${date} ${kind}`, { date, kind, spans, name });
      }
    } catch (error) {
      if (!(error instanceof EventUnreadable)) throw error;
      if (faults.length < MAX_FAULTS)
        faults.push({ row: i + 1, summary: summary.slice(0, 100), rule: error.rule, message: error.message });
    }
  });
  const ordered = [...days.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { ...ownFrame(calendar, ordered), days: ordered, events: events.length, skipped, faults };
}

function parse(text: string): ICAL.Component {
  if (text.length > MAX_CHARACTERS) throw calendarRefusals.refuse('calendar.file-too-large');
  const clean = text.replace(/^\ufeff/, '');
  if (!/^\s*BEGIN:VCALENDAR\r?\n/i.test(clean) || !clean.isWellFormed())
    throw calendarRefusals.refuse('calendar.file-unreadable');
  try {
    const parsed: unknown = ICAL.parse(clean.trim());
    // Several calendars in one file: the first one, as every other program reads it.
    const [first] = parsed as unknown[];
    const component = new ICAL.Component((Array.isArray(first) ? first : parsed) as string);
    if (component.name === 'vcalendar') return component;
  } catch {
    // The parser's own words help nobody.
  }
  throw calendarRefusals.refuse('calendar.file-unreadable');
}

/** A property as plain text, or undefined. */
function text1(component: ICAL.Component, name: string): string | undefined {
  const value: unknown = component.getFirstProperty(name)?.jCal[3];
  return typeof value === 'string' ? value : undefined;
}

function summaryOf(event: ICAL.Component): string {
  return (text1(event, 'summary') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

function markOf(event: ICAL.Component, summary: string): 'holiday' | 'extra' | null {
  const special = text1(event, 'x-apple-special-day');
  if (special === 'WORK-HOLIDAY') return 'holiday';
  if (special === 'ALTERNATE-WORKDAY') return 'extra';
  if (/班/.test(summary)) return 'extra';
  return /休|放假/.test(summary) ? 'holiday' : null;
}

/** The feast without the words and brackets that mark what kind of day it is. */
function nameOf(summary: string): LocalisedText {
  const bare = summary
    .replace(/[（(【[]\s*(休息?日?|放假|补?班|上班|调休(上班)?)\s*[）)】\]]/g, ' ')
    .replace(/(调休上班|调休|补班|上班|加班|休息日?|放假|假期)/g, ' ')
    .replace(/(^|\s)[休班](\s|$)|[休班]$/g, ' ')
    .replace(/第\s*\d+\s*天(\s*\/\s*共\s*\d+\s*天)?/g, ' ')
    .replace(/[·:：,，-]\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const name = [...(bare || summary)].slice(0, 100).join('');
  if (textFault(name, { max: 100 }) !== null)
    throw new EventUnreadable('name', 'The entry has no name (SUMMARY) of one line, 1 to 100 characters.');
  return chineseHolidayName(name) ?? { 'zh-CN': name, en: name, ru: name };
}

/** What an event of ours says by itself; null for any other. */
function ownDay(event: ICAL.Component): Pick<CalendarDay, 'kind' | 'spans' | 'name'> | null {
  const kind = text1(event, OURS.kind);
  if (kind === undefined) return null;
  if (kind !== 'holiday' && kind !== 'extra' && kind !== 'break')
    throw new EventUnreadable('kind', 'The kind of the day is not holiday, extra or break.');
  const given = text1(event, OURS.spans);
  const spans = given === undefined ? [] : spansOfText(given);
  if (!spans || (kind === 'holiday') !== (spans.length === 0))
    throw new EventUnreadable('spans', 'The hours of the day are not written as 09:00-12:00 13:30-18:00.');
  const names = new Map(
    event.getAllProperties(OURS.name).map((name) => [name.getParameter('language'), String(name.jCal[3])]),
  );
  const [zh, en, ru] = [names.get('zh-CN'), names.get('en'), names.get('ru')];
  if ([zh, en, ru].some((name) => textFault(name, { max: 100 }) !== null))
    throw new EventUnreadable('name', 'The day needs its name in Chinese, English and Russian.');
  return { kind, spans, name: { 'zh-CN': zh ?? '', en: en ?? '', ru: ru ?? '' } };
}

function ownFrame(
  calendar: ICAL.Component,
  days: readonly CalendarDay[],
): Pick<IcsReading, 'timeZone' | 'weekly' | 'years'> {
  const weekly: Partial<Record<Weekday, readonly WallSpan[]>> = {};
  for (const property of calendar.getAllProperties(OURS.weekly)) {
    const weekday = WEEKDAYS.find((known) => known === property.getParameter('day'));
    const spans = spansOfText(String(property.jCal[3]));
    if (weekday && spans && spans.length > 0) weekly[weekday] = spans;
  }
  const isOurs = Object.keys(weekly).length > 0;
  const years = new Map<number, CalendarYear['state']>();
  for (const { date } of days) years.set(Number(date.slice(0, 4)), 'provisional');
  for (const property of calendar.getAllProperties(OURS.year)) {
    const year = Number(property.jCal[3]);
    if (Number.isInteger(year) && year >= 1900 && year <= 2499)
      years.set(year, property.getParameter('state') === 'announced' ? 'announced' : 'provisional');
  }
  return {
    timeZone: isOurs ? (text1(calendar, OURS.zone) ?? null) : null,
    weekly: isOurs ? weekly : null,
    years: [...years].sort(([a], [b]) => a - b).map(([year, state]) => ({ year, state })),
  };
}
