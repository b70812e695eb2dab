import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedDatabaseFailure } from './embedded-database-failure.js';
import { findEmbeddedDatabase, removeEmbeddedDatabase, startEmbeddedDatabase } from './embedded-database.js';
import { locateStorage } from './storage.js';

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // Servers are killed under this client on purpose.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('startEmbeddedDatabase', () => {
  let home: string;
  const lines: string[] = [];
  const start = (port?: number) =>
    startEmbeddedDatabase({ home, port, durable: false, log: (line) => lines.push(line) });

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'huiyin-embedded-'));
    const database = await start();
    await query(database.url, 'CREATE TABLE kept AS SELECT 7 AS seven');
    await database.stop();
  });
  beforeEach(() => {
    lines.length = 0;
  });
  afterAll(async () => {
    await removeEmbeddedDatabase(home);
    await rm(home, { recursive: true, force: true });
  });

  it('keeps data and address from one start to the next', async () => {
    const first = await start();
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
    await second.stop();
    expect(lines).toEqual([]);
  });

  it('is UTF-8, in UTC, and asks for the password', async () => {
    const database = await start();
    expect(
      await query(
        database.url,
        `SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone, lower('Ж') AS lower`,
      ),
    ).toEqual([{ encoding: 'UTF8', zone: 'UTC', lower: 'ж' }]);
    const withoutPassword = database.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(withoutPassword, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await database.stop();
  });

  it('can be found while it runs, and only then', async () => {
    const database = await start();
    expect(await findEmbeddedDatabase(home)).toEqual({ url: database.url, pid: database.pid });
    await database.stop();
    expect(await findEmbeddedDatabase(home)).toBeUndefined();
  });

  it('recovers after the server was killed', async () => {
    const killed = await start();
    process.kill(killed.pid, 'SIGKILL');
    await killed.ended;
    const next = await start();
    expect(await query(next.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
    await next.stop();
  });

  it('takes over from a server whose owner was killed', async () => {
    const orphan = await start();
    const next = await start();
    expect(next.pid).not.toBe(orphan.pid);
    expect(lines).toEqual(['Stopping the PostgreSQL that an earlier run left behind']);
    await next.stop();
  });

  it('is not misled by a process number that now belongs to another program', async () => {
    const { dataFolder } = await locateStorage(home);
    await writeFile(join(dataFolder, 'postmaster.pid'), `${process.pid}\n${dataFolder}\n1\n1\n\n\n\nready\n`);
    const database = await start();
    await database.stop();
  });

  it('moves to another port when its own was taken, but not from a port that was asked for', async () => {
    const database = await start();
    const port = Number(new URL(database.url).port);
    await database.stop();
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
    const moved = await start();
    expect(new URL(moved.url).port).not.toBe(String(port));
    await moved.stop();
    await expect(start(port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use by another program`);
    await new Promise((resolve) => stranger.close(resolve));
  });

  it('begins again when it was killed while the data folder was being made', async () => {
    const { dataFolder } = await locateStorage(home);
    await rename(dataFolder, `${dataFolder}.new`);
    const database = await start();
    await expect(query(database.url, 'SELECT seven FROM kept')).rejects.toThrow('does not exist');
    await database.stop();
    expect(existsSync(`${dataFolder}.new`)).toBe(false);
  });

  it('says what to do about data of another major version', async () => {
    const { dataFolder } = await locateStorage(home);
    await writeFile(join(dataFolder, 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/belongs to PostgreSQL 15 but this release brings PostgreSQL 18/);
  });

  it('says what to do when a file stands in the way', async () => {
    const blocked = join(home, 'blocked');
    await mkdir(blocked);
    await writeFile(join(blocked, 'postgres'), '');
    const failure = startEmbeddedDatabase({ home: blocked, log: () => undefined });
    await expect(failure).rejects.toThrow(EmbeddedDatabaseFailure);
    await expect(failure).rejects.toThrow(/A file stands where the folder .* is needed/);
  });
});
