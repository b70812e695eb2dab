import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const checkout = resolve(import.meta.dirname, '..', '..');

/** Runs a simulation as `npm run simulate` does, and answers all that it said. */
export async function simulate(...parameters: string[]): Promise<string> {
  const launcher = resolve(checkout, 'test', 'simulation', 'launch.mjs');
  return new Promise((done) => {
    // On failure the tables are what somebody needs to see, so the last line is judged and not the exit code.
    execFile(process.execPath, [launcher, ...parameters], { cwd: checkout }, (_error, stdout, stderr) =>
      done(stdout + stderr),
    );
  });
}
