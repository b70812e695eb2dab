import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const launcher = resolve(import.meta.dirname, '..', 'adversary', 'launch.mjs');
const LIMIT_MS = 15 * 60_000;

/** Runs it as `npm run anonymity:…` does, and answers all that it said: its tables are what somebody needs to see. */
function launch(...parameters: string[]): Promise<string> {
  return new Promise((done) => {
    execFile(process.execPath, [launcher, ...parameters], (_error, stdout, stderr) => done(stdout + stderr));
  });
}

/** The small sisters of the long forms: fewer tickets, and one build for each way of finding somebody out. */
describe('an adversary who holds everything', () => {
  it(
    'names authors only where a protection is missing, and finds nothing that leads to somebody',
    async () => {
      const output = await launch('adversary', '--small');
      expect(output).toMatch(/│ as shipped +│ +120 │.*│ at chance │/);
      expect(output.match(/│ +caught │/g)).toHaveLength(2);
      expect(output).toMatch(/\n3 builds in [\d.]+ min\. Everything is as it must be\.\n$/);
    },
    LIMIT_MS,
  );
});

describe('an intake that is killed between acceptance and release', () => {
  it(
    'keeps every promise once',
    async () => {
      const output = await launch('kills', '--kills', '18');
      expect(output).toMatch(/\n18 kills, 0 broken promises\. [1-9]\d* were noticed without a journal\.\n$/);
    },
    LIMIT_MS,
  );
});
