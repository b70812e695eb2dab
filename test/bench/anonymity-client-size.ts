import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import Table from 'cli-table3';
import { build } from 'vite';

/** Compiled to dist/test/bench. */
const ROOM = resolve(import.meta.dirname, '../../../apps/web/features/anonymity');
const WORKER = ['worker/anonymity-worker.ts'];
const WORD_LISTS = /\/wordlists\//;
/** What may be loaded for the anonymous part of every browser's web app, in kilobytes. */
const LIMIT = 40;

/** Kilobytes of the code that these files of the room are built to, without what is left out. */
async function gzipped(files: readonly string[], isLeftOut: (path: string) => boolean): Promise<number> {
  const entry = 'virtual:entry';
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
  const texts = code.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
  return gzipSync(texts.join('\n'), { level: 9 }).length / 1024;
}

/**
 * What everybody's browser loads so that some can write without a name: what we wrote, apart from what it stands on. The
 * screens' own libraries are those of the whole web app.
 */
export async function benchAnonymityClientSize(): Promise<void> {
  const isOthers = (path: string): boolean => !path.startsWith(ROOM);
  const composer = readdirSync(resolve(ROOM, 'writing')).filter((name) => /(?<!spec)\.tsx?$/.test(name));
  const screens = [
    ...composer.map((name) => `writing/${name}`),
    'components/receipt-page.tsx',
    'components/anonymity-watch.tsx',
  ];
  const whole = await gzipped(WORKER, () => false);
  const withoutLists = await gzipped(WORKER, (path) => WORD_LISTS.test(path));
  const workerOurs = await gzipped(WORKER, isOthers);
  const screensOurs = await gzipped(screens, isOthers);
  const table = new Table({
    head: ['loaded by every browser', 'KB gzip'],
    colAligns: ['left', 'right'],
    style: { head: [], border: [] },
  });
  table.push(
    ['worker: our code', workerOurs.toFixed(1)],
    ['composer with its check, receipt, answers: our code', screensOurs.toFixed(1)],
    [`our code together (limit ${LIMIT})`, (workerOurs + screensOurs).toFixed(1)],
    ['worker: libraries for HPKE and BIP-39', (withoutLists - workerOurs).toFixed(1)],
    ['worker: the two published word lists', (whole - withoutLists).toFixed(1)],
    ['everything', (whole + screensOurs).toFixed(1)],
  );
  console.log(table.toString());
  if (workerOurs + screensOurs >= LIMIT) process.exitCode = 1;
}
