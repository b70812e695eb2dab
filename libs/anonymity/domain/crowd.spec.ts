import fc from 'fast-check';
import { SMALLEST_GROUP } from '../../platform/domain/small-groups.js';
import { crowdStep } from './crowd.js';

describe('the steps in which a crowd is told', () => {
  it.each([
    [0, null],
    [4, null],
    [5, 5],
    [9, 5],
    [10, 10],
    [49, 30],
    [999, 500],
    [1_000, 1_000],
    [3_127, 3_000],
  ])('say of %d people: %s', (people, said) => {
    expect(crowdStep(people)).toBe(said);
  });

  it('never say more than there are, nor anything about a small group', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (people) => {
        const said = crowdStep(people);
        expect(said ?? 0).toBeLessThanOrEqual(people);
        expect(said ?? SMALLEST_GROUP).toBeGreaterThanOrEqual(SMALLEST_GROUP);
      }),
    );
  });
});
