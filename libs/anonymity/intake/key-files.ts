import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** It is whole or not there, also after a power cut. */
export function writeKeyFile(path: string, key: Uint8Array): void {
  writeFileSync(`${path}.new`, key, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

export function destroyKeyFile(path: string): void {
  writeFileSync(path, randomBytes(statSync(path).size), { flush: true });
  rmSync(path);
}
