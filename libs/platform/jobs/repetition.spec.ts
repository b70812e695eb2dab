import { testSettings } from '../../../test/support/test-settings.js';
import { Log } from '../logging/log.js';
import { Repetition } from './repetition.js';

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
});
