// Unpacks the browser of the npm package once per checkout and prints where it is: `node unpack-browser.mjs`.
// A program of its own, because the package only looks at the environment for where and what to unpack.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const cache = resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache');
const folder = join(cache, 'test-browser-2');

if (!existsSync(folder)) {
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'test-browser-'));
  process.env.TMPDIR = unfinished;
  // Makes it unpack the shared libraries that a bare machine does not have.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  // The machine's fonts if it has any, those of the package, and the Chinese ones that the bulletins are printed with.
  writeFileSync(
    join(unfinished, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <dir>${resolve(cache, '..', '@embedpdf', 'fonts-sc', 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`,
  );
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Somebody else unpacked the same at the same time.
    if (!existsSync(folder)) throw error;
  }
}

const executablePath = join(folder, 'chromium');
const { status } = spawnSync(executablePath, ['--version'], { stdio: 'ignore' });
// The machine's own libraries are preferred: they fit its C library.
const libraryFolder = status === 0 ? null : join(folder, 'al2023', 'lib');
console.log(JSON.stringify({ executablePath, libraryFolder, fontsFile: join(folder, 'fonts.conf') }));
