import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** From one instant to another a worker is not there. */
export interface Absence {
  readonly fromMs: number;
  readonly toMs: number;
  readonly worker: 0 | 1;
}

/** What is done to the workers, decided beforehand. */
export interface Chaos {
  readonly absences: readonly Absence[];
  /** Chance that somebody is killed at an instant at which there is something to do. */
  readonly killChance: number;
}

/**
 * One worker is away for two days in the first week, and once a week both are at the same time: over an evening, or
 * from the middle of a day to the middle of the next.
 */
export function chaosOf(startMs: number, weeks: number, choice: SeededChoice): Chaos {
  const absences: Absence[] = [
    { worker: 1, fromMs: startMs + DAY_MS + 10 * HOUR_MS, toMs: startMs + 3 * DAY_MS + 10 * HOUR_MS },
  ];
  for (let week = 0; week < weeks; week++) {
    const day = choice.between(`day ${week}`, week === 0 ? 3 : 0, 4);
    const fromMs = startMs + (7 * week + day) * DAY_MS + choice.between(`hour ${week}`, 9, 17) * HOUR_MS;
    const toMs = fromMs + choice.between(`length ${week}`, 5, 30) * HOUR_MS + 17 * 60_000;
    absences.push({ worker: 0, fromMs, toMs }, { worker: 1, fromMs, toMs: toMs + HOUR_MS });
  }
  return { absences, killChance: 0.1 };
}

/** Who is killed at an instant, and how many milliseconds of real time after the work has begun. */
export function victimsAt(
  chaos: Chaos,
  choice: SeededChoice,
  instant: number,
): { readonly workers: readonly (0 | 1)[]; readonly afterMs: number } | null {
  if (!choice.chance(`kill ${instant}`, chaos.killChance)) return null;
  const workers = choice.weighted(`who ${instant}`, { first: 45, second: 45, both: 10 });
  const named = { first: [0], second: [1], both: [0, 1] } as const;
  return { workers: named[workers], afterMs: choice.between(`after ${instant}`, 0, 160) };
}
