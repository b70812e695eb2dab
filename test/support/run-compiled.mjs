import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const checkout = resolve(import.meta.dirname, '..', '..');
const SERVERS = ['apps/api', 'apps/worker', 'apps/cli', 'apps/intake', 'libs', 'config'];

/**
 * Compiles the servers and these folders into a folder of their own, so that no other build changes them meanwhile, and runs
 * `main` of a script there with the arguments of this process.
 *
 * @param {readonly string[]} folders of the checkout
 * @param {string} script compiled, of one of the folders
 */
export async function runCompiled(folders, script) {
  // The name by which the next test run recognises and removes what a killed one left.
  const buildFolder = join(checkout, 'dist', `test-run-${process.pid}`);
  const shipped = join(buildFolder, 'shipped');
  try {
    execFileSync(
      process.execPath,
      [
        join(checkout, 'node_modules/@swc/cli/bin/swc.js'),
        ...[...SERVERS, 'test/support', ...folders],
        ...['--config-file', 'config/swc.json', '-d', shipped, '--extensions', '.ts'],
        ...['--ignore', '**/*spec.ts', '--copy-files', '--quiet'],
      ],
      { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const { main } = await import(pathToFileURL(join(shipped, script)).href);
    process.exitCode = await main(process.argv.slice(2), { checkout, buildFolder });
  } finally {
    await rm(buildFolder, { recursive: true, force: true });
  }
}
