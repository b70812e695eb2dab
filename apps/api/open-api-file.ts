import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeApiOffline } from './create-api.js';

/* `npm run openapi` writes docs/openapi.json from the code. Compiled to dist/apps/api, hence the way up. */
const file = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(await describeApiOffline(), null, 2)}\n`);
