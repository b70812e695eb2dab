/*
 * Writes the types of the HTTP interface, lib/api-types.ts, from docs/openapi.json; with `--check` it only says whether
 * the committed file is still true.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypes, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const description = new URL('../../../docs/openapi.json', import.meta.url);
const file = fileURLToPath(new URL('../lib/api-types.ts', import.meta.url));
const types = COMMENT_HEADER + astToString(await openapiTypes(description, { silent: true }));
const formatted = await format(types, { ...(await resolveConfig(file)), filepath: file });

if (!process.argv.includes('--check')) {
  writeFileSync(file, formatted);
} else if (readFileSync(file, 'utf8') !== formatted) {
  console.error(
    'apps/web/lib/api-types.ts is not what docs/openapi.json says: run "npm run openapi" and commit both.',
  );
  process.exitCode = 1;
}
