import {
  changeBetween,
  endAfter,
  factsOfYear,
  onClock,
  withDay,
  withYear,
  type Draft,
} from './calendar-draft.js';
import type { CalendarDay } from '../api/calendars.js';

const NAME = { 'zh-CN': '一', en: 'one', ru: 'раз' };
const OFFICE = [{ from: '09:00', to: '18:00' }];
const day = (
  date: string,
  kind: CalendarDay['kind'],
  spans = kind === 'holiday' ? [] : OFFICE,
): CalendarDay => ({
  date,
  kind,
  spans,
  name: NAME,
});
const draft: Draft = {
  timeZone: 'Asia/Shanghai',
  weekly: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: [{ from: '22:00', to: '30:00' }] },
  years: [{ year: 2026, state: 'announced' }],
  days: [day('2026-01-01', 'holiday'), day('2026-01-04', 'extra'), day('2026-01-05', 'break')],
};

describe('a year of a calendar', () => {
  it('tells of each date what it is, and whether anybody works', () => {
    const facts = factsOfYear(draft, 2026);
    const of = (date: string) => [facts.get(date)?.kind, facts.get(date)?.isWorked];
    expect(of('2026-01-01')).toEqual(['holiday', false]);
    expect(of('2026-01-03')).toEqual(['work', true]); // the night from Friday
    expect(of('2026-01-04')).toEqual(['extra', true]);
    expect(of('2026-01-05')).toEqual(['break', false]); // cuts the whole day
    expect(of('2026-01-11')).toEqual(['free', false]);
    expect(facts.size).toBe(365);
  });

  it('is sent only as far as it was changed', () => {
    expect(changeBetween(draft, { ...draft, days: [...draft.days].reverse() })).toBeNull();
    const changed = withDay(draft, '2027-05-01', [day('2027-05-01', 'holiday')]);
    expect(changeBetween(draft, changed)).toEqual({
      years: [{ year: 2027, state: 'provisional', days: [day('2027-05-01', 'holiday')] }],
    });
    expect(changeBetween(draft, withDay(draft, '2026-01-01', []))?.years?.[0]?.days).toHaveLength(2);
  });

  it('takes a proposal over and keeps the breaks', () => {
    const taken = { year: 2026, state: 'provisional' as const, days: [day('2026-05-01', 'holiday')] };
    expect(withYear(draft, taken, true).days.map(({ date }) => date)).toEqual(['2026-01-05', '2026-05-01']);
    expect(withYear(draft, taken, false).days.map(({ date }) => date)).toEqual(['2026-05-01']);
  });

  it('counts a shift over midnight on past 24:00', () => {
    expect([endAfter('22:00', '06:00'), endAfter('09:00', '00:00'), endAfter('00:00', '00:00')]).toEqual([
      '30:00',
      '24:00',
      '24:00',
    ]);
    expect([onClock('30:00'), onClock('24:00'), onClock('09:30')]).toEqual(['06:00', '00:00', '09:30']);
  });
});
