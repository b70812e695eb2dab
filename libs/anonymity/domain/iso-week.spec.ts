import fc from 'fast-check';
import { chineseDateOf, dayOfWeek, ISO_WEEK, isoWeekOf, isoWeeksFrom } from './iso-week.js';

describe('ISO weeks of Chinese time', () => {
  it.each([
    ['2026-11-23T00:00:00+08:00', '2026-W48'],
    ['2026-11-22T23:59:59.999+08:00', '2026-W47'],
    ['2026-01-01T00:00:00+08:00', '2026-W01'],
    ['2027-01-03T23:59:59+08:00', '2026-W53'],
    ['2027-01-04T00:00:00+08:00', '2027-W01'],
    ['2024-12-30T00:00:00+08:00', '2025-W01'],
    ['2021-01-03T12:00:00+08:00', '2020-W53'],
  ])('%s is in %s', (instant, week) => {
    expect(isoWeekOf(new Date(instant))).toBe(week);
  });

  it('follow each other by seven days, in the order of their texts', () => {
    const within = { min: new Date('2000-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z') };
    fc.assert(
      fc.property(fc.date({ ...within, noInvalidDate: true }), (instant) => {
        const weeks = isoWeeksFrom(instant, 60);
        expect(weeks.every((week) => ISO_WEEK.test(week))).toBe(true);
        expect(new Set(weeks).size).toBe(61);
        expect([...weeks].sort()).toEqual(weeks);
      }),
    );
  });

  it('begin on Monday at midnight in China', () => {
    const monday = new Date('2026-11-23T00:00:00+08:00').getTime();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 * 86_400_000 - 1 }), (ms) => {
        expect(isoWeekOf(new Date(monday + ms))).toBe('2026-W48');
      }),
    );
    expect(chineseDateOf(new Date(monday - 1))).toBe('2026-11-22');
    expect(chineseDateOf(new Date(monday))).toBe('2026-11-23');
    expect([-1, 0, 1, 6].map((days) => dayOfWeek(new Date(monday + days * 86_400_000)))).toEqual([
      7, 1, 2, 7,
    ]);
    expect(dayOfWeek(new Date(monday - 1))).toBe(7);
  });
});
