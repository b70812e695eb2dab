import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedDatabaseFailure, systemErrorCode } from './embedded-database-failure.js';

/** The account PostgreSQL runs as when we are root, which it refuses to run as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where one embedded database keeps its files. */
export interface Storage {
  /** Below the home: password and port. */
  readonly privateFolder: string;
  /** Data, log and temporary files; owned by the account. The same as `privateFolder` for an ordinary user. */
  readonly serverFolder: string;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly passwordFile: string;
  readonly portFile: string;
  readonly account: Account | undefined;
  /** Where the programs are copied to so that the account can read them. */
  readonly sharedFolder: string | undefined;
}

const SHARED_FOLDER = '/var/lib/huiyin';

/** Says where the files are, without touching anything but the name of the home. */
export async function locateStorage(home: string): Promise<Storage> {
  const privateFolder = join(resolve(home), 'postgres');
  const account = process.getuid?.() === 0 ? await findUnprivilegedAccount() : undefined;
  const serverFolder = account === undefined ? privateFolder : join(SHARED_FOLDER, await nameForHome(home));
  return {
    privateFolder,
    serverFolder,
    dataFolder: join(serverFolder, 'data'),
    logFile: join(serverFolder, 'server.log'),
    passwordFile: join(privateFolder, 'password'),
    portFile: join(privateFolder, 'port'),
    account,
    sharedFolder: account === undefined ? undefined : SHARED_FOLDER,
  };
}

export async function createFolders(storage: Storage): Promise<void> {
  await mkdir(storage.privateFolder, { recursive: true, mode: 0o700 });
  if (storage.account === undefined) return;
  await mkdir(dirname(storage.serverFolder), { recursive: true, mode: 0o755 });
  await mkdir(storage.serverFolder, { recursive: true, mode: 0o700 });
  await chown(storage.serverFolder, storage.account.uid, storage.account.gid);
}

/** The superuser's password: random, made once, readable by the owner of the home alone. */
export async function readPassword(storage: Storage): Promise<string | undefined> {
  return readIfThere(storage.passwordFile);
}

export async function createPassword(storage: Storage): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const unfinished = `${storage.passwordFile}.new`;
  await rm(unfinished, { force: true });
  await writeFile(unfinished, password, { mode: 0o600, flag: 'wx' });
  await rename(unfinished, storage.passwordFile);
  return password;
}

/** Writes a file the server's account may read, and nobody else. */
export async function writeForServer(storage: Storage, path: string, content: string): Promise<void> {
  await rm(path, { force: true });
  await writeFile(path, content, { mode: 0o600, flag: 'wx' });
  if (storage.account !== undefined) await chown(path, storage.account.uid, storage.account.gid);
  await chmod(path, 0o600);
}

/**
 * Data whose home was deleted (password gone) cannot be opened, and a deleted home means a fresh start;
 * the latest such folder is kept aside in case that was a mistake. Returns where it went.
 */
export async function setAsideLostData(storage: Storage): Promise<string | undefined> {
  const there = await stat(storage.dataFolder).catch(() => undefined);
  if (there === undefined) return undefined;
  const aside = `${storage.dataFolder}.lost`;
  await rm(aside, { recursive: true, force: true });
  await rename(storage.dataFolder, aside);
  return aside;
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** `<checkout>/.huiyin` becomes `<checkout's name>-<hash of the path>`: readable, and unique per home. */
async function nameForHome(home: string): Promise<string> {
  const path = await realpath(home).catch(() => resolve(home));
  const readable = basename(path).startsWith('.') ? basename(dirname(path)) : basename(path);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 10);
  return `${readable.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 40) || 'huiyin'}-${hash}`;
}

async function findUnprivilegedAccount(): Promise<Account> {
  const accounts = ((await readIfThere('/etc/passwd')) ?? '').split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const fields = accounts.find(([name]) => name === wanted);
    // initdb looks its user up by number, so the entry must really exist.
    if (fields) return { name: wanted, uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 };
  }
  throw new EmbeddedDatabaseFailure(
    'PostgreSQL does not run as root and this machine has neither an account "postgres" nor "nobody": create one, start as an ordinary user, or set DATABASE_URL.',
  );
}
