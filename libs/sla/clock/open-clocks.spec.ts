import { defaultCalendar } from '../calendar/default-calendar.js';
import { definitionOf } from '../calendar/stored-calendar.js';
import { parseCalendar } from '../domain/calendar-definition.js';
import type { BusinessCalendar } from '../domain/business-calendar.js';
import { secondsLeft } from './open-clocks.js';

const HOUR = 3_600;
const at = (local: string): Date => new Date(`${local}+08:00`);

describe('working time left', () => {
  const calendar = parseCalendar(definitionOf(defaultCalendar(2025, 2027))) as BusinessCalendar;

  it.each([
    // A Monday, and the working day is 9:00 to 12:00 and 13:30 to 18:00.
    ['2026-03-02T15:00:00', '2026-03-02T18:00:00', 3 * HOUR],
    ['2026-03-02T11:00:00', '2026-03-02T14:30:00', 2 * HOUR],
    // Over a Saturday that is worked instead of a holiday.
    ['2026-02-27T17:00:00', '2026-03-02T10:00:00', 9.5 * HOUR],
    ['2026-03-07T12:00:00', '2026-03-08T12:00:00', 0],
    ['2026-03-02T10:00:00', '2026-03-02T10:00:00', 0],
    ['2026-03-02T18:00:00', '2026-03-02T15:00:00', -3 * HOUR],
  ])('at %s for a deadline at %s is what its calendar has open between', (now, due, seconds) => {
    expect(secondsLeft(calendar, at(due), at(now))).toBe(seconds);
  });

  it('has no sign while nothing has gone by, such as over a weekend', () => {
    expect(Object.is(secondsLeft(calendar, at('2026-03-06T18:00:00'), at('2026-03-08T12:00:00')), 0)).toBe(
      true,
    );
  });
});
