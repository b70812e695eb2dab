import { parseArgs } from 'node:util';
import { runReplay } from './replay/run-replay.js';
import { runQuarter } from './quarter/run-quarter.js';
import { runWeeks } from './weeks/run-weeks.js';

const USAGE = `npm run simulate -- replay FILE [--limit 1408] [--seed 1]
npm run simulate -- weeks [--weeks 10] [--seed 1]
npm run simulate -- quarter [--people 3000] [--days 92] [--seed 1]`;

/** Answers the exit code: 1 when something is not as it must be, or when a planted error was not noticed. */
export async function main(parameters: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      limit: { type: 'string', default: '100000' },
      weeks: { type: 'string', default: '10' },
      people: { type: 'string', default: '3000' },
      days: { type: 'string', default: '92' },
    },
  });
  const [what, file] = positionals;
  if (what === 'replay' && file !== undefined)
    return runReplay(file, { limit: Number(values.limit), seed: values.seed });
  if (what === 'weeks') return runWeeks({ weeks: Number(values.weeks), perWeek: 14, seed: values.seed });
  if (what === 'quarter')
    return runQuarter({ people: Number(values.people), days: Number(values.days), seed: values.seed });
  console.error(USAGE);
  return 1;
}
