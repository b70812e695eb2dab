import fc from 'fast-check';
import type { ReleaseRule } from '../../apps/web/features/anonymity/protocol/key-log.js';
import { nextRelease } from '../../apps/web/features/anonymity/protocol/next-release.js';
import { dateOfWindow, windowAt, type ReleasePlan } from '../../libs/anonymity/intake/release-window.js';

const rule = (change: Partial<ReleaseRule>): ReleaseRule => ({
  daily: null,
  everySeconds: null,
  leastEmployees: 30,
  ...change,
});
const next = (given: ReleaseRule, after: string): string =>
  new Date(nextRelease(given, Date.parse(after))).toISOString();

describe('the next release', () => {
  it('of a daily plan is in the coming night, in Chinese time', () => {
    const daily = rule({ daily: '02:30' });
    expect(next(daily, '2026-11-28T15:00:00+08:00')).toBe('2026-11-28T18:30:00.000Z');
    expect(next(daily, '2026-11-29T02:29:59+08:00')).toBe('2026-11-28T18:30:00.000Z');
    expect(next(daily, '2026-11-29T02:30:00+08:00')).toBe('2026-11-29T18:30:00.000Z');
  });

  it('of a demo is soon', () => {
    expect(next(rule({ everySeconds: 60 }), '2026-11-28T07:00:30Z')).toBe('2026-11-28T07:01:00.000Z');
  });

  it('is when the intake opens its next window', () => {
    const plan = fc.oneof(
      fc.integer({ min: 0, max: 1439 }).map((minute): ReleasePlan => ({ kind: 'daily', minute })),
      fc.integer({ min: 1, max: 86_400 }).map((seconds): ReleasePlan => ({ kind: 'interval', seconds })),
    );
    fc.assert(
      fc.property(
        plan,
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (one, instant) => {
          const given =
            one.kind === 'daily'
              ? rule({ daily: new Date(one.minute * 60_000).toISOString().slice(11, 16) })
              : rule({ everySeconds: one.seconds });
          const opens = new Date(nextRelease(given, instant.getTime()));
          const before = new Date(opens.getTime() - 1);
          expect(windowAt(one, opens)).toBe(windowAt(one, instant) + 1);
          expect(windowAt(one, before)).toBe(windowAt(one, instant));
          expect(dateOfWindow(one, windowAt(one, opens))).toBe(
            new Date(opens.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
          );
        },
      ),
    );
  });
});
