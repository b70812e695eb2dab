import fc from 'fast-check';
import { calendarToIcs, type IcsSubject } from './calendar-ics.js';
import { defaultCalendar } from './default-calendar.js';
import { readIcs, type IcsReading } from './ics-reading.js';
import type { WallSpan } from '../domain/calendar-definition.js';
import type { CalendarDay, StoredCalendar } from './stored-calendar.js';

const HOURS: readonly WallSpan[] = [['08:00', '16:00']];
const ID = '01900000-0000-7000-8000-000000000001';

const subject = (stored: StoredCalendar): IcsSubject => ({
  id: ID,
  name: { 'zh-CN': '办公，时间；一', en: 'Office; hours, one\\', ru: 'Часы' },
  publishedAt: new Date('2026-01-02T03:04:05Z'),
  stored,
});
const file = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const entry = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const read = (text: string): IcsReading => readIcs(text, HOURS, 2030);
const shortly = ({ days }: IcsReading): string[] =>
  days.map(({ date, kind, name }) => `${date} ${kind} ${name['zh-CN']}`);

const name = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .map((text) =>
    text
      .normalize('NFC')
      .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
      .trim(),
  )
  .filter((text) => text !== '');
const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
  .map((edges) => edges.sort((a, b) => a - b))
  .map((edges): WallSpan[] =>
    Array.from({ length: Math.floor(edges.length / 2) }, (_, i) => [
      time(edges[2 * i] ?? 0),
      time(edges[2 * i + 1] ?? 0),
    ]),
  );
