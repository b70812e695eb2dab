/**
 * Working minutes to say of an amount of working seconds: rounded down, so that nobody is promised more than there is,
 * to what matters at that distance: half days, hours, minutes. The sign is left out.
 *
 * @param dayMinutes how long a working day is; null where its days differ, and then there are no half days
 */
export function saidMinutes(seconds: number, dayMinutes: number | null): number {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  if (dayMinutes !== null && minutes >= dayMinutes) return floorTo(minutes, dayMinutes / 2);
  return floorTo(minutes, minutes >= 60 ? 60 : 1);
}

/** The longest steps first are coarse enough: finer promises nobody keeps. */
const STEPS_IN_HALVES = 10;

/**
 * Lengths of an extension to choose from, in working minutes: half days up to five days, then whole ones, and in the
 * end the longest that is allowed. Where days differ, four hours stand for half of one.
 */
export function extensionLengths(limitMinutes: number, dayMinutes: number | null): number[] {
  const half = dayMinutes === null ? 240 : dayMinutes / 2;
  const lengths: number[] = [];
  for (let length = half; length < limitMinutes; length += lengths.length < STEPS_IN_HALVES ? half : 2 * half)
    lengths.push(Math.floor(length));
  return [...lengths, limitMinutes];
}

function floorTo(minutes: number, unit: number): number {
  return Math.floor(minutes / unit) * unit;
}
