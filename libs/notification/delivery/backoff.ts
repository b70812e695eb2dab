/** A mail that could not be delivered this often is given up and shown to the administrator. */
export const MAX_FAILURES = 8;

const FIRST_CEILING_MS = 2 * 60_000;
const LAST_CEILING_MS = 8 * 3_600_000;

/**
 * Pause before the next attempt, in milliseconds: full jitter below a ceiling that grows fourfold, so that all eight
 * attempts fit into about a day and a server that comes back is not met by everything at once.
 *
 * @param failures how often it has failed, from 1
 * @param fraction a random number from 0 to below 1
 */
export function backoffMs(failures: number, fraction: number): number {
  const ceiling = Math.min(LAST_CEILING_MS, FIRST_CEILING_MS * 4 ** (failures - 1));
  return Math.max(1_000, Math.floor(ceiling * fraction));
}
