import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { plainTable } from '../simulation/tables.js';
import { ATTACKS } from './attacks/attacks.js';
import { SHIPPED, type Build } from './builds/builds.js';
import { inBuild } from './builds/in-build.js';
import type { Places } from './builds/make-build.js';
import { LOGGED_POOL, MUTANTS, NO_SHUFFLE } from './builds/mutants.js';
import { CHECKS, type Finding } from './evidence/leftovers.js';
import { EvidenceDatabase } from './product/evidence-database.js';
import type { RunOptions, RunReport } from './run-build.js';
import { correctedZ, type Score } from './scoring/score.js';
import { SHIPPED_RULE } from './world/release-rule.js';
import { rosterOf, type Size } from './world/roster.js';

/** Beyond it nobody calls it chance: once in a thousand runs. */
const LIMIT = 3.3;
/** Hits and ranks of every attack. */
const TESTS = 2 * ATTACKS.length;

interface Sized extends Size {
  readonly tickets: number;
}
const FULL: Sized = { desks: 120, sharedSeats: 40, tickets: 360 };
const SMALL: Sized = { desks: 36, sharedSeats: 12, tickets: 120 };

/** A pool that is logged leaves these behind. */
const FOUND_IN_A_LOGGED_POOL: ReadonlySet<string> = new Set([CHECKS.text, CHECKS.early, CHECKS.restored]);

const ALL_BUILDS = [SHIPPED, ...MUTANTS];
/** What is on the disk, and in which order: the two that cost the least to catch. */
const SMALL_BUILDS = [SHIPPED, LOGGED_POOL, NO_SHUFFLE];

/**
 * Lets the adversary loose on the product as it is shipped and on builds that lack one of its protections each. Answers
 * the exit code: 1 when the shipped build was caught, or when another one was not.
 */
export async function compareBuilds(parameters: string[], places: Places): Promise<number> {
  const { values } = parseArgs({
    args: parameters,
    options: {
      seed: { type: 'string', default: '1' },
      small: { type: 'boolean', default: false },
      builds: { type: 'string' },
      'every-attack': { type: 'boolean', default: false },
    },
  });
  const names =
    values.builds?.split(',') ?? (values.small ? SMALL_BUILDS : ALL_BUILDS).map(({ name }) => name);
  const builds = ALL_BUILDS.filter(({ name }) => names.includes(name));
  const size = values.small ? SMALL : FULL;
  const began = performance.now();
  const results = await runAll(builds, places, size, values.seed, ({ build, report }) => {
    console.log(progressOf(build, report));
    if (values['every-attack']) console.log(attackTable(report.scores));
  });
  console.log(verdictTable(results));
  const leftovers = results.filter(({ report }) => report.findings.length > 0);
  if (leftovers.length > 0) console.log(leftoverTable(leftovers));
  const wrong = results.filter((result) => !isRight(result));
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(
    `${builds.length} builds in ${minutes} min. ${wrong.length === 0 ? 'Everything is as it must be.' : `Wrong: ${wrong.map(({ build }) => build.name).join(', ')}.`}`,
  );
  return wrong.length === 0 ? 0 : 1;
}

interface Result {
  readonly build: Build;
  readonly report: RunReport;
  readonly best: Score;
}

/** As many builds at once as there are processors, each with a server of its own: its log and its files are evidence. */
async function runAll(
  builds: readonly Build[],
  places: Places,
  size: Sized,
  seed: string,
  hear: (result: Result) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = [...builds];
  const lane = async (): Promise<void> => {
    await using database = await EvidenceDatabase.start(rosterOf(size, seed));
    for (let build = waiting.shift(); build; build = waiting.shift()) {
      const report = await run(build, places, database, size, seed);
      const result = { build, report, best: bestOf(report.scores) };
      results.push(result);
      hear(result);
    }
  };
  const lanes = Math.min(builds.length, availableParallelism());
  const ended = await Promise.allSettled(
    Array.from({ length: lanes }, () =>
      lane().catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      }),
    ),
  );
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results.sort((one, other) => builds.indexOf(one.build) - builds.indexOf(other.build));
}

