import { saidMinutes } from './working-minutes.js';

const HOUR = 3_600;

describe('working time to say', () => {
  it.each([
    [0, 0],
    [59, 0],
    [60, 1],
    [-90, 1],
    [HOUR - 1, 59],
    [HOUR, 60],
    [3 * HOUR + 3_500, 180],
    [7.5 * HOUR - 1, 420],
    [7.5 * HOUR, 450],
    [-11 * HOUR, 450],
    [11.25 * HOUR, 675],
    [37.5 * HOUR, 2_250],
  ])('of %d seconds is %d minutes', (seconds, minutes) => {
    expect(saidMinutes(seconds)).toBe(minutes);
  });
});
