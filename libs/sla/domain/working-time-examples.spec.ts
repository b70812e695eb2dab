import type { BusinessCalendar } from './business-calendar.js';
import { parseCalendar, WEEKDAYS, type CalendarDefinition } from './calendar-definition.js';
import { deadline, nextOpen, spans } from './working-time.js';

function calendarOf(definition: CalendarDefinition): BusinessCalendar {
  const calendar = parseCalendar(definition);
  if (Array.isArray(calendar)) throw new Error(JSON.stringify(calendar));
  return calendar;
}

describe('working time', () => {
  const office = calendarOf({
    timeZone: 'Asia/Shanghai',
    weekly: Object.fromEntries(
      WEEKDAYS.slice(0, 5).map((day) => [
        day,
        [
          ['09:00', '12:00'],
          ['13:30', '18:00'],
        ] as const,
      ]),
    ),
  });

  it('costs ten minutes twice to pause on Friday 17:50 and resume on Monday 09:10', () => {
    const start = new Date('2026-03-06T17:00:00+08:00');
    const pause = {
      start: new Date('2026-03-06T17:50:00+08:00'),
      end: new Date('2026-03-09T09:10:00+08:00'),
    };
    expect(deadline(office, start, 3_600)).toEqual(new Date('2026-03-06T18:00:00+08:00'));
    expect(deadline(office, start, 3_600, [pause])).toEqual(new Date('2026-03-09T09:20:00+08:00'));
  });

  it('is used up before a pause that begins at that very instant', () => {
    const start = new Date('2026-03-06T10:00:00+08:00');
    const due = new Date('2026-03-06T11:00:00+08:00');
    const pause = { start: due, end: new Date('2026-03-06T11:30:00+08:00') };
    expect(deadline(office, start, 3_600, [pause])).toEqual(due);
    expect(deadline(office, start, 3_601, [pause])).toEqual(new Date('2026-03-06T11:30:01+08:00'));
  });

  it('rolls a target of nothing forward to the next opening', () => {
    expect(deadline(office, new Date('2026-03-06T18:00:00+08:00'), 0)).toEqual(
      new Date('2026-03-09T09:00:00+08:00'),
    );
    expect(nextOpen(office, new Date('2026-03-06T12:00:00+08:00'))).toEqual(
      new Date('2026-03-06T13:30:00+08:00'),
    );
  });

  it('reaches ten years ahead', () => {
    const start = new Date('2026-01-05T09:00:00+08:00');
    const tenYears = 522 * 5 * 450 * 60;
    expect(deadline(office, start, tenYears)).toEqual(new Date('2036-01-04T18:00:00+08:00'));
  });

  it('is an error where a calendar never opens, or not enough, or only in a far future', () => {
    const start = new Date('2026-01-05T09:00:00+08:00');
    const never = calendarOf({ timeZone: 'Asia/Shanghai', weekly: {} });
    expect(() => deadline(never, start, 60)).toThrow(
      expect.objectContaining({ code: 'calendar.no-working-time' }),
    );
    expect(() => nextOpen(never, start)).toThrow(
      expect.objectContaining({ code: 'calendar.no-working-time' }),
    );
    expect([...spans(never, start, new Date('2036-01-01T00:00:00Z'))]).toEqual([]);
    const once = calendarOf({
      timeZone: 'Asia/Shanghai',
      weekly: {},
      extraDays: { '2026-01-10': [['09:00', '10:00']] },
    });
    expect(deadline(once, start, 3_600)).toEqual(new Date('2026-01-10T10:00:00+08:00'));
    expect(() => deadline(once, start, 3_601)).toThrow(
      expect.objectContaining({ code: 'calendar.ends-too-early' }),
    );
    expect(() => deadline(office, start, 1e12)).toThrow(
      expect.objectContaining({ code: 'calendar.beyond-years' }),
    );
    expect(() => deadline(office, start, -1)).toThrow(RangeError);
    expect(() => deadline(office, start, NaN)).toThrow(RangeError);
  });
});
