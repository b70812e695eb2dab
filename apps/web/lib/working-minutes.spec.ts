import { extensionLengths, saidMinutes } from './working-minutes.js';

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
  ])('of %d seconds is %d minutes where a day has seven and a half hours', (seconds, minutes) => {
    expect(saidMinutes(seconds, 450)).toBe(minutes);
  });

  it('goes by the days of the calendar, and by hours where they differ', () => {
    expect(saidMinutes(8 * HOUR, 480)).toBe(480);
    expect(saidMinutes(11.9 * HOUR, 480)).toBe(480);
    expect(saidMinutes(37.9 * HOUR, null)).toBe(37 * 60);
  });
});

describe('extensions to choose from', () => {
  it('end with the longest that the policy allows', () => {
    expect(extensionLengths(1_350, 450)).toEqual([225, 450, 675, 900, 1_125, 1_350]);
    expect(extensionLengths(1_000, 450)).toEqual([225, 450, 675, 900, 1_000]);
    expect(extensionLengths(100, 450)).toEqual([100]);
    expect(extensionLengths(960, 480)).toEqual([240, 480, 720, 960]);
    expect(extensionLengths(960, null)).toEqual([240, 480, 720, 960]);
  });

  it('are coarser the longer they are', () => {
    const lengths = extensionLengths(30 * 450, 450);
    expect(lengths.slice(8, 13)).toEqual([2_025, 2_250, 2_700, 3_150, 3_600]);
    expect(lengths.at(-1)).toBe(30 * 450);
    expect(lengths).toHaveLength(35);
  });
});
