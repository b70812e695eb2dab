import { createHash } from 'node:crypto';
import { logUpperTail, zOfLogTail } from './normal.js';

/** One released ticket as it is scored. Candidates are the people who could have written it. */
export interface Case {
  /** What names the ticket among all of a run. */
  readonly id: string;
  /** Probability of each candidate by what is public: dates, the rule of the release, the roster. Sums to 1. */
  readonly chance: readonly number[];
  /** Index of the author. */
  readonly author: number;
}

/** How likely an attack finds each candidate of a case; only the order counts. Null when it has nothing to say. */
export type Opinion = readonly number[] | null;

/** How one attack did on all tickets of a run. */
export interface Score {
  readonly attack: string;
  readonly tickets: number;
  /** Authors that were named. */
  readonly hits: number;
  /** Authors that somebody names who knows only what is public and otherwise guesses as this attack does. */
  readonly expected: number;
  /** Share of the probability that lies before the author; 0.5 for blind guesses, whatever the attack. */
  readonly meanRank: number;
  /** Of the ranks; below 0 when authors stand before others. */
  readonly rankZ: number;
  /** Of the hits, exact. */
  readonly hitsZ: number;
}

/** Scores an attack. A blind attack has hitsZ and rankZ of a standard normal number, whatever the chances are. */
export function scoreOf(attack: string, cases: readonly Case[], opinions: readonly Opinion[]): Score {
  const chancesOfNamed: number[] = [];
  let hits = 0;
  let [excess, variance, ranks] = [0, 0, 0];
  for (const [index, one] of cases.entries()) {
    const opinion = opinions[index] ?? one.chance.map(() => 0);
    const named = indexOfBest(opinion, `${attack} ${one.id}`);
    chancesOfNamed.push(one.chance[named] ?? 0);
    if (named === one.author) hits++;
    const rank = ranksOf(opinion, one.chance);
    const own = rank[one.author] ?? 0.5;
    ranks += own;
    excess += own - 0.5;
    variance += one.chance.reduce((sum, p, who) => sum + p * ((rank[who] ?? 0.5) - 0.5) ** 2, 0);
  }
  return {
    attack,
    tickets: cases.length,
    hits,
    expected: chancesOfNamed.reduce((sum, p) => sum + p, 0),
    meanRank: ranks / Math.max(1, cases.length),
    // Where everybody stands beside everybody nothing is left but errors of rounding.
    rankZ: variance < 1e-9 ? 0 : excess / Math.sqrt(variance),
    hitsZ: zOfLogTail(Math.log(atLeast(hits, chancesOfNamed))),
  };
}

/**
 * The larger of both z, after a correction for the number of tests (Bonferroni): as if it had been the only test.
 *
 * @param tests how many numbers were looked at before the largest one was picked
 */
export function correctedZ({ rankZ, hitsZ }: Score, tests: number): number {
  const rankTail = Math.log(2) + logUpperTail(Math.abs(rankZ));
  const best = Math.min(rankTail, logUpperTail(hitsZ)) + Math.log(tests);
  // Two-sided again, so that one number is compared with one limit.
  return zOfLogTail(best - Math.log(2));
}

/** For each candidate the probability that stands before it, with half of what stands beside it. */
export function ranksOf(opinion: readonly number[], chance: readonly number[]): number[] {
  const order = opinion.map((_, who) => who).sort((a, b) => (opinion[b] ?? 0) - (opinion[a] ?? 0));
  const ranks = new Array<number>(opinion.length).fill(0.5);
  let before = 0;
  for (let start = 0; start < order.length;) {
    let [end, mass] = [start, 0];
    for (; end < order.length && opinion[order[end] ?? 0] === opinion[order[start] ?? 0]; end++) {
      mass += chance[order[end] ?? 0] ?? 0;
    }
    for (const who of order.slice(start, end)) ranks[who] = before + mass / 2;
    before += mass;
    start = end;
  }
  return ranks;
}

/** Among equals the lot decides, the same one for the same ticket and attack. */
function indexOfBest(opinion: readonly number[], lot: string): number {
  const best = opinion.reduce((most, one) => Math.max(most, one), -Infinity);
  const equals = opinion.flatMap((one, who) => (one === best ? [who] : []));
  const draw = createHash('sha256').update(lot).digest().readUInt32BE(0);
  return equals[draw % equals.length] ?? 0;
}

/** Probability that at least so many of independent events happen. */
export function atLeast(count: number, probabilities: readonly number[]): number {
  if (count <= 0) return 1;
  // Of 0, 1, … count events; the last one stands for that many or more.
  const distribution = new Array<number>(count + 1).fill(0);
  distribution[0] = 1;
  for (const p of probabilities) {
    distribution[count] = (distribution[count] ?? 0) + (distribution[count - 1] ?? 0) * p;
    for (let n = count - 1; n >= 0; n--) {
      distribution[n] = (distribution[n] ?? 0) * (1 - p) + (n > 0 ? (distribution[n - 1] ?? 0) * p : 0);
    }
  }
  return Math.max(distribution[count] ?? 0, Number.MIN_VALUE);
}
