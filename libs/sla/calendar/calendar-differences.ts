import { parseCalendar, WEEKDAYS, type Weekday } from '../domain/calendar-definition.js';
import { dayView, spanViews, type DayView, type SpanView } from './calendar-content.js';
import { definitionOf, type CalendarDay, type CalendarYear, type StoredCalendar } from './stored-calendar.js';

const DAY_MS = 86_400_000;

export interface CalendarDifferences {
  readonly timeZone: { readonly before: string; readonly after: string } | null;
  readonly weekly: readonly {
    readonly weekday: Weekday;
    readonly before: readonly SpanView[];
    readonly after: readonly SpanView[];
  }[];
  readonly years: readonly {
    readonly year: number;
    readonly before: CalendarYear['state'] | null;
    readonly after: CalendarYear['state'] | null;
  }[];
  /** Dates on which anything is other than it was, in order, with all that stands there. */
  readonly days: readonly {
    readonly date: string;
    readonly before: readonly DayView[];
    readonly after: readonly DayView[];
  }[];
}

export interface WorkingYear {
  readonly year: number;
  /** Dates with any working time. */
  readonly workingDays: number;
  readonly workingMinutes: number;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a later version says otherwise than an earlier one. */
export function differencesBetween(before: StoredCalendar, after: StoredCalendar): CalendarDifferences {
  const state = ({ years }: StoredCalendar, year: number): CalendarYear['state'] | null =>
    years.find((known) => known.year === year)?.state ?? null;
  const years = [...new Set([...before.years, ...after.years].map(({ year }) => year))].sort((a, b) => a - b);
  const [daysBefore, daysAfter] = [byDate(before), byDate(after)];
  const dates = [...new Set([...daysBefore.keys(), ...daysAfter.keys()])].sort();
  return {
    timeZone: before.timeZone === after.timeZone ? null : { before: before.timeZone, after: after.timeZone },
    weekly: WEEKDAYS.map((weekday) => ({
      weekday,
      before: spanViews(before.weekly[weekday] ?? []),
      after: spanViews(after.weekly[weekday] ?? []),
    })).filter((day) => !isSame(day.before, day.after)),
    years: years
      .map((year) => ({ year, before: state(before, year), after: state(after, year) }))
      .filter((year) => year.before !== year.after),
    days: dates
      .map((date) => ({ date, before: daysBefore.get(date) ?? [], after: daysAfter.get(date) ?? [] }))
      .filter((day) => !isSame(day.before, day.after)),
  };
}

/** Working time of years on the wall clock, in the order of the years; none for a calendar with faults. */
export function workingYears(stored: StoredCalendar, years: readonly number[]): WorkingYear[] {
  const calendar = parseCalendar(definitionOf(stored));
  return years.map((year) => {
    let [workingDays, minutes] = [0, 0];
    if (!Array.isArray(calendar)) {
      for (let day = Date.UTC(year, 0, 1) / DAY_MS; day < Date.UTC(year + 1, 0, 1) / DAY_MS; day++) {
        const spans = calendar.wallSpansOf(day);
        if (spans.length > 0) workingDays++;
        minutes += spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 60_000;
      }
    }
    return { year, workingDays, workingMinutes: Math.round(minutes) };
  });
}

function byDate({ days }: StoredCalendar): Map<string, DayView[]> {
  const dates = new Map<string, DayView[]>();
  const ordered = [...days].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  for (const day of ordered) dates.set(day.date, [...(dates.get(day.date) ?? []), plain(day)]);
  return dates;
}

/** The same day is the same text, whatever order its parts were stored in. */
function plain({ date, kind, spans, name }: CalendarDay): DayView {
  return dayView({ date, kind, spans, name: { 'zh-CN': name['zh-CN'], en: name.en, ru: name.ru } });
}
