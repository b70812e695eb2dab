// Runs on whatever Node the machine has, before anything is installed: plain JavaScript, no dependencies.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from './launch/build.mjs';
import { install } from './launch/install.mjs';
import { withPreparationLock } from './launch/preparation-lock.mjs';
import { Sentence, explain } from './launch/sentence.mjs';

const checkout = resolve(import.meta.dirname ?? '.', '..', '..');

/** What each command runs, on the pinned Node, once everything is installed and built. */
const PROGRAMS = {
  start: ['dist/apps/cli/main.js', 'up'],
  cli: ['dist/apps/cli/main.js'],
  test: ['test/run.mjs'],
  check: ['test/check.mjs'],
  faults: ['test/faults/launch.mjs'],
  simulate: ['test/simulation/launch.mjs'],
  adversary: ['test/adversary/launch.mjs', 'adversary'],
  kills: ['test/adversary/launch.mjs', 'kills'],
  build: undefined,
};

async function main([command = 'start', ...rest]) {
  requireNode();
  if (!(command in PROGRAMS))
    throw new Sentence(`Unknown command ${command}: use ${Object.keys(PROGRAMS).join(', ')}.`);
  process.chdir(checkout);
  await withPreparationLock(checkout, async () => {
    await install(checkout);
    await build(checkout, { force: command === 'build' });
  });
  const program = PROGRAMS[command];
  return program === undefined ? 0 : run([...program, ...rest]);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Sentence(
    `Huiyin needs Node.js 20.19 or newer to start and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
}

/** Takes the program's place: it gets our terminal and our signals, we end as it ends. */
async function run(program) {
  const node = join(checkout, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  // Should we be killed, the channel closes and the program ends by itself.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(node, program, { stdio, shell: process.platform === 'win32' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  if (process.env.npm_lifecycle_event !== undefined) endWithParent(child);
  return new Promise((end, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => end(signal === null ? (code ?? 1) : 1));
  });
}

/** A killed npm says nothing to what it started. */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500);
  watch.unref();
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const sentence = explain(error, checkout);
  console.error(sentence ?? error);
  process.exitCode = 1;
}
