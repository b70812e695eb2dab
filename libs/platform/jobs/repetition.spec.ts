import { testSettings } from '../../../test/support/test-settings.js';
import { Log } from '../logging/log.js';
import { Repetition } from './repetition.js';

const { jest } = import.meta;
const log = new Log(testSettings({}));

/** A promise and the means to fulfil it. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}

describe('Repetition', () => {
  it('goes on at once while there is more, and after a failure', async () => {
    const enough = signal();
    let steps = 0;
    const repetition = new Repetition('test', 1, log, () => {
      steps++;
      if (steps === 3) return Promise.reject(new Error('once'));
      if (steps === 5) enough.give();
      return Promise.resolve(steps < 5);
    });
    await enough.given;
    await repetition.stop();
    expect(steps).toBeGreaterThanOrEqual(5);
  });

  it('ends only after the step under way, and never waits out a pause', async () => {
    const begun = signal();
    const finish = signal();
    let isFinished = false;
    const repetition = new Repetition('test', 3_600_000, log, async () => {
      begun.give();
      await finish.given;
      isFinished = true;
      return false;
    });
    await begun.given;
    const stopped = repetition.stop();
    finish.give();
    await stopped;
    expect(isFinished).toBe(true);
  });

  describe('pauses', () => {
    beforeEach(() => {
      jest.useFakeTimers();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    /** The milliseconds between the first steps, the first `failures` of which fail. */
    async function pauses(pauseMs: number, count: number, failures: number): Promise<number[]> {
      const startsMs: number[] = [];
      const repetition = new Repetition('test', pauseMs, log, () => {
        startsMs.push(performance.now());
        return startsMs.length <= failures ? Promise.reject(new Error('again')) : Promise.resolve(false);
      });
      while (startsMs.length <= count) await jest.advanceTimersByTimeAsync(50);
      await repetition.stop();
      return startsMs.slice(1).map((ms, index) => ms - (startsMs[index] ?? Number.NaN));
    }

    it.each([100, 5_000, 10_000, 30_000])('for %i ms', async (pauseMs) => {
      expect(await pauses(pauseMs, 3, 0)).toEqual([pauseMs, pauseMs, pauseMs]);
    });

    it('longer after each failure, up to a few seconds, and as before once it works', async () => {
      expect(await pauses(1_000, 6, 4)).toEqual([2_000, 4_000, 5_000, 5_000, 1_000, 1_000]);
    });

    it('never shorter after a failure', async () => {
      expect(await pauses(15_000, 3, 2)).toEqual([15_000, 15_000, 15_000]);
    });
  });
});
