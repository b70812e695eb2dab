import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import { logUpperTail, upperTail, zOfLogTail } from './normal.js';
import { atLeast, correctedZ, ranksOf, scoreOf, type Case, type Opinion } from './score.js';

const choice = new SeededChoice('scores');

/** People of whom some are likelier than others, and an author by exactly these chances. */
function casesOf(run: number, count: number, people: number): Case[] {
  return Array.from({ length: count }, (_, n) => {
    const weights = Array.from({ length: people }, (_weight, who) => 1 + ((who * 7 + n) % 5));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const chance = weights.map((weight) => weight / sum);
    let left = choice.fraction(`author ${run} ${n}`);
    const author = chance.findIndex((p) => (left -= p) < 0);
    return { id: `${run} ${n}`, chance, author };
  });
}

function zOf(
  opinionOf: (one: Case, n: number, run: number) => Opinion,
  runs = 60,
): { mean: number; spread: number } {
  const zs = Array.from({ length: runs }, (_, run) => {
    const cases = casesOf(run, 100, 20);
    return scoreOf(
      'some',
      cases,
      cases.map((one, n) => opinionOf(one, n, run)),
    ).rankZ;
  });
  const mean = zs.reduce((sum, z) => sum + z, 0) / runs;
  return { mean, spread: Math.sqrt(zs.reduce((sum, z) => sum + (z - mean) ** 2, 0) / runs) };
}

describe('the score of an attack', () => {
  it('is standard normal for every attack that knows only what is public', () => {
    const lot = zOf(({ chance }, n, run) =>
      chance.map((_, who) => choice.fraction(`lot ${run} ${n} ${who}`)),
    );
    const likeliest = zOf(({ chance }) => chance);
    const always = zOf(({ chance }) => chance.map((_, who) => who));
    for (const { mean, spread } of [lot, likeliest, always]) {
      expect(Math.abs(mean)).toBeLessThan(0.4);
      expect(Math.abs(spread - 1)).toBeLessThan(0.3);
    }
  });

  it('sees the smallest hint in many tickets', () => {
    // Every tenth author is given away, and nothing else.
    const hint = zOf(({ chance, author }, n) =>
      chance.map((_, who) => (who === author && n % 10 === 0 ? 1 : 0)),
    );
    expect(hint.mean).toBeLessThan(-4);
  });

  it('counts hits exactly, and names somebody by lot among equals', () => {
    const cases = casesOf(0, 50, 20);
    const all = scoreOf(
      'knows',
      cases,
      cases.map(({ chance, author }) => chance.map((_, who) => Number(who === author))),
    );
    expect(all).toMatchObject({ hits: 50, tickets: 50 });
    expect(all.hitsZ).toBeGreaterThan(12);
    const none = scoreOf(
      'knows nothing',
      cases,
      cases.map(() => null),
    );
    expect(none).toMatchObject({ meanRank: 0.5, rankZ: 0 });
    expect(none.hits).toBeLessThan(8);
    expect(none.expected).toBeCloseTo(2.5, 0);
  });

  it('corrects for the number of attacks', () => {
    const [score] = [scoreOf('a', casesOf(1, 1, 2), [null])];
    expect(correctedZ({ ...score, rankZ: -3.3, hitsZ: 0 }, 1)).toBeCloseTo(3.3, 2);
    // 2 · 0.000483 · 28 = 0.027, which is two-sided 2.21.
    expect(correctedZ({ ...score, rankZ: -3.3, hitsZ: 0 }, 28)).toBeCloseTo(2.21, 1);
    expect(correctedZ({ ...score, rankZ: -1, hitsZ: 0.5 }, 28)).toBe(0);
  });

  it('ranks by the probability that stands before somebody', () => {
    expect(ranksOf([3, 1, 2], [0.5, 0.3, 0.2])).toEqual([0.25, 0.85, 0.6]);
    expect(ranksOf([1, 1, 0], [0.5, 0.3, 0.2])).toEqual([0.4, 0.4, 0.9]);
  });

  it('knows the normal and the binomial distribution', () => {
    expect(upperTail(0)).toBeCloseTo(0.5, 12);
    expect(upperTail(1.959964)).toBeCloseTo(0.025, 7);
    expect(upperTail(3.090232)).toBeCloseTo(0.001, 8);
    expect(upperTail(6) * 1e10).toBeCloseTo(9.8659, 3);
    for (const z of [0.5, 2.9, 3.1, 8, 25]) expect(zOfLogTail(logUpperTail(z))).toBeCloseTo(z, 6);
    expect(atLeast(2, [0.5, 0.5, 0.5])).toBeCloseTo(0.5, 12);
    expect(atLeast(0, [0.1])).toBe(1);
    expect(
      atLeast(
        3,
        Array.from({ length: 30 }, () => 0.1),
      ),
    ).toBeCloseTo(0.5886, 4);
  });
});
