import fc from 'fast-check';
import { chineseDateOf, isoWeekOf } from '../domain/iso-week.js';
import { firstWaitingWeek, windowAt, type ReleasePlan } from './release-window.js';

const WEEK_MS = 7 * 86_400_000;

describe('the first week whose tickets may still wait', () => {
  it.each([
    ['2026-03-23', '2026-W11'],
    ['2026-03-24', '2026-W12'],
    ['2026-03-29', '2026-W12'],
    ['2026-03-30', '2026-W12'],
    ['2026-03-31', '2026-W13'],
  ])('after a release on %s is %s', (releasedOn, week) => {
    expect(firstWaitingWeek(releasedOn)).toBe(week);
  });

  it('is never later than the week of a token whose ticket is not out', () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const startMs = Date.parse('2026-11-23T00:00:00+08:00');
    fc.assert(
      fc.property(
        minutes,
        fc.integer({ min: 0, max: 2 * WEEK_MS - 1 }),
        fc.integer({ min: 0, max: 4 * WEEK_MS }),
        (minute, acceptedMs, releasedMs) => {
          // A token of the week that begins at the start is accepted in that week and in the next.
          const plan: ReleasePlan = { kind: 'daily', minute };
          const due = windowAt(plan, new Date(startMs + acceptedMs)) + 1;
          const released = new Date(startMs + releasedMs);
          if (windowAt(plan, released) >= due) return;
          const week = isoWeekOf(new Date(startMs));
          expect(firstWaitingWeek(chineseDateOf(released)) <= week).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
