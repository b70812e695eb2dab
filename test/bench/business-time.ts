import Table from 'cli-table3';
import {
  type BusinessCalendar,
  type CalendarDefinition,
  deadline,
  defaultCalendar,
  definitionOf,
  elapsedSeconds,
  parseCalendar,
} from '@huiyin/sla';

/** What one core must at least do. */
const REQUIRED_PER_SECOND = 200_000;
const CALLS = 500_000;
const DAY_SECONDS = 450 * 60;
const YEAR = { startMs: Date.UTC(2026, 0, 1), lengthMs: 365 * 86_400_000 };

interface Case {
  readonly name: string;
  readonly calendar: BusinessCalendar;
  /** Working seconds of the target. */
  readonly target: (random: () => number) => number;
  readonly pauseHours?: number;
}

/** The same numbers in each run, so that two runs can be compared. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function calendarOf(definition: CalendarDefinition): BusinessCalendar {
  const calendar = parseCalendar(definition);
  if (Array.isArray(calendar)) throw new Error(JSON.stringify(calendar));
  return calendar;
}

function measure({ calendar, target, pauseHours }: Case): number {
  const random = seeded(1);
  const starts = Array.from(
    { length: CALLS },
    () => new Date(YEAR.startMs + Math.floor(random() * YEAR.lengthMs)),
  );
  const targets = starts.map(() => Math.round(target(random)));
  const pauses = starts.map((start) =>
    pauseHours === undefined
      ? []
      : [
          {
            start: new Date(start.getTime() + 3_600_000),
            end: new Date(start.getTime() + (1 + pauseHours) * 3_600_000),
          },
        ],
  );
  const run = (): number => {
    let sum = 0;
    for (let i = 0; i < CALLS; i++) {
      sum += deadline(calendar, starts[i] ?? new Date(NaN), targets[i] ?? NaN, pauses[i]).getTime();
    }
    return sum;
  };
  run();
  const startedAt = performance.now();
  const sum = run();
  const seconds = (performance.now() - startedAt) / 1_000;
  // A fast wrong answer is worth nothing: one in a thousand is counted back.
  for (let i = 0; i < CALLS; i += 1_000) {
    const start = starts[i] ?? new Date(NaN);
    const due = deadline(calendar, start, targets[i] ?? NaN, pauses[i]);
    if (elapsedSeconds(calendar, start, due, pauses[i]) !== targets[i])
      throw new Error(`Case ${i} is wrong.`);
  }
  if (!Number.isFinite(sum)) throw new Error('A deadline is not an instant.');
  return CALLS / seconds;
}

const china = definitionOf(defaultCalendar(2026, 2026));
const shanghai = calendarOf(china);
const berlin = calendarOf({ ...china, timeZone: 'Europe/Berlin' });
const upTo = (days: number) => (random: () => number) => 1 + random() * days * DAY_SECONDS;

const cases: Case[] = [
  { name: 'Shanghai, 2026, up to 20 working days', calendar: shanghai, target: upTo(20) },
  { name: 'Shanghai, 2026, one working day', calendar: shanghai, target: () => DAY_SECONDS },
  { name: 'Shanghai, 2026, ten years', calendar: shanghai, target: () => 2_500 * DAY_SECONDS },
  { name: 'Shanghai, 2026, up to 20 days, a pause', calendar: shanghai, target: upTo(20), pauseHours: 30 },
  { name: 'Berlin with clock changes, up to 20 days', calendar: berlin, target: upTo(20) },
  { name: 'Berlin with clock changes, ten years', calendar: berlin, target: () => 2_500 * DAY_SECONDS },
];

const table = new Table({
  head: ['Deadlines on one core', 'per second', 'required'],
  style: { head: [], border: [] },
});
for (const one of cases) {
  const perSecond = measure(one);
  if (perSecond < REQUIRED_PER_SECOND) process.exitCode = 1;
  table.push([
    one.name,
    Math.round(perSecond).toLocaleString('en'),
    REQUIRED_PER_SECOND.toLocaleString('en'),
  ]);
}
console.log(table.toString());
