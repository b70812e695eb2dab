import fc from 'fast-check';
import type { BusinessCalendar } from './business-calendar.js';
import { parseCalendar, WEEKDAYS, type CalendarDefinition } from './calendar-definition.js';
import { daysOf, nextWorkingDay, thisWorkingDay, wholeDaysAfter } from './whole-days.js';
import { deadline } from './working-time.js';

function calendarOf(definition: CalendarDefinition): BusinessCalendar {
  const calendar = parseCalendar(definition);
  if (Array.isArray(calendar)) throw new Error(JSON.stringify(calendar));
  return calendar;
}

const OFFICE = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
] as const;
const weekly = Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, OFFICE]));
const office = calendarOf({ timeZone: 'Asia/Shanghai', weekly });

const dueAt = (at: string, days: number): string => {
  const { startsAt, seconds } = wholeDaysAfter(office, new Date(at), days);
  return deadline(office, startsAt, seconds).toISOString();
};

describe('a clock in whole working days', () => {
  it('starts on the morning of the next working day and ends with the last of its days', () => {
    // Released on a Thursday: Friday and Monday are its two days.
    expect(nextWorkingDay(office, new Date('2026-03-05T10:00:00+08:00'))).toEqual(
      new Date('2026-03-06T09:00:00+08:00'),
    );
    for (const asked of ['2026-03-06T00:00:00+08:00', '2026-03-06T23:59:59+08:00']) {
      expect(thisWorkingDay(office, new Date(asked))).toEqual(new Date('2026-03-06T09:00:00+08:00'));
    }
    expect(dueAt('2026-03-05T10:00:00+08:00', 2)).toBe('2026-03-09T10:00:00.000Z');
    expect(dueAt('2026-03-07T10:00:00+08:00', 1)).toBe('2026-03-09T10:00:00.000Z');
  });

  it('rounds a target up to whole days', () => {
    expect([daysOf(120, 450), daysOf(450, 450), daysOf(451, 450), daysOf(2_250, 450)]).toEqual([1, 1, 2, 5]);
  });

  it('says the same whenever on a date it was started, also where the wall clock is moved', () => {
    const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe'];
    const calendars = zones.map((timeZone) => calendarOf({ timeZone, weekly }));
    const dateIn = (at: Date, timeZone: string): string =>
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        fc.integer({ min: -24 * 60, max: 24 * 60 }),
        fc.integer({ min: 1, max: 20 }),
        (index, at, minutes, days) => {
          const calendar = calendars[index] ?? office;
          const zone = zones[index] ?? 'UTC';
          const other = new Date(at.getTime() + minutes * 60_000);
          fc.pre(dateIn(at, zone) === dateIn(other, zone));
          expect(wholeDaysAfter(calendar, other, days)).toEqual(wholeDaysAfter(calendar, at, days));
          const { startsAt, seconds } = wholeDaysAfter(calendar, at, days);
          expect(startsAt > at && dateIn(startsAt, zone) > dateIn(at, zone)).toBe(true);
          expect(seconds).toBe(days * 7.5 * 3_600);
        },
      ),
    );
  });
});
