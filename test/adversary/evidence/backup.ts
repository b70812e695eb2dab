import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { startEmbeddedDatabase } from '@huiyin/platform';
import { createFolders, locateStorage } from '../../../libs/platform/embedded-database/storage.js';
import { makeHome, removeHome } from '../../support/throwaway-home.js';

/** Of the backup: nothing of the server that made it, and no log, which comes from the archive. */
const LEFT_OUT = ['pg_wal', 'postmaster.pid', 'postmaster.opts'];

/** A copy of the running database, from which any later moment can be restored with the write-ahead log. */
export class Backup implements Disposable {
  private constructor(
    private readonly folder: string,
    private readonly dataFolder: string,
    private readonly url: string,
  ) {}

  /** @param database a connection of the superuser */
  static async take(database: pg.Client, dataFolder: string, url: string): Promise<Backup> {
    const folder = join(dirname(dataFolder), 'backup');
    await database.query(`SELECT pg_backup_start('adversary', true)`);
    // Files grow and vanish meanwhile; recovery puts that right.
    execFileSync('cp', ['-a', dataFolder, folder]);
    const { rows } = await database.query<{ label: string }>(
      `SELECT labelfile AS label FROM pg_backup_stop(false)`,
    );
    for (const name of LEFT_OUT) rmSync(join(folder, name), { recursive: true, force: true });
    execFileSync('mkdir', ['-m', '0700', join(folder, 'pg_wal')]);
    writeFileSync(join(folder, 'backup_label'), rows[0]?.label ?? '');
    for (const name of ['pg_wal', 'backup_label']) giveTo(join(folder, name), folder);
    return new Backup(folder, dataFolder, url);
  }

  /**
   * A server as it was at a moment.
   * @param atMs time of the machine, milliseconds since the epoch
   */
  async restoreTo(atMs: number): Promise<RestoredServer> {
    const home = await makeHome();
    const storage = await locateStorage(home);
    await createFolders(storage);
    execFileSync('cp', ['-a', this.folder, storage.dataFolder]);
    writeFileSync(storage.passwordFile, decodeURIComponent(new URL(this.url).password), { mode: 0o600 });
    const archive = join(this.dataFolder, 'pg_wal');
    appendFileSync(
      join(storage.dataFolder, 'postgresql.auto.conf'),
      [
        `restore_command = 'cp "${archive}/%f" "%p"'`,
        `recovery_target_time = '${new Date(atMs).toISOString().replace('T', ' ').replace('Z', '+00')}'`,
        `recovery_target_action = 'promote'`,
        '',
      ].join('\n'),
    );
    writeFileSync(join(storage.dataFolder, 'recovery.signal'), '');
    giveTo(join(storage.dataFolder, 'recovery.signal'), storage.dataFolder);
    const server = await startEmbeddedDatabase({ home, durable: false, log: () => undefined });
    const restored = new URL(server.url);
    restored.pathname = new URL(this.url).pathname;
    const database = new pg.Client({ connectionString: restored.href, application_name: 'adversary' });
    await database.connect();
    return {
      database,
      dataFolder: storage.dataFolder,
      async [Symbol.asyncDispose]() {
        await database.end();
        await server.stop();
        await removeHome(home);
      },
    };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface RestoredServer extends AsyncDisposable {
  readonly database: pg.Client;
  readonly dataFolder: string;
}

/** The server's account must be able to change what root has made. */
function giveTo(path: string, like: string): void {
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
}
