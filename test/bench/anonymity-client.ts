import Table from 'cli-table3';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';

/** Compiled to dist/test/bench. */
const checkout = resolve(import.meta.dirname, '..', '..', '..');

/** The files of a bundle by their names; the entry is `page.js`. */
async function bundle(entry: string): Promise<Map<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: resolve(checkout, entry), formats: ['es'], fileName: 'page' },
    },
  });
  const files = new Map<string, string>();
  for (const part of Array.isArray(built) ? built : [built]) {
    if (!('output' in part)) throw new Error('Nothing was built.');
    for (const file of part.output) if (file.type === 'chunk') files.set(file.fileName, file.code);
  }
  return files;
}

/** What the browser needs for its part, on a processor four times slower than this one. */
export async function benchAnonymityClient(): Promise<void> {
  const files = await bundle('test/bench/anonymity-client-page.ts');
  const server = createServer((request, response) => {
    const script = files.get(request.url?.slice(1) ?? '');
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(script ?? '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const unpacked = JSON.parse(
    execFileSync(process.execPath, [resolve(checkout, 'test/support/unpack-browser.mjs')], {
      encoding: 'utf8',
    }),
  ) as { executablePath: string; libraryFolder: string | null };
  const browser = await chromium.launch({
    executablePath: unpacked.executablePath,
    env: unpacked.libraryFolder === null ? {} : { LD_LIBRARY_PATH: unpacked.libraryFolder },
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://localhost:${port}/`);
    const devTools = await tab.context().newCDPSession(tab);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const spki = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
      format: 'der',
      type: 'spki',
    });
    const envelopeKey = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x ?? '';
    const figures = await tab.evaluate<Record<string, number>>(
      `measureClient(${JSON.stringify(spki.toString('base64url'))}, ${JSON.stringify(envelopeKey)})`,
    );
    const table = new Table({
      head: ['in the browser, 4 × throttled', 'ms'],
      colAligns: ['left', 'right'],
      style: { head: [], border: [] },
    });
    for (const [step, ms] of Object.entries(figures)) table.push([step, ms.toFixed(1)]);
    console.log(table.toString());
  } finally {
    await browser.close();
    server.close();
  }
}
