import fc from 'fast-check';
import {
  MinuteCounter,
  readMinutes,
  type MinuteSpan,
  type MinuteWindow,
} from '../../../test/support/minute-counter.js';
import type { BusinessCalendar } from './business-calendar.js';
import { parseCalendar, WEEKDAYS, type CalendarDefinition, type WallSpan } from './calendar-definition.js';
import { deadline, elapsedSeconds, spans, type Pause } from './working-time.js';

const WINDOW_MINUTES = 7 * 24 * 60;

/** Both clock changes of each place, the turn of a leap year, a skipped date, and time before 1970. */
const WINDOWS: readonly (readonly [string, string])[] = [
  ['Europe/Berlin', '2026-03-24T00:00:00Z'],
  ['Europe/Berlin', '2026-10-20T00:00:00Z'],
  ['America/New_York', '2026-03-03T00:00:00Z'],
  ['America/New_York', '2026-10-27T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-03-31T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-09-29T00:00:00Z'],
  ['Asia/Shanghai', '1991-04-09T00:00:00Z'],
  ['Asia/Shanghai', '1991-09-10T00:00:00Z'],
  ['America/St_Johns', '2026-03-03T00:00:00Z'],
  ['America/St_Johns', '2026-10-27T00:00:00Z'],
  ['Africa/Cairo', '2026-04-20T00:00:00Z'],
  ['Africa/Cairo', '2026-10-25T00:00:00Z'],
  ['Pacific/Apia', '2011-12-25T00:00:00Z'],
  ['America/New_York', '1968-10-24T00:00:00Z'],
  ['Europe/London', '1969-12-27T00:00:00Z'],
  ['America/Sao_Paulo', '2051-12-27T00:00:00Z'],
];

const wall = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Up to three disjoint spans of a day, on odd minutes as on the hour. */
const daySpans: fc.Arbitrary<WallSpan[]> = fc
  .uniqueArray(
    fc.oneof(
      fc.nat(1440),
      fc.nat(48).map((half) => half * 30),
    ),
    { maxLength: 6 },
  )
  .map((cuts) => {
    const sorted = cuts.slice(0, cuts.length - (cuts.length % 2)).sort((a, b) => a - b);
    return Array.from({ length: sorted.length / 2 }, (_, i): WallSpan => {
      return [wall(sorted[2 * i] ?? 0), wall(sorted[2 * i + 1] ?? 0)];
    });
  });

function definitions(window: MinuteWindow): fc.Arbitrary<CalendarDefinition> {
  const dates = window.days.map(({ date }) => date);
  const dated = fc.dictionary(fc.constantFrom(...dates), daySpans, { maxKeys: 3 });
  return fc.record({
    timeZone: fc.constant(window.timeZone),
    weekly: fc.record(Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, daySpans]))),
    holidays: fc.array(fc.constantFrom(...dates), { maxLength: 3 }),
    extraDays: dated,
    breaks: dated,
  });
}

const minutes = fc.nat(WINDOW_MINUTES);
const interval = fc.tuple(minutes, minutes).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));
const pauseLists = fc.array(interval, { maxLength: 4 });

function calendarOf(definition: CalendarDefinition): BusinessCalendar {
  const calendar = parseCalendar(definition);
  if (Array.isArray(calendar)) throw new Error(JSON.stringify(calendar));
  return calendar;
}

function pausesOf(counter: MinuteCounter, list: readonly MinuteSpan[]): Pause[] {
  return list.map(([from, to]) => ({ start: counter.instant(from), end: counter.instant(to) }));
}

