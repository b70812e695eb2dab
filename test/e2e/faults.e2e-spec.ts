import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** The small sister of `npm run faults`: enough kills to hit each part, in a time that every test run can spend. */
const KILLS = 12;
const LIMIT_MS = 5 * 60_000;

it(
  'loses and doubles nothing when its parts are killed at random moments',
  async () => {
    const launcher = resolve(import.meta.dirname, '..', 'faults', 'launch.mjs');
    const output = await new Promise<string>((done) => {
      // On failure the tables are what somebody needs to see, so the exit code is judged by their last line.
      execFile(process.execPath, [launcher, '--kills', String(KILLS)], (_error, stdout, stderr) =>
        done(stdout + stderr),
      );
    });
    expect(output).toMatch(/\n0 violations\. (\d+) of \1 lies noticed\.\n$/);
  },
  LIMIT_MS,
);
