import type { WallSpan } from '../domain/calendar-definition.js';
import { chineseHolidays } from './chinese-holidays.js';
import type { StoredCalendar } from './stored-calendar.js';

export const DEFAULT_CALENDAR_CODE = 'china-office';

export const OFFICE_HOURS: readonly WallSpan[] = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
];

/** Office hours in China: 450 minutes a day, with the public holidays and the adjusted working days of these years. */
export function defaultCalendar(firstYear: number, lastYear: number): StoredCalendar {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => chineseHolidays(firstYear + i));
  return {
    timeZone: 'Asia/Shanghai',
    weekly: { mon: OFFICE_HOURS, tue: OFFICE_HOURS, wed: OFFICE_HOURS, thu: OFFICE_HOURS, fri: OFFICE_HOURS },
    years: years.map(({ year, state }) => ({ year, state })),
    days: years.flatMap(({ days }) =>
      days.map((day) => ({ ...day, spans: day.kind === 'extra' ? OFFICE_HOURS : [] })),
    ),
  };
}
