import { coursesOf, isThere, type Course } from '../world/plan.js';
import { releaseOf, type ReleaseRule } from '../world/release-rule.js';
import { WEEK_DAYS, type Employee } from '../world/roster.js';

/** What everybody can see of a ticket: the days on which it and each of its follow-ups came out. */
export interface Released {
  readonly ticket: number;
  readonly followUps: readonly number[];
}

/**
 * How likely each employee is the author for somebody who knows the roster, the dates, and how the product decides on
 * them, and nothing else. This, and not the same for everybody, is chance: whoever was not there has not written.
 */
export class Chance {
  private readonly presence: readonly (readonly boolean[])[];
  private readonly courses: readonly Course[];
  private readonly known = new Map<string, readonly number[]>();

  constructor(
    employees: readonly Employee[],
    private readonly rule: ReleaseRule,
  ) {
    this.presence = employees.map((employee) =>
      Array.from({ length: WEEK_DAYS }, (_, day) => isThere(employee, day)),
    );
    this.courses = coursesOf(employees);
  }

  /** Sums to 1; all zeros when nobody can have written it under the assumed rule. */
  of(released: Released): readonly number[] {
    const key = JSON.stringify([released.ticket, released.followUps]);
    const known = this.known.get(key);
    if (known) return known;
    const weights = this.presence.map(() => 0);
    for (const { days, probability } of this.courses) {
      const weight = probability * this.shareOf(days, released);
      if (weight === 0) continue;
      const there = this.presence.flatMap((days_, who) => (days.every((day) => days_[day]) ? [who] : []));
      for (const who of there) weights[who] = (weights[who] ?? 0) + weight / there.length;
    }
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const chance = weights.map((weight) => (sum === 0 ? 0 : weight / sum));
    this.known.set(key, chance);
    return chance;
  }

  /** How likely what was written on these days comes out on those. */
  private shareOf([first = 0, ...steps]: readonly number[], { ticket, followUps }: Released): number {
    const { delay, longestHold } = this.rule;
    if (steps.length !== followUps.length || releaseOf(first + delay, this.rule) !== ticket) return 0;
    const holds = Array.from({ length: longestHold + 1 }, (_, hold) => hold);
    return steps.reduce((share, day, n) => {
      const fitting = holds.filter((hold) => releaseOf(day + delay + hold, this.rule) === followUps[n]);
      return (share * fitting.length) / holds.length;
    }, 1);
  }
}
