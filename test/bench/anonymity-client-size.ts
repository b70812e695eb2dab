import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import Table from 'cli-table3';
import { build } from 'vite';

/** Compiled to dist/test/bench. */
const ROOM = resolve(import.meta.dirname, '../../../apps/web/features/anonymity');
const ASSETS = resolve(import.meta.dirname, '../../web/assets');
const WORKER = ['worker/anonymity-worker.ts'];
const WORD_LISTS = /\/wordlists\//;
/** Kilobytes of code. */
const LIMIT = 40;

/** Kilobytes of the code that these files of the room are built to, without what is left out. */
async function gzipped(files: readonly string[], isLeftOut: (path: string) => boolean): Promise<number> {
  // No file: what loads all of them.
  const entry = `${ROOM}/everything.ts`;
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry ? files.map((file) => `export * from '${ROOM}/${file}';`).join('\n') : null,
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: (id, importer) =>
          id !== entry && isLeftOut(id.startsWith('.') && importer ? resolve(importer, '..', id) : id),
        output: { format: 'es', codeSplitting: false },
      },
    },
  });
  const code = [built].flat().flatMap((part) => ('output' in part ? part.output : []));
  return kilobytes(code.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n'));
}

function kilobytes(code: string | Buffer): number {
  return gzipSync(code, { level: 9 }).length / 1024;
}

/** The worker as it is served. */
function servedWorker(): number {
  const name = readdirSync(ASSETS).find((file) => /^anonymity-worker-.*\.js$/.test(file));
  if (name === undefined) throw new Error('The web app was not built.');
  return kilobytes(readFileSync(resolve(ASSETS, name)));
}

/**
 * What everybody's browser loads so that some can write without a name: code, ours and that of the libraries it stands on,
 * and the words of receipts. The screens' own libraries are those of the whole web app.
 */
export async function benchAnonymityClientSize(): Promise<void> {
  const isOthers = (path: string): boolean => !path.startsWith(ROOM);
  const composer = readdirSync(resolve(ROOM, 'writing')).filter((name) => /(?<!spec)\.tsx?$/.test(name));
  const screens = [
    ...composer.map((name) => `writing/${name}`),
    'components/receipt-page.tsx',
    'components/anonymity-watch.tsx',
  ];
  const withoutLists = await gzipped(WORKER, (path) => WORD_LISTS.test(path));
  const lists = (await gzipped(WORKER, () => false)) - withoutLists;
  const workerCode = servedWorker() - lists;
  const workerOurs = await gzipped(WORKER, isOthers);
  const screensOurs = await gzipped(screens, isOthers);
  const code = workerCode + screensOurs;
  const table = new Table({
    head: ['loaded by every browser', 'KB gzip'],
    colAligns: ['left', 'right'],
    style: { head: [], border: [] },
  });
  table.push(
    ['worker: our code', workerOurs.toFixed(1)],
    ['worker: libraries for HPKE and BIP-39', (workerCode - workerOurs).toFixed(1)],
    ['composer with its check, receipt, answers: our code', screensOurs.toFixed(1)],
    [`code together (limit ${LIMIT})`, code.toFixed(1)],
    ['the two published word lists', lists.toFixed(1)],
  );
  console.log(table.toString());
  if (code >= LIMIT) process.exitCode = 1;
}
