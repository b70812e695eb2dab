/** How a picture is written: its longer side in pixels at most, and the quality from 0 to 1. */
export interface Step {
  readonly side: number;
  readonly quality: number;
}

/** From the best to the smallest that can still be read. */
export const STEPS: readonly Step[] = [
  { side: 2048, quality: 0.82 },
  { side: 2048, quality: 0.65 },
  { side: 1600, quality: 0.65 },
  { side: 1600, quality: 0.5 },
  { side: 1280, quality: 0.5 },
  { side: 1024, quality: 0.5 },
  { side: 1024, quality: 0.38 },
  { side: 800, quality: 0.38 },
  { side: 640, quality: 0.32 },
];

interface Held<Encoded> {
  readonly encoded: Encoded;
  readonly step: number;
  /** The last step that is known to be too large; -1 when none is. */
  readonly tooLarge: number;
}

/**
 * Writes pictures as well as they fit together into so much room; the largest gives way first. Null when they do not fit
 * even at their smallest.
 * @param encode writes one of them in one way; `size` is in the unit of the room
 */
export async function fitPictures<Encoded extends { readonly size: number }>(
  count: number,
  room: number,
  encode: (index: number, step: Step) => Promise<Encoded>,
): Promise<readonly Encoded[] | null> {
  const at = async (index: number, step: number, tooLarge: number): Promise<Held<Encoded>> => ({
    encoded: await encode(index, STEPS[step] ?? { side: 640, quality: 0.32 }),
    step,
    tooLarge,
  });
  const held: Held<Encoded>[] = [];
  const total = (): number => held.reduce((sum, { encoded }) => sum + encoded.size, 0);
  for (let index = 0; index < count; index++) held.push(await at(index, 0, -1));
  while (total() > room) {
    const largest = indexOfLargest(held);
    const one = held[largest];
    if (!one) return null;
    const wanted = Math.max(room / count, room - (total() - one.encoded.size));
    held[largest] = await at(largest, nextStep(one, wanted), one.step);
  }
  // The rule by which steps were skipped is rough: what room is left goes to whoever gave way too far.
  for (const [index, { step, tooLarge }] of held.entries()) {
    for (let better = step - 1; better > tooLarge; better--) {
      const before = held[index];
      const candidate = await at(index, better, tooLarge);
      if (!before || total() - before.encoded.size + candidate.encoded.size > room) break;
      held[index] = candidate;
    }
  }
  return held.map(({ encoded }) => encoded);
}

/** Of those that can still give way. */
function indexOfLargest(held: readonly Held<{ readonly size: number }>[]): number {
  let largest = -1;
  for (const [index, { encoded, step }] of held.entries()) {
    const best = held[largest]?.encoded.size ?? -1;
    if (step < STEPS.length - 1 && encoded.size > best) largest = index;
  }
  return largest;
}

/** The first step that may be small enough, by a rough rule: size goes with area and quality. */
function nextStep({ encoded, step }: Held<{ readonly size: number }>, wanted: number): number {
  const weight = (at: number): number => (STEPS[at]?.side ?? 0) ** 2 * (STEPS[at]?.quality ?? 0);
  for (let next = step + 1; next < STEPS.length; next++) {
    if ((encoded.size * weight(next)) / weight(step) <= wanted) return next;
  }
  return STEPS.length - 1;
}
