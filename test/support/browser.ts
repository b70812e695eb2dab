import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
];

interface UnpackedBrowser {
  readonly executablePath: string;
  readonly libraryFolder: string | null;
  readonly fontsFile: string;
}

/** A real browser that came with an npm package: nothing has to be installed on the machine. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, libraryFolder, fontsFile } = await unpack();
  return chromium.launch({
    executablePath,
    headless: true,
    env: {
      ...process.env,
      FONTCONFIG_FILE: fontsFile,
      ...(libraryFolder === null ? {} : { LD_LIBRARY_PATH: libraryFolder }),
    },
    // Its sandbox needs rights that root and containers lack; it only ever sees our own pages.
    args: [...QUIET, '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

async function unpack(): Promise<UnpackedBrowser> {
  const script = join(import.meta.dirname, 'unpack-browser.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return JSON.parse(stdout) as UnpackedBrowser;
}
