import { ClockAudit } from '@huiyin/sla';
import { OPERATIONS } from '../../../apps/cli/seed/demo-departments-operations.js';
import { SUPPORT } from '../../../apps/cli/seed/demo-departments-support.js';
import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import { MovableClock } from '../../support/movable-clock.js';
import { SimulatedCentre } from '../centre.js';
import { happeningsOf, StoryBook } from '../story-book.js';
import { plainTable } from '../tables.js';
import { trafficOf } from '../weeks/traffic.js';
import { changeCalendar, changePolicy, moveSite } from './changes.js';
import { blindTruths, TRUTH_COUNT, untruths } from './daily-truths.js';
import { mergeSome } from './merges.js';
import { hire, nextAbsences } from './population.js';

/** Monday, before the clocks change in Europe. */
const START = '2026-03-02T00:00:00+08:00';
const DAY_MS = 86_400_000;
/** A worker looks around this often; what it finds is dated when it truly came. */
const LOOKS_EVERY_MS = 45 * 60_000;
/** Opinions a week for a hundred people: some thousands in a quarter of 3,000 people. */
const OPINIONS_A_WEEK = 8;
const SHOWN_AT_MOST = 20;

export interface QuarterOptions {
  readonly people: number;
  readonly days: number;
  readonly seed: string;
}

/** A quarter of a large centre, looked at after every day. Answers the exit code. */
export async function runQuarter({ people, days, seed }: QuarterOptions): Promise<number> {
  await using cleanup = new AsyncDisposableStack();
  const centre = await SimulatedCentre.open(new MovableClock(START), cleanup);
  const startedMs = performance.now();
  await hire(centre, people, seed);
  const ordinary = [...OPERATIONS, ...SUPPORT].filter(({ kind }) => kind === undefined);
  const book = await StoryBook.open(
    centre,
    ordinary.map(({ code }) => code),
  );
  const startMs = Date.parse(START);
  const perWeek = Math.ceil((people * OPINIONS_A_WEEK) / 100);
  const happenings = happeningsOf(trafficOf(startMs, Math.ceil(days / 7), perWeek, seed, book.stage));
  const changes = new Map([
    [Math.floor(days * 0.3), () => changeCalendar(centre, '2026-04-20')],
    [Math.floor(days * 0.45), () => changePolicy(centre)],
    [Math.floor(days * 0.6), () => moveSite(centre)],
  ]);
  const found: string[] = [];
  let next = 0;
  for (let day = 0; day < days; day++) {
    if (day % 7 === 0) await nextAbsences(centre, day / 7, seed);
    await changes.get(day)?.();
    const dayEndMs = startMs + (day + 1) * DAY_MS;
    for (let lookMs = startMs + day * DAY_MS; lookMs <= dayEndMs; lookMs += LOOKS_EVERY_MS) {
      for (
        let happening = happenings[next];
        happening && happening.atMs < lookMs;
        happening = happenings[next]
      ) {
        centre.clock.moveTo(new Date(happening.atMs));
        await book.happen(happening);
        next++;
      }
      centre.clock.moveTo(new Date(lookMs));
      await centre.work();
    }
    await mergeSome(centre, new SeededChoice(`${seed}/merges ${day}`));
    await centre.work();
    found.push(...(await untruths(centre)));
    if (day % 14 === 13) console.log(`day ${day + 1} of ${days}: ${book.stories.length} opinions`);
  }

  const audit = await centre.get(ClockAudit).run();
  const blind = [...(await blindTruths(centre)), ...(await unnoticed(centre))];
  console.log(await summaryOf(centre));
  for (const line of found.slice(0, SHOWN_AT_MOST)) console.log(line);
  for (const { clockId, what, stored, replayed } of audit.differences.slice(0, SHOWN_AT_MOST))
    console.log(`${clockId}: ${what} is ${stored}, replayed ${replayed}`);
  for (const what of blind) console.log(`Not noticed when spoilt: ${what}.`);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
  console.log(
    `${people} people, ${days} days in ${seconds} s: ${book.stories.length} opinions; ` +
      `audit: ${audit.compared} clocks, ${audit.differences.length} differences.`,
  );
  const spoilt = TRUTH_COUNT + Object.keys(TAMPERINGS).length;
  console.log(`${found.length} untruths. ${spoilt - blind.length} of ${spoilt} spoilt truths noticed.`);
  return found.length + blind.length + audit.differences.length === 0 ? 0 : 1;
}

/** What somebody with the database in hand could change on one running clock, by the name that the audit gives it. */
const TAMPERINGS: Readonly<Record<string, string>> = {
  due: `due_at = due_at + interval '1 second'`,
  started: `started_at = started_at + interval '1 second'`,
  target: `target_seconds = target_seconds + 60`,
  steps: `steps_recorded = steps_recorded + 1`,
  'next step': `next_step_at = NULL`,
  breached: `breached_at = CASE WHEN breached_at IS NULL THEN started_at END`,
};

/** Each change on a clock of its own, all at once; which of them the audit does not find. */
async function unnoticed(centre: SimulatedCentre): Promise<string[]> {
  const names = Object.keys(TAMPERINGS);
  const clocks = await centre.unitOfWork.read<{ id: string }>(
    `SELECT id FROM clock WHERE state = 'running' AND next_step_at IS NOT NULL ORDER BY id LIMIT $1`,
    [names.length],
  );
  for (const [index, name] of names.entries())
    await centre.unitOfWork.read(`UPDATE clock SET ${TAMPERINGS[name]} WHERE id = $1`, [clocks[index]?.id]);
  const { differences } = await centre.get(ClockAudit).run();
  return names.filter(
    (name, index) => !differences.some(({ clockId, what }) => clockId === clocks[index]?.id && what === name),
  );
}

async function summaryOf(centre: SimulatedCentre): Promise<string> {
  const rows = await centre.unitOfWork.read<{ what: string; count: number }>(
    `SELECT concat_ws(' ', 'tickets', state, outcome) AS what, count(*)::int AS count FROM ticket GROUP BY 1
     UNION ALL SELECT 'merged tickets', count(*)::int FROM ticket WHERE merged_into_id IS NOT NULL
     UNION ALL SELECT concat_ws(' ', 'clocks by policy', policy_version, 'and calendar version', calendar_version), count(*)::int
                 FROM clock GROUP BY 1
     UNION ALL SELECT type, count(*)::int FROM event WHERE stream_type IN ('ticket', 'clock') GROUP BY 1
     ORDER BY 1`,
  );
  return plainTable(
    ['what', 'how many'],
    rows.map(({ what, count }) => [what, count]),
  );
}
