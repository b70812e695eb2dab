import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.js';

const ID = '0192d3f8-1111-7000-8000-000000000000';
const decoded = (instant: string): unknown => {
  try {
    return decodeCursor(encodeCursor([instant, ID]), ['instant', 'uuid']);
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('an instant in a cursor', () => {
  it('is one as it was put in', () => {
    const dates = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(decoded(date.toISOString())).toEqual([date.toISOString(), ID]);
      }),
    );
  });

  it.each([
    ['2024-02-30T00:00:00.000Z', 'a day that does not exist'],
    ['2023-02-29T00:00:00.000Z', 'no leap year'],
    ['0000-01-01T00:00:00.000Z', 'a year that does not exist'],
    ['2024-01-01T24:00:00.000Z', 'an hour that does not exist'],
    ['2024-01-01T00:00:60.000Z', 'a second that does not exist'],
    ['2024-01-01T00:00:00Z', 'written as no list writes it'],
    ['2024-01-01T........Z', 'rubbish'],
  ])('is refused: %s, %s', (instant) => {
    expect(decoded(instant)).toBe('request.cursor-invalid');
  });

  it('is refused whatever else it is', () => {
    const parts = fc.tuple(
      fc.nat(9_999),
      fc.nat(13),
      fc.nat(32),
      fc.nat(24),
      fc.nat(60),
      fc.nat(60),
      fc.nat(999),
    );
    fc.assert(
      fc.property(parts, ([year, month, day, hour, minute, second, milliseconds]) => {
        const two = (part: number): string => String(part).padStart(2, '0');
        const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
        const text = `${date}T${two(hour)}:${two(minute)}:${two(second)}.${String(milliseconds).padStart(3, '0')}Z`;
        const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
        const days = [0, 31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0;
        const exists = year > 0 && day > 0 && day <= days && hour < 24 && minute < 60 && second < 60;
        expect(decoded(text)).toEqual(exists ? [text, ID] : 'request.cursor-invalid');
      }),
      {
        numRuns: 3_000,
        examples: [[[2000, 2, 29, 0, 0, 0, 0]], [[1900, 2, 29, 0, 0, 0, 0]]],
      },
    );
    const signs = fc.string({ unit: fc.constantFrom(...'0123456789TZ:.-+ W'), maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(signs, fc.string({ unit: 'binary' })), (text) => {
        expect(decoded(text)).toBe('request.cursor-invalid');
      }),
    );
  });
});
