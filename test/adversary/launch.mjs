// Compiles programs, client and adversary into a folder of their own, so that no other build changes them meanwhile.
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const checkout = resolve(import.meta.dirname, '..', '..');
// The name by which the next test run recognises and removes what a killed one left.
const target = join(checkout, 'dist', `test-run-${process.pid}`);

try {
  execFileSync(
    process.execPath,
    [
      join(checkout, 'node_modules/@swc/cli/bin/swc.js'),
      ...[
        'apps/api',
        'apps/worker',
        'apps/cli',
        'apps/intake',
        'apps/web/features/anonymity',
        'libs',
        'config',
      ],
      ...['test/adversary', 'test/faults', 'test/simulation', 'test/support'],
      ...['--config-file', 'config/swc.json', '-d', join(target, 'shipped'), '--extensions', '.ts'],
      ...['--ignore', '**/*spec.ts', '--copy-files', '--quiet'],
    ],
    { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const { main } = await import(pathToFileURL(join(target, 'shipped/test/adversary/run.js')).href);
  process.exitCode = await main(process.argv.slice(2), { checkout, buildFolder: target });
} finally {
  await rm(target, { recursive: true, force: true });
}
