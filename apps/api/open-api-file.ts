import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeApiOffline } from './create-api.js';

/*
 * `npm run openapi` writes docs/openapi.json from the code; with `--check` it only says whether the committed file is
 * still true. Compiled to dist/apps/api, hence the way up.
 */
const file = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));
const description = `${JSON.stringify(await describeApiOffline(), null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== description) {
    console.error(
      'docs/openapi.json does not describe the api any more: run "npm run openapi" and commit it.',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, description);
}
