import type { MovedDates } from '../store/bulletin-row.js';
import { shownFigures } from './bulletin-figures.js';

describe('dates that were moved', () => {
  const shown = (due: number, moved?: MovedDates) =>
    shownFigures({
      countedAt: '2026-04-01T01:00:00.000Z',
      smallestGroup: 5,
      legs: [{ leg: 'answer', due, onTime: due }],
      departments: [],
      moved,
    }).moved;

  it.each([
    [40, { extended: 6, complex: 12, setBack: 5 }, { extended: 6, complex: 12, setBack: 5 }],
    [40, { extended: 0, complex: 40, setBack: 0 }, { extended: 0, complex: 40, setBack: 0 }],
    // Few, all but few, and few that are left of the complex ones.
    [40, { extended: 4, complex: 37, setBack: 34 }, { extended: null, complex: null, setBack: null }],
    [4, { extended: 0, complex: 4, setBack: 0 }, { extended: null, complex: null, setBack: null }],
  ])('of %d answers %j are shown as %j', (due, moved, expected) => {
    expect(shown(due, moved)).toEqual(expected);
  });

  it('are not made up for bulletins that did not count them', () => {
    expect(shown(40)).toBeNull();
  });
});
