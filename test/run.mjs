// Runs the checks, then every kind of test, one kind after the other; the last line is the sum.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runChecks } from './check.mjs';

const checkout = resolve(import.meta.dirname, '..');
const KINDS = ['unit', 'database', 'e2e', 'browser'];

const reports = mkdtempSync(join(tmpdir(), 'huiyin-report-'));
let passed = 0;
let failed = 0;
try {
  const checks = await runChecks();
  passed += checks.passed;
  failed += checks.failed;
  for (const kind of KINDS) {
    const result = await runTests(kind);
    passed += result.passed;
    failed += result.failed;
    console.log(`${kind}: ${result.passed} passed, ${result.failed} failed\n`);
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
console.log(`Tests: ${passed} passed, ${failed} failed`);

async function runTests(kind) {
  const report = join(reports, `${kind}.json`);
  const jest = join(checkout, 'node_modules/jest/bin/jest.js');
  const child = spawn(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest],
      ...['-c', 'config/jest.config.mjs', '--selectProjects', kind, '--json', '--outputFile', report],
      // A browser and a server of its own are enough for two cores.
      ...(kind === 'browser' || kind === 'e2e' ? ['--runInBand'] : []),
    ],
    // The report goes to its file; people read what is written to standard error.
    { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const code = await new Promise((end, fail) => {
    child.once('error', fail);
    child.once('close', end);
  });
  const result = readReport(report);
  // A file that could not even be loaded has no test that could fail; skipped tests are tests that did not run.
  const unloaded = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
  ).length;
  const bad = result.numFailedTests + result.numPendingTests + result.numTodoTests + unloaded;
  return { passed: result.numPassedTests, failed: bad === 0 && code !== 0 ? 1 : bad };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { testResults: [], numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 };
  }
}
