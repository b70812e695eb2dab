import { parseCalendar, type CalendarDefinition } from './calendar-definition.js';
import { elapsedSeconds, spans } from './working-time.js';

const valid: CalendarDefinition = { timeZone: 'Europe/Berlin', weekly: { mon: [['09:00', '17:00']] } };

function faultsOf(change: object): string[] {
  const parsed = parseCalendar({ ...valid, ...change });
  return Array.isArray(parsed) ? parsed.map(({ field, rule }) => `${field} ${rule}`) : [];
}

function openIn(definition: Omit<CalendarDefinition, 'timeZone'>, from: string, until: string): string[] {
  const calendar = parseCalendar({ timeZone: 'UTC', ...definition });
  if (Array.isArray(calendar)) throw new Error(JSON.stringify(calendar));
  const text = (at: Date): string => at.toISOString().slice(5, 16);
  return [...spans(calendar, new Date(from), new Date(until))].map(
    ({ startsAt, endsAt }) => `${text(startsAt)}–${text(endsAt)}`,
  );
}

describe('a calendar definition is refused with the place and the rule', () => {
  it.each([
    [{ timeZone: '' }, ['timeZone required']],
    [{ timeZone: 'Europe/Bern' }, ['timeZone unknown-zone']],
    [{ timeZone: '+08:00' }, ['timeZone unknown-zone']],
    [{ weekly: undefined }, ['weekly required']],
    [{ weekly: { Monday: [] } }, ['weekly.Monday unknown-weekday']],
    [{ weekly: { mon: ['09:00', '17:00'] } }, ['weekly.mon[0] type', 'weekly.mon[1] type']],
    [{ weekly: { mon: [['9:00', '17:60']] } }, ['weekly.mon[0][0] time', 'weekly.mon[0][1] time']],
    [{ weekly: { mon: [['17:00', '09:00']] } }, ['weekly.mon[0] reversed']],
    [{ weekly: { mon: [['09:00', '09:00']] } }, ['weekly.mon[0] reversed']],
    [{ weekly: { mon: [['24:00', '26:00']] } }, ['weekly.mon[0] reversed']],
    [{ weekly: { mon: [['01:00', '26:00']] } }, ['weekly.mon[0] reversed']],
    [
      {
        weekly: {
          mon: [
            ['09:00', '12:00'],
            ['11:59', '13:00'],
          ],
        },
      },
      ['weekly.mon[1] overlap'],
    ],
    [{ weekly: { sun: [['22:00', '30:00']], mon: [['05:00', '09:00']] } }, ['weekly.mon[0] overlap']],
    [{ holidays: '2026-01-01' }, ['holidays type']],
    [
      { holidays: ['2026-01-01', '2026-02-29', '1.5.2026', 20260101] },
      ['holidays[1] date', 'holidays[2] date', 'holidays[3] date'],
    ],
    [{ holidays: ['3026-01-01'] }, ['holidays[0] date']],
    [{ extraDays: { '2026-13-01': [] } }, ['extraDays.2026-13-01 date']],
    [{ extraDays: { '2026-01-04': [['22:00', '30:00']] } }, ['extraDays.2026-01-04[0][1] time']],
    [{ breaks: { '2026-01-04': '09:00' } }, ['breaks.2026-01-04 type']],
    [{ timeZone: 'x', holidays: ['x'] }, ['timeZone unknown-zone', 'holidays[0] date']],
  ])('%j', (change, faults) => {
    expect(faultsOf(change)).toEqual(faults);
  });

  it('that is no object at all', () => {
    expect(parseCalendar(null as unknown as CalendarDefinition)).toMatchObject([{ rule: 'type' }]);
  });
});

describe('a calendar definition', () => {
  it('may count past midnight, from Sunday into Monday too, and closes with the date', () => {
    const night = { weekly: { sun: [['22:00', '30:00']] as const } };
    expect(openIn(night, '2026-03-01T00:00Z', '2026-03-08T00:00Z')).toEqual(['03-01T22:00–03-02T06:00']);
    expect(openIn({ ...night, holidays: ['2026-03-02'] }, '2026-03-01T00:00Z', '2026-03-08T00:00Z')).toEqual([
      '03-01T22:00–03-02T00:00',
    ]);
  });

  it('opens an extra day on a weekend, and on a holiday', () => {
    const definition = {
      ...{ weekly: { mon: [['09:00', '17:00']] as const }, holidays: ['2026-03-02'] },
      extraDays: { '2026-03-01': [['10:00', '11:00']] as const, '2026-03-02': [['12:00', '13:00']] as const },
    };
    expect(openIn(definition, '2026-03-01T00:00Z', '2026-03-08T00:00Z')).toEqual([
      '03-01T10:00–03-01T11:00',
      '03-02T12:00–03-02T13:00',
    ]);
  });

  it('closes part of a day, of an extra day as well, by breaks that may overlap', () => {
    const definition = {
      weekly: { mon: [['09:00', '17:00']] as const },
      extraDays: { '2026-03-03': [['09:00', '10:00']] as const },
      breaks: {
        '2026-03-02': [
          ['08:00', '10:00'],
          ['12:00', '14:00'],
          ['13:00', '15:00'],
        ] as const,
        '2026-03-03': [['09:30', '24:00']] as const,
      },
    };
    expect(openIn(definition, '2026-03-01T00:00Z', '2026-03-08T00:00Z')).toEqual([
      '03-02T10:00–03-02T12:00',
      '03-02T15:00–03-02T17:00',
      '03-03T09:00–03-03T09:30',
    ]);
  });

  it('counts seconds where the spans have them', () => {
    const calendar = parseCalendar({ timeZone: 'utc', weekly: { mon: [['09:00:01', '09:00:30']] } });
    if (Array.isArray(calendar)) throw new Error(JSON.stringify(calendar));
    expect(elapsedSeconds(calendar, new Date('2026-03-01T00:00Z'), new Date('2026-03-08T00:00Z'))).toBe(29);
  });
});
