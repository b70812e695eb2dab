import fc from 'fast-check';
import { filled, NUMBER_AT_ADDRESS, secondsToWait, type Bucket } from './sign-in-throttle.policy.js';

const START = new Date('2026-03-02T01:00:00Z');
const EMPTY: Bucket = { level: 0, filledAt: START, blockedUntil: START };
const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

function filledTimes(times: number, at: Date): Bucket {
  let bucket = EMPTY;
  for (let i = 0; i < times; i++) bucket = filled(bucket, NUMBER_AT_ADDRESS, at);
  return bucket;
}

describe('slowing of guesses', () => {
  it('costs nothing for the first few', () => {
    expect(secondsToWait(filledTimes(4, START), START)).toBe(0);
    expect(secondsToWait(filledTimes(5, START), START)).toBe(1);
    expect(secondsToWait(filledTimes(9, START), START)).toBe(16);
  });

  it('never makes anyone wait longer than its limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 200 }), (gaps) => {
        let bucket = EMPTY;
        let now = START;
        for (const gap of gaps) {
          now = after(now, gap);
          if (secondsToWait(bucket, now) === 0) bucket = filled(bucket, NUMBER_AT_ADDRESS, now);
          expect(secondsToWait(bucket, now)).toBeLessThanOrEqual(NUMBER_AT_ADDRESS.maxDelaySeconds);
        }
      }),
    );
  });

  it('hears fewer than 120 guesses in any day of trying all the time', () => {
    let bucket = EMPTY;
    let now = START;
    let heard = 0;
    while (now < after(START, 86_400)) {
      bucket = filled(bucket, NUMBER_AT_ADDRESS, now);
      heard++;
      now = after(now, Math.max(1, secondsToWait(bucket, now)));
    }
    expect(heard).toBeLessThan(120);
  });

  it('forgets with time', () => {
    const full = filledTimes(5, START);
    const later = after(START, 5 * NUMBER_AT_ADDRESS.leakSeconds);
    expect(filled(full, NUMBER_AT_ADDRESS, later).level).toBe(1);
  });

  it('does not forget more when the clock goes back', () => {
    const full = filledTimes(3, START);
    expect(filled(full, NUMBER_AT_ADDRESS, after(START, -3600)).level).toBe(4);
  });
});
