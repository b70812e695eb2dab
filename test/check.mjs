// Everything that can be told without running the product. Two at a time: that is what small machines have.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = resolve(import.meta.dirname, '..');
const FEWEST_MODULES = 300;

const CHECKS = [
  {
    name: 'lint',
    tool: 'eslint/bin/eslint.js',
    parameters: ['-c', 'config/eslint.config.mjs', 'apps', 'libs', 'config', 'test'],
  },
  { name: 'types of the server', tool: 'typescript/bin/tsc', parameters: ['-p', 'tsconfig.json'] },
  {
    name: 'types of the web app',
    tool: 'typescript/bin/tsc',
    parameters: ['-p', 'apps/web/tsconfig.json'],
    needs: 'apps/web/tsconfig.json',
  },
  {
    name: 'format',
    tool: 'prettier/bin/prettier.cjs',
    parameters: ['--check', '--log-level=warn', '--cache', '.'],
  },
  {
    name: 'directions',
    tool: 'dependency-cruiser/bin/dependency-cruise.mjs',
    parameters: ['--config', 'config/dependency-rules.mjs', 'apps', 'libs', 'config', 'test'],
    // Rules that look at nothing find nothing wrong.
    fault: (output) => {
      const count = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
      return count < FEWEST_MODULES
        ? `only ${count} modules were looked at, at least ${FEWEST_MODULES} exist`
        : undefined;
    },
  },
  { name: 'languages', script: 'apps/web/testing/check-locales.mjs', parameters: [] },
  { name: 'types of the interface', script: 'apps/web/testing/api-types.mjs', parameters: ['--check'] },
];

/** Runs every check; returns how many passed and failed. */
export async function runChecks() {
  mkdirSync(join(checkout, 'node_modules/.cache/tsc'), { recursive: true });
  const waiting = CHECKS.filter(({ needs, script }) => existsSync(join(checkout, needs ?? script ?? '.')));
  const outcomes = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      outcomes.push(await runCheck(check));
    }
  };
  await Promise.all([work(), work()]);
  const failed = outcomes.filter((passed) => !passed).length;
  return { passed: outcomes.length - failed, failed };
}

async function runCheck({ name, tool, script, parameters, fault }) {
  const start = performance.now();
  const program = join(checkout, script ?? join('node_modules', tool));
  const child = spawn(process.execPath, [program, ...parameters], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((end, fail) => {
    child.once('error', fail);
    child.once('close', end);
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const reason = code === 0 ? fault?.(output) : output.trim();
  console.log(`${reason === undefined ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (reason !== undefined) console.log(reason);
  return reason === undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await runChecks();
  process.exitCode = failed === 0 ? 0 : 1;
}
