import fc from 'fast-check';
import { distanceBetween } from './instants.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const instant = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2028-01-01') });
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/Moscow',
  'America/New_York',
  'Australia/Lord_Howe',
  'UTC',
);

/** The day of the calendar that hangs on the wall there, counted from any day. */
function wallDay(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(at);
  const [year = 0, month = 0, day = 0] = (['year', 'month', 'day'] as const).map((wanted) =>
    Number(parts.find(({ type }) => type === wanted)?.value),
  );
  return Date.UTC(year, month - 1, day) / DAY;
}

describe('how far away an instant is', () => {
  it.each([
    ['an evening 37 hours later is the day after tomorrow', '2026-11-24T10:30', '2026-11-25T23:30', 1],
    ['the same 37 hours from an afternoon', '2026-11-24T15:00', '2026-11-26T04:00', 2],
    ['yesterday morning', '2026-11-25T22:00', '2026-11-24T08:00', -1],
  ])('counts days of the calendar: %s', (_, now, at, value) => {
    expect(distanceBetween(Date.parse(`${now}+08:00`), Date.parse(`${at}+08:00`), 'Asia/Shanghai')).toEqual({
      value,
      unit: 'day',
    });
  });

  it('says a number of days that leads from this day of the calendar to that one', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: DAY, max: 60 * DAY - 1 }),
        fc.constantFrom(1, -1),
        zone,
        (now, size, sign, timeZone) => {
          const at = now + sign * size;
          const { value, unit } = distanceBetween(now, at, timeZone);
          const days = wallDay(at, timeZone) - wallDay(now, timeZone);
          if (unit === 'hour') {
            expect(days).toBe(0);
            expect(size).toBeLessThan(25 * HOUR);
          } else {
            expect({ value, unit }).toEqual({ value: days, unit: 'day' });
          }
        },
      ),
    );
  });
});
