import { chineseHolidays } from './chinese-holidays.js';

const dates = (year: number, kind: 'holiday' | 'extra'): string[] =>
  chineseHolidays(year)
    .days.filter((day) => day.kind === kind)
    .map((day) => day.date);

/** All dates of an inclusive range within one month. */
const range = (month: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `${month}-${String(first + i).padStart(2, '0')}`);

describe('Chinese holidays', () => {
  it('are those of the notice for 2026', () => {
    expect(chineseHolidays(2026).state).toBe('announced');
    expect(dates(2026, 'holiday')).toEqual([
      ...range('2026-01', 1, 3),
      ...range('2026-02', 15, 23),
      ...range('2026-04', 4, 6),
      ...range('2026-05', 1, 5),
      ...range('2026-06', 19, 21),
      ...range('2026-09', 25, 27),
      ...range('2026-10', 1, 7),
    ]);
    expect(dates(2026, 'extra')).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
  });

  it('are provisional and statutory only while a year has no notice', () => {
    const { state, days } = chineseHolidays(2027);
    expect(state).toBe('provisional');
    expect(days.map((day) => day.date)).toEqual([
      '2027-01-01',
      ...range('2027-02', 5, 8),
      '2027-04-05',
      ...range('2027-05', 1, 2),
      '2027-06-09',
      '2027-09-15',
      ...range('2027-10', 1, 3),
    ]);
    expect(days.every((day) => day.kind === 'holiday')).toBe(true);
    expect(days[1]?.name).toEqual({ 'zh-CN': '春节', en: 'Spring Festival', ru: 'Праздник Весны' });
  });

  it.each([2004, 2012, 2020, 2025])(
    'of %i are announced, and every adjusted day is a weekend day',
    (year) => {
      expect(chineseHolidays(year).state).toBe('announced');
      for (const date of dates(year, 'extra')) expect([0, 6]).toContain(new Date(date).getUTCDay());
    },
  );
});
