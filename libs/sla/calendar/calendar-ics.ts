import ICAL from 'ical.js';
import { WEEKDAYS, type WallSpan } from '../domain/calendar-definition.js';
import type { LocalisedText } from './chinese-holidays.js';
import type { CalendarDay, StoredCalendar } from './stored-calendar.js';

// The library does not count the blank that a folded line begins with; the standard allows 75 bytes.
ICAL.foldLength = 74;

/** Properties of ours, by which a calendar of ours comes back exactly. */
export const OURS = {
  kind: 'x-huiyin-kind',
  name: 'x-huiyin-name',
  spans: 'x-huiyin-spans',
  weekly: 'x-huiyin-weekly',
  year: 'x-huiyin-year',
  zone: 'x-wr-timezone',
} as const;

export interface IcsSubject {
  readonly id: string;
  readonly name: LocalisedText;
  readonly publishedAt: Date;
  readonly stored: StoredCalendar;
}

/**
 * A version as RFC 5545 text: one event for each single day, of the whole day or with its hours on the local clock.
 * `year` leaves the other years out; `language` is that of the summaries, all three names are kept beside.
 */
export function calendarToIcs(subject: IcsSubject, language: keyof LocalisedText, year?: number): string {
  const { stored } = subject;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Huiyin//Business calendar//EN');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  addText(calendar, 'x-wr-calname', subject.name[language]);
  addText(calendar, OURS.zone, stored.timeZone);
  for (const weekday of WEEKDAYS)
    addText(calendar, OURS.weekly, spansText(stored.weekly[weekday] ?? []), { day: weekday });
  for (const { year: number, state } of stored.years)
    if (year === undefined || number === year) addText(calendar, OURS.year, String(number), { state });
  for (const day of stored.days)
    if (year === undefined || Number(day.date.slice(0, 4)) === year)
      calendar.addSubcomponent(eventOf(day, subject, language));
  return `${calendar.toString()}\r\n`;
}

function eventOf(day: CalendarDay, subject: IcsSubject, language: keyof LocalisedText): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', `${day.date}-${day.kind}-${subject.id}@huiyin`);
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(subject.publishedAt, true));
  const [only] = day.spans;
  const isTimed = day.kind !== 'holiday' && only !== undefined && day.spans.length === 1;
  // Without a zone: these are times on the wall clock of the place, whichever way its clocks are changed.
  event.addPropertyWithValue('dtstart', isTimed ? localTime(day.date, only[0]) : allDay(day.date, 0));
  event.addPropertyWithValue('dtend', isTimed ? localTime(day.date, only[1]) : allDay(day.date, 1));
  event.addPropertyWithValue('summary', day.name[language]).setParameter('language', language);
  event.addPropertyWithValue('transp', day.kind === 'extra' ? 'OPAQUE' : 'TRANSPARENT');
  addText(event, OURS.kind, day.kind);
  for (const [locale, name] of Object.entries(day.name))
    addText(event, OURS.name, name, { language: locale });
  if (day.spans.length > 0) addText(event, OURS.spans, spansText(day.spans));
  return event;
}

function addText(
  component: ICAL.Component,
  name: string,
  value: string,
  parameters: Readonly<Record<string, string>> = {},
): void {
  component.addProperty(new ICAL.Property([name, { ...parameters }, 'text', value], component));
}

function allDay(date: string, later: number): ICAL.Time {
  const time = ICAL.Time.fromDateString(date);
  time.adjust(later, 0, 0, 0);
  return time;
}

function localTime(date: string, time: string): ICAL.Time {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const at = new ICAL.Time(
    { year, month, day, hour: 0, minute: 0, second: 0, isDate: false },
    ICAL.Timezone.localTimezone,
  );
  at.adjust(0, hours, minutes, seconds);
  return at;
}

/** `09:00-12:00 13:30-18:00`; empty for closed. */
function spansText(spans: readonly WallSpan[]): string {
  return spans.map(([from, to]) => `${from}-${to}`).join(' ') || 'closed';
}

/** The spans that `spansText` wrote, or undefined for anything else. */
export function spansOfText(text: string): WallSpan[] | undefined {
  if (text === 'closed') return [];
  const spans = text.split(' ').map((part) => /^([\d:]{5,8})-([\d:]{5,8})$/.exec(part));
  return spans.every((span) => span !== null)
    ? spans.map(([, from = '', to = '']) => [from, to] as const)
    : undefined;
}
