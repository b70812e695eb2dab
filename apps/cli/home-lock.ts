import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process works with this home; the message says which and what to do. */
export class HomeInUse extends Error {
  override readonly name = 'HomeInUse';

  constructor(readonly pid: number) {
    super(
      `Huiyin already runs in this folder (process ${pid}): use it, or stop it first with Ctrl-C or kill ${pid}.`,
    );
  }
}

/**
 * Makes this process the only one that starts servers for `home`. A lock whose owner died is taken over.
 * @returns gives the lock back
 * @throws HomeInUse
 */
export function lockHome(home: string): () => void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock = join(home, 'up.lock');
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (;;) {
      try {
        // A link appears with its content, so nobody ever reads a lock without an owner.
        linkSync(mine, lock);
        return () => rmSync(lock, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = readOwner(lock);
      if (owner !== undefined && isHuiyin(owner)) throw new HomeInUse(owner);
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function readOwner(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** After a crash the number may belong to another program by now. */
function isHuiyin(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return commandLineOf(pid).includes('apps/cli/main');
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';
  }
}
