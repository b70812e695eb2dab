import { followUpDays, isThere } from '../world/plan.js';
import { WEEK_DAYS, type Employee } from '../world/roster.js';

/** How a product decides on which day something comes out. */
export interface ReleaseRule {
  /** Days until a ticket comes out. */
  readonly delay: number;
  /** Further days for which a follow-up is held: 0 to so many, by lot. */
  readonly longestHold: number;
}

/** Of the product as it is shipped. */
export const SHIPPED_RULE: ReleaseRule = { delay: 1, longestHold: 2 };

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
  private readonly known = new Map<string, readonly number[]>();

  constructor(
    employees: readonly Employee[],
    private readonly rule: ReleaseRule,
  ) {
    this.presence = employees.map((employee) =>
      Array.from({ length: WEEK_DAYS }, (_, day) => isThere(employee, day)),
    );
  }

  /** Sums to 1; all zeros when nobody can have written it under the assumed rule. */
  of({ ticket, followUps }: Released): readonly number[] {
    const key = JSON.stringify([ticket, followUps]);
    const known = this.known.get(key);
    if (known) return known;
    const weights = this.presence.map(() => 0);
    for (const { days, probability } of this.courses(ticket - this.rule.delay, followUps)) {
      const there = this.presence.flatMap((days_, who) => (days.every((day) => days_[day]) ? [who] : []));
      for (const who of there) weights[who] = (weights[who] ?? 0) + probability / there.length;
    }
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const chance = weights.map((weight) => (sum === 0 ? 0 : weight / sum));
    this.known.set(key, chance);
    return chance;
  }

  /** Days on which everything may have been written, and how likely it came out then as it did. */
  private courses(ticketDay: number, releases: readonly number[]): { days: number[]; probability: number }[] {
    return followUpDays(ticketDay, releases.length).flatMap((days) => {
      const probability = days.reduce((product, day, n) => product * this.shareOf(day, releases[n] ?? 0), 1);
      return probability === 0 ? [] : [{ days: [ticketDay, ...days], probability }];
    });
  }

  private shareOf(day: number, release: number): number {
    const { delay, longestHold } = this.rule;
    const held = release - day - delay;
    return held >= 0 && held <= longestHold ? 1 / (longestHold + 1) : 0;
  }
}
