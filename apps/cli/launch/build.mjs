import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProgress } from './progress.mjs';
import { Sentence, sentenceForText } from './sentence.mjs';

const SERVER_SOURCES = ['apps/api', 'apps/worker', 'apps/cli', 'apps/intake', 'libs', 'config'];
const WEB_SOURCES = ['apps/web', 'docs/openapi.json'];

/** Compiles the server and the web app into dist/, each only when something it is made of has changed. */
export async function build(checkout, { force }) {
  const parts = [
    { name: 'server', sources: SERVER_SOURCES, make: () => compileServer(checkout) },
    ...(existsSync(join(checkout, 'apps/web/index.html'))
      ? [{ name: 'web', sources: WEB_SOURCES, make: () => buildWeb(checkout) }]
      : []),
  ];
  const stale = parts
    .map((part) => ({ ...part, fingerprint: fingerprint(checkout, part.sources) }))
    .filter((part) => force || readStamp(checkout, part.name) !== part.fingerprint);
  if (stale.length === 0) return;
  await withProgress(`Building ${stale.map(({ name }) => name).join(' and ')}`, async () => {
    // All are awaited even if one fails, so that none goes on writing behind the error message.
    const results = await Promise.allSettled(
      stale.map(async ({ name, make, fingerprint: stamp }) => {
        rmSync(stampFile(checkout, name), { force: true });
        await make();
        writeFileSync(stampFile(checkout, name), stamp);
      }),
    );
    const failed = results.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
  });
}

async function compileServer(checkout) {
  for (const folder of SERVER_SOURCES)
    rmSync(join(checkout, 'dist', folder), { recursive: true, force: true });
  await runTool(checkout, 'node_modules/@swc/cli/bin/swc.js', [
    ...SERVER_SOURCES,
    ...['--config-file', 'config/swc.json', '-d', 'dist', '--extensions', '.ts'],
    ...['--ignore', '**/*spec.ts', '--copy-files', '--quiet'],
  ]);
}

async function buildWeb(checkout) {
  await runTool(checkout, 'node_modules/vite/bin/vite.js', ['build', 'apps/web', '--logLevel', 'error']);
}

async function runTool(checkout, script, parameters) {
  const child = spawn(join(checkout, 'node_modules/node/bin/node'), [script, ...parameters], {
    cwd: checkout,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  throw new Sentence(
    sentenceForText(output, checkout) ??
      `${output.trim().split('\n').slice(-40).join('\n')}\n\nThe build failed: read its message above.`,
  );
}

/** Changes whenever a source, a tool setting or an installed package does. */
function fingerprint(checkout, sources) {
  const hash = createHash('sha256');
  for (const path of [...sources, 'package.json', 'package-lock.json']) addToHash(hash, checkout, path);
  return hash.digest('hex');
}

function addToHash(hash, checkout, path) {
  const status = statSync(join(checkout, path), { throwIfNoEntry: false });
  if (status === undefined) return;
  if (status.isDirectory()) {
    for (const name of readdirSync(join(checkout, path)).sort()) addToHash(hash, checkout, `${path}/${name}`);
  } else if (!path.endsWith('spec.ts') && !path.endsWith('.md')) {
    hash.update(`${path} ${status.size} ${status.mtimeMs}\n`);
  }
}

function readStamp(checkout, name) {
  try {
    return readFileSync(stampFile(checkout, name), 'utf8');
  } catch {
    return undefined;
  }
}

function stampFile(checkout, name) {
  mkdirSync(join(checkout, 'dist'), { recursive: true });
  return join(checkout, 'dist', `.${name}-stamp`);
}