const day: fc.Arbitrary<CalendarDay> = fc
  .record({
    date: fc
      .date({ min: new Date('1900-01-01'), max: new Date('2499-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    kind: fc.constantFrom('holiday' as const, 'extra' as const, 'break' as const),
    spans,
    name: fc.record({ 'zh-CN': name, en: name, ru: name }),
  })
  .map((one) => ({ ...one, spans: one.kind === 'holiday' ? [] : one.spans }));
const calendar: fc.Arbitrary<StoredCalendar> = fc
  .record({
    timeZone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
    weekly: fc.record({ mon: spans, sat: fc.constant([['22:00', '30:00']] as WallSpan[]) }),
    days: fc.uniqueArray(day, { maxLength: 12, selector: ({ date }) => date }),
    state: fc.constantFrom('announced' as const, 'provisional' as const),
  })
  .map(({ state, ...rest }) => {
    const days = [...rest.days].sort((a, b) => (a.date < b.date ? -1 : 1));
    const years = [...new Set(days.map(({ date }) => Number(date.slice(0, 4))))];
    return { ...rest, days, years: years.map((year) => ({ year, state })) };
  });

describe('a calendar as an iCalendar file', () => {
  it('comes back exactly as it went, whatever is in it', () => {
    fc.assert(
      fc.property(
        calendar,
        fc.constantFrom('zh-CN' as const, 'en' as const, 'ru' as const),
        (stored, language) => {
          const { timeZone, weekly, years, days, faults } = read(calendarToIcs(subject(stored), language));
          expect({ timeZone, weekly, years, days, faults }).toEqual({ ...stored, faults: [] });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('comes back with the first and the last day that calendars know', () => {
    const name = { 'zh-CN': '边', en: 'Edge', ru: 'Край' };
    const stored: StoredCalendar = {
      timeZone: 'Asia/Shanghai',
      weekly: {},
      years: [1900, 2499].map((year) => ({ year, state: 'announced' })),
      days: [
        { date: '1900-01-01', kind: 'holiday', spans: [], name },
        { date: '2499-12-31', kind: 'extra', spans: [['22:00', '24:00']], name },
      ],
    };
    const { days, faults } = read(calendarToIcs(subject(stored), 'en'));
    expect({ days, faults }).toEqual({ days: stored.days, faults: [] });
  });

  it('holds one year when one is asked for', () => {
    const reading = read(calendarToIcs(subject(defaultCalendar(2024, 2028)), 'en', 2026));
    expect(reading.years).toEqual([{ year: 2026, state: 'announced' }]);
    expect(reading.days).toEqual(defaultCalendar(2026, 2026).days);
  });

  it('is what other programs expect: lines of 75 bytes, one UID a day, times without a zone', () => {
    const stored: StoredCalendar = {
      ...defaultCalendar(2026, 2026),
      days: [
        {
          date: '2026-12-31',
          kind: 'break',
          spans: [['13:00', '24:00']],
          name: { 'zh-CN': '跨年'.repeat(40), en: 'Eve', ru: 'Канун' },
        },
      ],
    };
    const text = calendarToIcs(subject(stored), 'zh-CN');
    const lines = text.split('\r\n');
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines).toContain('DTSTART:20261231T130000');
    expect(lines).toContain('DTEND:20270101T000000');
    expect(text.replace(/\r\n /g, '')).toContain(`UID:2026-12-31-break-${ID}@huiyin`);
    expect(calendarToIcs(subject(stored), 'zh-CN')).toBe(text);
  });
});

describe('files of others', () => {
  it('that mark days off and worked weekends are read by their marks', () => {
    const reading = read(
      file(
        ...entry('DTSTART;VALUE=DATE:20270205', 'DTEND;VALUE=DATE:20270212', 'SUMMARY:春节（休）'),
        ...entry('DTSTART;VALUE=DATE:20270220', 'SUMMARY:春节（班）'),
        ...entry(
          'DTSTART;VALUE=DATE:20271001',
          'DTEND;VALUE=DATE:20271002',
          'SUMMARY:国庆节 休息 第1天/共7天',
        ),
        ...entry('DTSTART;VALUE=DATE:20271009', 'SUMMARY:国庆节 补班'),
        ...entry('DTSTART;VALUE=DATE:20270509', 'SUMMARY:母亲节'),
      ),
    );
    expect(shortly(reading)).toEqual([
      ...[5, 6, 7, 8, 9, 10, 11].map((date) => `2027-02-${String(date).padStart(2, '0')} holiday 春节`),
      '2027-02-20 extra 春节',
      '2027-10-01 holiday 国庆节',
      '2027-10-09 extra 国庆节',
    ]);
    expect(reading.days.find(({ kind }) => kind === 'extra')?.spans).toEqual(HOURS);
    expect(reading.days[0]?.name.en).toBe('Spring Festival');
    expect([reading.skipped, reading.timeZone, reading.weekly]).toEqual([1, null, null]);
    expect(reading.years).toEqual([{ year: 2027, state: 'provisional' }]);
  });

  it('that mark nothing hold holidays only, yearly ones up to a bound', () => {
    const reading = read(
      file(
        ...entry('DTSTART;VALUE=DATE:20280229', 'RRULE:FREQ=YEARLY', 'SUMMARY:Leap day'),
        ...entry(
          'DTSTART;VALUE=DATE:20261126',
          'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
          'SUMMARY:Thanksgiving',
        ),
        ...entry('DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;UNTIL=20271231', 'SUMMARY:Christmas'),
      ),
    );
    expect(shortly(reading)).toEqual([
      '2026-11-26 holiday Thanksgiving',
      '2026-12-25 holiday Christmas',
      '2027-11-25 holiday Thanksgiving',
      '2027-12-25 holiday Christmas',
      '2028-02-29 holiday Leap day',
      '2028-11-23 holiday Thanksgiving',
      '2029-11-22 holiday Thanksgiving',
      '2030-11-28 holiday Thanksgiving',
    ]);
  });

  it.each([
    [['SUMMARY:No day'], 'date'],
    [['DTSTART;VALUE=DATE:20260230', 'SUMMARY:No such day'], 'date'],
    [['DTSTART;VALUE=DATE:99990101', 'SUMMARY:Too late'], 'date'],
    [['DTSTART;VALUE=DATE:20260105', 'DTEND;VALUE=DATE:20260101', 'SUMMARY:Backwards'], 'date'],
    [['DTSTART;VALUE=DATE:20260105', 'DTEND;VALUE=DATE:20270101', 'SUMMARY:A year'], 'too-long'],
    [['DTSTART;VALUE=DATE:20260105', 'SUMMARY:'], 'name'],
    [['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=SECONDLY', 'SUMMARY:Always'], 'recurrence'],
    [['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=WEEKLY;BYDAY=SU', 'SUMMARY:Sunday'], 'recurrence'],
    [['DTSTART;VALUE=DATE:20260105', 'X-HUIYIN-KIND:party', 'SUMMARY:Odd'], 'kind'],
    [['DTSTART;VALUE=DATE:20260105', 'X-HUIYIN-KIND:extra', 'X-HUIYIN-SPANS:always', 'SUMMARY:Odd'], 'spans'],
  ])('with a wrong entry name it and take the others: %j', (lines, rule) => {
    const good = entry('DTSTART;VALUE=DATE:20260101', 'SUMMARY:New Year');
    const reading = read(file(...good, ...entry(...lines)));
    expect(reading.faults).toEqual([expect.objectContaining({ row: 2, rule })]);
    expect(reading.days).toHaveLength(1);
  });

  it.each([
    '',
    'rubbish',
    '\u0000\u0000',
    'BEGIN:VCALENDAR\r\n',
    'BEGIN:VCALENDAR\r\nno colon\r\nEND:VCALENDAR',
    'BEGIN:VCALENDAR\r\n' + 'BEGIN:VEVENT\r\n'.repeat(20_000),
    '{"vcalendar":[]}',
    'BEGIN:VCALENDAR\r\nX:\ud800\r\nEND:VCALENDAR',
  ])('that are no calendars are refused', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'calendar.file-unreadable' }));
  });

  it('that are too large are refused before they are read', () => {
    const many = Array.from({ length: 5_001 }, () => entry('SUMMARY:x')).flat();
    expect(() => read(file(...many))).toThrow(expect.objectContaining({ code: 'calendar.file-too-large' }));
    expect(() => read(file(`X:${'x'.repeat(1_100_000)}`))).toThrow(
      expect.objectContaining({ code: 'calendar.file-too-large' }),
    );
    const years = Array.from({ length: 100 }, (_, i) =>
      entry(`DTSTART;VALUE=DATE:${1900 + i}0101`, `DTEND;VALUE=DATE:${1900 + i}0302`, 'SUMMARY:Long'),
    );
    expect(() => read(file(...years.flat()))).toThrow(
      expect.objectContaining({ code: 'calendar.file-too-large' }),
    );
  });
});
