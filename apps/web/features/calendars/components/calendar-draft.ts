import type { Calendar, CalendarChange, CalendarDay, CalendarSpan } from '../api/calendars.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type YearState = Calendar['years'][number]['state'];
/** What a date is to somebody who looks at the year. */
export type DayKind = 'work' | 'free' | 'holiday' | 'extra' | 'break';

/** A calendar while it is looked at or changed. */
export type Draft = Pick<Calendar, 'timeZone' | 'weekly' | 'years' | 'days'>;

const DAY_MS = 86_400_000;
const DAY_MINUTES = 1_440;

export const dateOf = (dayNumber: number): string => new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
export const dayNumberOf = (date: string): number => Date.parse(date) / DAY_MS;
export const yearOf = (date: string): number => Number(date.slice(0, 4));
/** Monday is 0. */
export const weekdayIndex = (date: string): number => (dayNumberOf(date) + 3) % 7;

export const draftOf = ({ timeZone, weekly, years, days }: Calendar): Draft => ({
  timeZone,
  weekly,
  years,
  days,
});

export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 60 + minutes + seconds / 60;
};

type Minutes = readonly [number, number];

const minutesOfSpans = (spans: readonly CalendarSpan[] | undefined): Minutes[] =>
  (spans ?? []).map(({ from, to }) => [minutesOf(from), minutesOf(to)]);

/** The weekly spans of a weekday on its own wall clock: what runs over midnight belongs to the next day. */
function usual(weekly: Draft['weekly'], index: number): Minutes[] {
  const today = minutesOfSpans(weekly[WEEKDAYS[index] ?? 'mon']);
  const yesterday = minutesOfSpans(weekly[WEEKDAYS[(index + 6) % 7] ?? 'mon']);
  return [
    ...yesterday.map(([from, to]): Minutes => [Math.max(from - DAY_MINUTES, 0), to - DAY_MINUTES]),
    ...today.map(([from, to]): Minutes => [from, Math.min(to, DAY_MINUTES)]),
  ].filter(([from, to]) => from < to);
}

const without = (spans: readonly Minutes[], [from, to]: Minutes): Minutes[] =>
  spans
    .flatMap(([start, end]): Minutes[] => [
      [start, Math.min(end, from)],
      [Math.max(start, to), end],
    ])
    .filter(([start, end]) => start < end);

export interface DayFacts {
  readonly kind: DayKind;
  readonly entries: readonly CalendarDay[];
  readonly isWorked: boolean;
}

/** Every date of a year with what it is. */
export function factsOfYear(draft: Draft, year: number): Map<string, DayFacts> {
  const entries = Map.groupBy(
    draft.days.filter(({ date }) => yearOf(date) === year),
    ({ date }) => date,
  );
  const facts = new Map<string, DayFacts>();
  const [first, next] = [dayNumberOf(`${String(year)}-01-01`), dayNumberOf(`${String(year + 1)}-01-01`)];
  for (let number = first; number < next; number += 1) {
    const date = dateOf(number);
    const own = entries.get(date) ?? [];
    const find = (kind: CalendarDay['kind']): CalendarDay | undefined => own.find((day) => day.kind === kind);
    const extra = find('extra');
    const base = extra
      ? minutesOfSpans(extra.spans)
      : find('holiday')
        ? []
        : usual(draft.weekly, weekdayIndex(date));
    const open = minutesOfSpans(find('break')?.spans).reduce(without, base);
    const kind = find('holiday') ? 'holiday' : extra ? 'extra' : find('break') ? 'break' : null;
    facts.set(date, {
      kind: kind ?? (open.length > 0 ? 'work' : 'free'),
      entries: own,
      isWorked: open.length > 0,
    });
  }
  return facts;
}

const sorted = (days: readonly CalendarDay[]): CalendarDay[] =>
  [...days].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.kind < b.kind ? -1 : 1));

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Replaces whatever stands on one date; a year that was not kept before is entered as provisional. */
export function withDay(draft: Draft, date: string, entries: readonly CalendarDay[]): Draft {
  const year = yearOf(date);
  const isKept = draft.years.some((known) => known.year === year);
  return {
    ...draft,
    years: isKept ? draft.years : withState(draft, year, 'provisional').years,
    days: sorted([...draft.days.filter((day) => day.date !== date), ...entries]),
  };
}

export function withState(draft: Draft, year: number, state: YearState): Draft {
  const others = draft.years.filter((known) => known.year !== year);
  return { ...draft, years: [...others, { year, state }].sort((a, b) => a.year - b.year) };
}

/** Takes the days of a year over; breaks that were entered by hand stay when `keepsBreaks`. */
export function withYear(
  draft: Draft,
  taken: { year: number; state: YearState; days: readonly CalendarDay[] },
  keepsBreaks: boolean,
): Draft {
  const stay = draft.days.filter(
    (day) => yearOf(day.date) !== taken.year || (keepsBreaks && day.kind === 'break'),
  );
  return { ...withState(draft, taken.year, taken.state), days: sorted([...stay, ...taken.days]) };
}

/** What has to be sent to turn one calendar into another; null when they are the same. */
export function changeBetween(before: Draft, after: Draft): CalendarChange | null {
  const daysOf = (draft: Draft, year: number): CalendarDay[] =>
    sorted(draft.days.filter(({ date }) => yearOf(date) === year));
  const stateIn = (draft: Draft, year: number): YearState | undefined =>
    draft.years.find((known) => known.year === year)?.state;
  const years = after.years
    .filter(
      ({ year, state }) =>
        state !== stateIn(before, year) || !isSame(daysOf(before, year), daysOf(after, year)),
    )
    .map(({ year, state }) => ({ year, state, days: daysOf(after, year) }));
  const hasZone = before.timeZone !== after.timeZone;
  const hasWeek = WEEKDAYS.some((day) => !isSame(before.weekly[day] ?? [], after.weekly[day] ?? []));
  if (!hasZone && !hasWeek && years.length === 0) return null;
  return {
    ...(hasZone ? { timeZone: after.timeZone } : {}),
    ...(hasWeek ? { weekly: after.weekly } : {}),
    ...(years.length > 0 ? { years } : {}),
  };
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.round(minutes % 60)).padStart(2, '0')}`;

/** A time of day as a clock shows it: 30:00 is six in the morning of the next day. */
export const onClock = (time: string): string => clock(minutesOf(time) % DAY_MINUTES);

/** The end of a span from two times of day: what is not later than the start lies on the next day. */
export function endAfter(from: string, to: string): string {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return clock(end > start ? end : end + DAY_MINUTES);
}

export const isOverMidnight = ({ to }: CalendarSpan): boolean => minutesOf(to) > DAY_MINUTES;
