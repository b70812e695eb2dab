import type { Places } from './builds/make-build.js';
import { compareBuilds } from './compare-builds.js';
import { killIntake } from './kills/kill-intake.js';

const USAGE = `npm run anonymity:adversary -- [--small] [--seed 1] [--builds "as shipped,no shuffle"] [--every-attack]
npm run anonymity:kills -- [--kills 100]`;

/** Answers the exit code: 1 when something is not as it must be, or when the lack of a protection was not noticed. */
export async function main([what, ...parameters]: string[], places: Places): Promise<number> {
  if (what === 'adversary') return compareBuilds(parameters, places);
  if (what === 'kills') return killIntake(parameters, places);
  console.error(USAGE);
  return 1;
}
