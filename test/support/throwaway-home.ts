import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedDatabase } from '@huiyin/platform';

/** A home of an installation, under the name by which the next test run recognises and removes what a killed one left. */
export async function makeHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), `huiyin-test-${process.pid}-`));
}

/** Deletes a home with its database, whose files lie elsewhere for root. */
export async function removeHome(home: string): Promise<void> {
  await removeEmbeddedDatabase(home);
  await rm(home, { recursive: true, force: true });
}
