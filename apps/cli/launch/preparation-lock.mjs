import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Only one process at a time installs and builds in a checkout; the others wait for it. */
export async function withPreparationLock(checkout, work) {
  const folder = join(checkout, '.huiyin');
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'preparing.lock');
  let hasTold = false;
  while (!tryLock(lock)) {
    if (!hasTold) console.error('Another command is installing or building here; waiting for it.');
    hasTold = true;
    await delay(500);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function tryLock(lock) {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    // Complete from the first moment, unlike a file that is created and then written.
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(ownerOf(lock))) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function ownerOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
