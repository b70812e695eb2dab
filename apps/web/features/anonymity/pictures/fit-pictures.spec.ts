import fc from 'fast-check';
import { fitPictures, STEPS, type Step } from './fit-pictures.js';

/** A picture of so many bytes at its best, which never grows when it gives way. */
function encoderOf(sizes: readonly number[]) {
  const made: [number, Step][] = [];
  const encode = (index: number, step: Step): Promise<{ size: number; index: number; step: Step }> => {
    made.push([index, step]);
    const share = (step.side / 2048) ** 2 * (step.quality / 0.82);
    return Promise.resolve({ size: Math.ceil((sizes[index] ?? 0) * share), index, step });
  };
  return { encode, made };
}

describe('pictures that share an envelope', () => {
  it('stay as they are when there is room', async () => {
    const { encode, made } = encoderOf([40, 50]);
    const fitted = await fitPictures(2, 100, encode);
    expect(fitted?.map(({ step }) => step)).toEqual([STEPS[0], STEPS[0]]);
    expect(made).toHaveLength(2);
  });

  it('give way, the largest first, and leave a small one alone', async () => {
    const { encode } = encoderOf([10, 500]);
    const fitted = await fitPictures(2, 100, encode);
    expect(fitted?.[0]?.step).toEqual(STEPS[0]);
    expect(fitted?.[1]?.size).toBeLessThanOrEqual(90);
  });

  it('get back what they gave away for nothing', async () => {
    // Smaller steps shrink this one far more than the rule expects, so that it is skipped past what would have fitted.
    const sizes = [300, 220, 95, 40, 12, 5, 3, 2, 1];
    const encode = (_: number, step: Step): Promise<{ size: number }> =>
      Promise.resolve({ size: sizes[STEPS.indexOf(step)] ?? 0 });
    expect(await fitPictures(1, 100, encode)).toEqual([{ size: 95 }]);
  });

  it('are none when they do not fit at their smallest', async () => {
    const { encode } = encoderOf([10_000, 10_000]);
    expect(await fitPictures(2, 100, encode)).toBeNull();
    expect(await fitPictures(0, 0, encode)).toEqual([]);
  });

  it('always fit in the end, in their order, with few attempts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 5_000 }),
        async (sizes, room) => {
          const { encode, made } = encoderOf(sizes);
          const fitted = await fitPictures(sizes.length, room, encode);
          const smallest = await Promise.all(
            sizes.map(
              async (_, index) => (await encode(index, STEPS.at(-1) ?? { side: 0, quality: 0 })).size,
            ),
          );
          expect(made.length - sizes.length).toBeLessThanOrEqual(sizes.length * STEPS.length);
          if (fitted === null) expect(smallest.reduce((sum, size) => sum + size)).toBeGreaterThan(room);
          else {
            expect(fitted.map(({ index }) => index)).toEqual(sizes.map((_, index) => index));
            expect(fitted.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(room);
          }
        },
      ),
    );
  });
});