describe.each(WINDOWS)('working time in %s from %s agrees with counting every minute', (timeZone, start) => {
  const window = readMinutes(timeZone, start, WINDOW_MINUTES);
  const definition = definitions(window);
  const options = { numRuns: 30 };

  it('in elapsed time', () => {
    fc.assert(
      fc.property(definition, interval, pauseLists, (given, [from, to], pauses) => {
        const counter = new MinuteCounter(window, given);
        const seconds = elapsedSeconds(
          calendarOf(given),
          counter.instant(from),
          counter.instant(to),
          pausesOf(counter, pauses),
        );
        expect(seconds).toBe(counter.elapsed(from, to, pauses) * 60);
      }),
      options,
    );
  });

  it('in deadlines', () => {
    fc.assert(
      fc.property(definition, minutes, fc.nat(3_000), pauseLists, (given, from, target, pauses) => {
        const counter = new MinuteCounter(window, given);
        const expected = counter.deadline(from, target, pauses);
        fc.pre(expected !== undefined);
        const due = deadline(
          calendarOf(given),
          counter.instant(from),
          target * 60,
          pausesOf(counter, pauses),
        );
        expect(due).toEqual(counter.instant(expected));
      }),
      options,
    );
  });

  it('in the open spans', () => {
    fc.assert(
      fc.property(definition, interval, (given, [from, to]) => {
        const counter = new MinuteCounter(window, given);
        const expected: { startsAt: Date; endsAt: Date }[] = [];
        for (let minute = from; minute < to; minute++) {
          if (!counter.isOpen(minute)) continue;
          const last = expected.at(-1);
          if (last && last.endsAt.getTime() === counter.instant(minute).getTime())
            last.endsAt = counter.instant(minute + 1);
          else expected.push({ startsAt: counter.instant(minute), endsAt: counter.instant(minute + 1) });
        }
        expect([...spans(calendarOf(given), counter.instant(from), counter.instant(to))]).toEqual(expected);
      }),
      options,
    );
  });

  it('so that a pause in closed hours changes nothing', () => {
    fc.assert(
      fc.property(
        definition,
        minutes,
        fc.integer({ min: 0, max: 3_000 }),
        minutes,
        (given, from, target, at) => {
          const counter = new MinuteCounter(window, given);
          fc.pre(!counter.isOpen(at) && counter.deadline(from, target, []) !== undefined);
          let [first, last] = [at, at];
          while (first > 0 && !counter.isOpen(first - 1)) first--;
          while (last < WINDOW_MINUTES && !counter.isOpen(last)) last++;
          const calendar = calendarOf(given);
          const paused = pausesOf(counter, [[first, last]]);
          expect(deadline(calendar, counter.instant(from), target * 60, paused)).toEqual(
            deadline(calendar, counter.instant(from), target * 60),
          );
        },
      ),
      options,
    );
  });
});

describe.each([...new Set(WINDOWS.map(([timeZone]) => timeZone))])(
  'working time in %s, to the millisecond',
  (zone) => {
    const anyInstant = fc
      .integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2060, 0, 1) })
      .map((ms) => new Date(ms));
    const definition = fc.record({
      timeZone: fc.constant(zone),
      weekly: fc.record({
        mon: fc.constant<WallSpan[]>([['00:30', '03:10:07']]),
        thu: daySpans,
        sun: daySpans,
      }),
      holidays: fc.constant(['2026-03-02', '2026-03-30']),
      extraDays: fc.record({ '2026-03-08': daySpans, '2026-10-25': daySpans }),
    });
    const pause = fc
      .tuple(anyInstant, fc.nat(40 * 86_400_000))
      .map(([start, length]): Pause => ({ start, end: new Date(start.getTime() + length) }));
    const pauses = fc.array(pause, { maxLength: 3 });
    const seconds = fc.integer({ min: 1, max: 3_000_000_000 }).map((ms) => ms / 1_000);

    it('is the inverse of the deadline', () => {
      fc.assert(
        fc.property(definition, anyInstant, seconds, pauses, (given, start, target, stops) => {
          const calendar = calendarOf(given);
          const due = deadline(calendar, start, target, stops);
          expect(elapsedSeconds(calendar, start, due, stops)).toBe(target);
          const before = new Date(due.getTime() - 1);
          expect(elapsedSeconds(calendar, start, before, stops)).toBeLessThan(target);
        }),
      );
    });

    it('never goes back when the start or the target moves on', () => {
      fc.assert(
        fc.property(
          definition,
          anyInstant,
          fc.nat(90 * 86_400_000),
          seconds,
          pauses,
          (given, start, later, target, stops) => {
            const calendar = calendarOf(given);
            const due = deadline(calendar, start, target, stops).getTime();
            const laterStart = new Date(start.getTime() + later);
            expect(deadline(calendar, laterStart, target, stops).getTime()).toBeGreaterThanOrEqual(due);
            expect(deadline(calendar, start, target + 0.001, stops).getTime()).toBeGreaterThan(due);
          },
        ),
      );
    });

    it('adds up over a split', () => {
      fc.assert(
        fc.property(definition, anyInstant, anyInstant, anyInstant, pauses, (given, a, b, c, stops) => {
          const calendar = calendarOf(given);
          const [from, middle, to] = [a, b, c].sort((x, y) => x.getTime() - y.getTime()) as [
            Date,
            Date,
            Date,
          ];
          const parts =
            elapsedSeconds(calendar, from, middle, stops) * 1_000 +
            elapsedSeconds(calendar, middle, to, stops) * 1_000;
          expect(Math.round(parts)).toBe(Math.round(elapsedSeconds(calendar, from, to, stops) * 1_000));
        }),
      );
    });
  },
);
