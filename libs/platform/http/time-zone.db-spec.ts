import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { canonicalTimeZone } from './time-zone.js';

describe('the name of a time zone', () => {
  it.each([
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['asia/SHANGHAI', 'Asia/Shanghai'],
    ['Asia/Chongqing', 'Asia/Shanghai'],
    ['Europe/Kyiv', 'Europe/Kiev'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires'],
    ['utc', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ])('is that of a region or UTC: %s', (name, canonical) => {
    expect(canonicalTimeZone(name)).toBe(canonical);
  });

  it.each([
    '+08:00',
    '-08:00',
    '+8',
    'UTC+8',
    'GMT+8',
    'Etc/GMT-8',
    'CTT',
    'EST',
    'EST5EDT',
    'SystemV/PST8',
    'Moon',
  ])('is neither an offset nor an abbreviation: %s', (name) => {
    expect(canonicalTimeZone(name)).toBeUndefined();
  });

  it('is nothing else, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(canonicalTimeZone(value)).toBeUndefined();
      }),
      { examples: [[null], [['Asia/Shanghai']], [{}], ['Asia/Shanghai\0']] },
    );
  });

  describe('that is kept', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createTestDatabase();
    });
    afterAll(async () => {
      await database.drop();
    });

    it('means the same hours to the database, in summer and in winter', async () => {
      const names = [...Intl.supportedValuesOf('timeZone').map(canonicalTimeZone), 'UTC'];
      const days = ['2026-01-15', '2026-07-15'];
      const read: { name: string; day: string; hours: string }[] = await database.dataSource.query(
        `SELECT name, day, to_char((day || ' 00:00Z')::timestamptz AT TIME ZONE name, 'YYYY-MM-DD HH24:MI') AS hours
           FROM unnest($1::text[]) name, unnest($2::text[]) day`,
        [names, days],
      );
      expect(read).toHaveLength(names.length * days.length);
      const here = ({ name, day }: { name: string; day: string }): string =>
        new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'short' }).format(
          new Date(`${day}T00:00:00Z`),
        );
      expect(read.filter((row) => here(row) !== row.hours)).toEqual([]);
    });
  });
});
