import Table from 'cli-table3';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { faultRun, type FaultReport } from './fault-run.js';
import { LIES } from './lies.js';

/**
 * `npm run faults -- [--kills 200] [--seed 1] [--keep]`
 *
 * Answers the exit code: 1 when a promise was broken, or when a check did not notice the lie made up for it.
 */
export async function main(parameters: string[]): Promise<number> {
  const { values } = parseArgs({
    args: parameters,
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
    },
  });
  const kills = Number(values.kills);
  if (!Number.isInteger(kills) || kills < 0) {
    console.error('Give --kills a whole number.');
    return 1;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const report = await faultRun({
    kills,
    seed: values.seed,
    keepsData: values.keep,
    programFolder: resolve(import.meta.dirname, '..', '..'),
    stop: stop.signal,
    log: (line) => console.log(line),
  });
  const violations = report.findings.reduce((sum, finding) => sum + finding.violations.length, 0);
  console.log(tables(report));
  console.log(
    `${violations} violations. ${LIES.length - report.blindChecks.length} of ${LIES.length} lies noticed.`,
  );
  return violations === 0 && report.blindChecks.length === 0 && !stop.signal.aborted ? 0 : 1;
}

function tables({ figures, findings, blindChecks }: FaultReport): string {
  const style = { head: [], border: [] };
  const numbers = new Table({ style, colAligns: ['left', 'right'] });
  numbers.push(...figures.map(([name, value]) => [name, value]));
  const checks = new Table({
    style,
    head: ['what must be true', 'looked at', 'violations', 'when lied to'],
    colAligns: ['left', 'right', 'right', 'left'],
  });
  const liedTo = new Set(LIES.map(({ foundBy }) => foundBy));
  for (const { check, examined, violations } of findings) {
    const eyes = blindChecks.includes(check) ? 'noticed nothing' : liedTo.has(check) ? 'noticed it' : '';
    checks.push([check, examined, violations.length, eyes]);
  }
  const details = findings.flatMap(({ check, violations }) =>
    violations.slice(0, 10).map((violation) => `${check}: ${violation}`),
  );
  return [numbers.toString(), checks.toString(), ...details].join('\n');
}