async function run(
  build: Build,
  places: Places,
  database: EvidenceDatabase,
  { tickets, ...size }: Sized,
  seed: string,
): Promise<RunReport> {
  await using opened = await database.open();
  return await inBuild<RunOptions, RunReport>(build, places, 'run-build', (folder) => ({
    ...{ database: { url: opened.url, intakeUrl: opened.intakeUrl }, folder, size, tickets, seed },
    ...{ dataFolder: database.dataFolder, databaseLog: database.logFile },
    cookiesWith: build.cookiesWith ?? null,
    rule: build.rule ?? SHIPPED_RULE,
    looksForLeftovers: build === SHIPPED || build === LOGGED_POOL,
  }));
}

function bestOf(scores: readonly Score[]): Score {
  return scores.reduce((one, other) => (correctedZ(other, TESTS) > correctedZ(one, TESTS) ? other : one));
}

function isCaught({ best }: Result): boolean {
  return correctedZ(best, TESTS) > LIMIT;
}

/** The shipped build is not caught and leaves nothing behind; every other one is caught, and what it leaves is found. */
function isRight(result: Result): boolean {
  const isShipped = result.build === SHIPPED;
  return (
    isCaught(result) === !isShipped && result.report.findings.every((finding) => isFine(finding, isShipped))
  );
}

function isFine({ check, looked, found }: Finding, isShipped: boolean): boolean {
  const mustBeEmpty = isShipped || check === CHECKS.planted;
  const mustBeFound = !isShipped && FOUND_IN_A_LOGGED_POOL.has(check);
  return looked > 0 && !(mustBeEmpty && found.length > 0) && !(mustBeFound && found.length === 0);
}

function progressOf(
  { name }: Build,
  { followUps, answers, mails, commits, crowd, seconds }: RunReport,
): string {
  return (
    `${name}: ${followUps} follow-ups, ${answers} answers, ${mails} mails, ${commits} transactions; ` +
    `of ${crowd.fewest} to ${crowd.most} people, ${crowd.median} in the middle, each ticket could be; ` +
    `${seconds.week.toFixed(0)} s for the week, ${seconds.adversary.toFixed(0)} s for the adversary`
  );
}

function verdictTable(results: readonly Result[]): string {
  const head = ['build', 'tickets', 'hits', 'expected', 'mean rank', 'z', 'verdict', 'best attack'];
  const rows = results.map((result) => {
    const { build, best } = result;
    const z = correctedZ(best, TESTS).toFixed(1);
    const verdict = isCaught(result) ? 'caught' : 'at chance';
    const { tickets, hits, expected, meanRank, attack } = best;
    return [build.name, tickets, hits, expected.toFixed(1), meanRank.toFixed(3), z, verdict, attack];
  });
  return plainTable(head, rows);
}

function attackTable(scores: readonly Score[]): string {
  const head = ['attack', 'hits', 'expected', 'z of hits', 'mean rank', 'z of ranks', 'corrected'];
  const rows = scores.map((score) => {
    const { attack, hits, expected, hitsZ, meanRank, rankZ } = score;
    const figures = [expected.toFixed(1), hitsZ.toFixed(1), meanRank.toFixed(3), rankZ.toFixed(1)];
    return [attack, hits, ...figures, correctedZ(score, TESTS).toFixed(1)];
  });
  return plainTable(head, rows);
}

function leftoverTable(results: readonly Result[]): string {
  const rows = results.flatMap(({ build, report }) =>
    report.findings.map(({ check, looked, found }) => [
      `${build.name}: ${check}`,
      looked,
      found.join('\n') || 'nothing',
    ]),
  );
  return plainTable(['what was looked for', 'looked at', 'found'], rows);
}
