import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const checkout = resolve(import.meta.dirname, '..', '..');
const HOME_PREFIX = 'huiyin-test-';

/**
 * Compiles the server, starts one PostgreSQL for the whole run and migrates its template database once.
 * Test files clone the template (`createTestDatabase`). What killed runs left behind is removed first.
 */
export default async function setUp() {
  const compiled = compile();
  const { startEmbeddedDatabase, removeEmbeddedDatabase } = await load(
    compiled,
    'libs/platform/embedded-database/embedded-database.js',
  );
  await removeLeftovers(removeEmbeddedDatabase);

  const home = join(tmpdir(), `${HOME_PREFIX}${process.pid}`);
  const database = await startEmbeddedDatabase({ home, durable: false, log: () => undefined });
  globalThis.huiyinTestRun = {
    async end() {
      await database.stop();
      await removeEmbeddedDatabase(home);
      await rm(home, { recursive: true, force: true });
      await rm(compiled, { recursive: true, force: true });
    },
  };
  try {
    await migrateTemplate(compiled, database.url);
  } catch (error) {
    await globalThis.huiyinTestRun.end();
    throw error;
  }
  process.env.HUIYIN_TEST_TEMPLATE_URL = database.url;
}

/** Migrations use decorators, which Node cannot load from source; each run compiles into a folder of its own. */
function compile() {
  const target = join(checkout, 'dist', `test-run-${process.pid}`);
  execFileSync(
    process.execPath,
    [
      join(checkout, 'node_modules/@swc/cli/bin/swc.js'),
      ...['libs', 'config', '--config-file', 'config/swc.json', '-d', target],
      ...['--extensions', '.ts', '--ignore', '**/*spec.ts', '--quiet'],
    ],
    { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return target;
}

async function load(compiled, path) {
  return import(pathToFileURL(join(compiled, path)).href);
}

async function migrateTemplate(compiled, url) {
  const { createDataSource, migrate } = await load(compiled, 'libs/platform/database/data-source.js');
  const { databaseParts } = await load(compiled, 'config/rooms.js');
  const dataSource = createDataSource(url, databaseParts, 2);
  await dataSource.initialize();
  await migrate(dataSource);
  await openIntakeRole(dataSource, url);
  // A template that somebody is connected to cannot be cloned.
  await dataSource.destroy();
}

/** Roles belong to the whole server: a second test file that gave this one a password would lock the first one out. */
async function openIntakeRole(dataSource, url) {
  const [{ role }] = await dataSource.query(
    `SELECT pg_get_userbyid(nspowner) AS role FROM pg_namespace WHERE nspname = 'intake'`,
  );
  const password = randomBytes(24).toString('hex');
  await dataSource.query(`ALTER ROLE "${role}" LOGIN PASSWORD '${password}'`);
  const address = new URL(url);
  Object.assign(address, { username: role, password });
  process.env.HUIYIN_TEST_INTAKE_URL = address.href;
}

async function removeLeftovers(removeEmbeddedDatabase) {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${HOME_PREFIX}(\\d+)(-\\w+)?$`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // Somebody else's leftovers may not be ours to remove.
    await removeEmbeddedDatabase(join(tmpdir(), name)).catch(() => undefined);
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
  const dist = join(checkout, 'dist');
  if (!existsSync(dist)) return;
  for (const name of await readdir(dist)) {
    const pid = /^test-run-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(dist, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
