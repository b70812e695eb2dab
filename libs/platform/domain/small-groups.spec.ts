import fc from 'fast-check';
import { shownCount, shownFigure, shownShare, shownTable, type Group, type Share } from './small-groups.js';

const isSmall = (count: number, least: number): boolean => count > 0 && count < least;
const tellsOfSmall = ({ of, part }: Share, least: number): boolean =>
  [of, part, of - part].some((count) => isSmall(count, least));

const SHARE = fc
  .tuple(fc.nat({ max: 14 }), fc.nat({ max: 14 }))
  .map(([a, b]): Share => ({ of: Math.max(a, b), part: Math.min(a, b) }));
const TABLE = fc
  .array(SHARE, { minLength: 1, maxLength: 6 })
  .map((shares) => shares.map((share, key): Group<number> => ({ key, share })));
const LEAST = fc.integer({ min: 3, max: 8 });

/** Every way to hand out a sum among so many groups that each have at least one. */
function* handedOut(sum: Share, groups: number): Generator<Share[]> {
  if (groups === 1) {
    if (sum.of >= 1) yield [sum];
    return;
  }
  for (let of = 1; of < sum.of; of++) {
    for (let part = Math.max(0, sum.part - (sum.of - of)); part <= Math.min(of, sum.part); part++) {
      for (const others of handedOut({ of: sum.of - of, part: sum.part - part }, groups - 1)) {
        yield [{ of, part }, ...others];
      }
    }
  }
}

describe('small groups', () => {
  it('are not shown, and neither is what is left of a larger one', () => {
    expect(shownShare({ of: 20, part: 8 }, 5)).toEqual({ of: 20, part: 8 });
    expect(shownShare({ of: 20, part: 0 }, 5)).toEqual({ of: 20, part: 0 });
    expect(shownShare({ of: 4, part: 0 }, 5)).toBeNull();
    expect(shownShare({ of: 20, part: 4 }, 5)).toBeNull();
    expect(shownShare({ of: 20, part: 16 }, 5)).toBeNull();
    // A policy may ask for more, and one that asks for less is not obeyed.
    expect(shownShare({ of: 20, part: 8 }, 9)).toBeNull();
    expect(shownShare({ of: 20, part: 4 }, 1)).toBeNull();
  });

  it('are not counted alone either, and nobody at all may be said', () => {
    expect([0, 1, 4, 5, 3_000].map((count) => shownCount(count))).toEqual([0, null, null, 5, 3_000]);
    expect(shownCount(7, 8)).toBeNull();
    expect([4, 5].map((people) => shownFigure(3.5, people))).toEqual([null, 3.5]);
  });

  it('hide behind the next larger one when they are alone', () => {
    const table = shownTable(
      [
        { key: 'canteen', share: { of: 40, part: 20 } },
        { key: 'training', share: { of: 12, part: 2 } },
        { key: 'it', share: { of: 15, part: 6 } },
      ],
      5,
    );
    expect(table).toEqual({
      shown: [{ key: 'canteen', share: { of: 40, part: 20 } }],
      others: { of: 27, part: 8 },
      total: { of: 67, part: 28 },
      isReduced: true,
    });
  });

  it('leave an empty table when even all together are too few', () => {
    const few = [
      { key: 'it', share: { of: 2, part: 1 } },
      { key: 'hr', share: { of: 1, part: 1 } },
    ];
    expect(shownTable(few, 5)).toEqual({ shown: [], others: null, total: null, isReduced: true });
  });

  it('cannot be computed by adding and subtracting what is shown', () => {
    fc.assert(
      fc.property(TABLE, LEAST, (table, least) => {
        const { shown, others, total } = shownTable(table, least);
        const numbers = [...shown.map(({ share }) => share), ...(others ? [others] : [])];
        // With the total as one more number, every difference is the sum of some of the others.
        for (let chosen = 1; chosen < 1 << numbers.length; chosen++) {
          const some = numbers.filter((_, index) => chosen & (1 << index));
          const sum = {
            of: some.reduce((all, { of }) => all + of, 0),
            part: some.reduce((all, { part }) => all + part, 0),
          };
          if (tellsOfSmall(sum, least)) throw new Error(`${JSON.stringify(sum)} can be computed`);
        }
        const whole = numbers.reduce((all, { of }) => all + of, 0);
        expect(total?.of ?? 0).toBe(whole);
      }),
      { numRuns: 1_000 },
    );
  });

  it('cannot be worked out by trying every table that would look the same', () => {
    fc.assert(
      fc.property(TABLE, LEAST, (table, least) => {
        const { shown, others } = shownTable(table, least);
        const hidden = table.filter(
          ({ key, share }) => share.of > 0 && !shown.some((group) => group.key === key),
        );
        if (!others || hidden.length > 3) return;
        const possible = hidden.map(() => ({ of: new Set<number>(), part: new Set<number>() }));
        for (const shares of handedOut(others, hidden.length)) {
          shares.forEach((share, index) => {
            possible[index]?.of.add(share.of);
            possible[index]?.part.add(share.part);
          });
        }
        hidden.forEach(({ share }, index) => {
          expect(possible[index]?.of.size).toBeGreaterThan(1);
          // Nobody late, or everybody: that tells of nobody in particular.
          const isEven = others.part === 0 || others.part === others.of;
          if (!isEven && isSmall(share.part, least)) expect(possible[index]?.part.size).toBeGreaterThan(1);
        });
      }),
      { numRuns: 200 },
    );
  });
});
