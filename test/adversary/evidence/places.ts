import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { ReceivedMail } from '../../support/test-mail-server.js';
import { Needles } from './needles.js';
import { allRows } from './table-rows.js';
import { logPieces, WriteAheadLog } from './write-ahead-log.js';

/** A place in which something can be left behind. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where the places of a run are. */
export interface Whereabouts {
  readonly database: pg.Client;
  readonly dataFolder: string;
  /** Where the write-ahead log of the run begins. */
  readonly logFrom: number;
  readonly databaseLog: string;
  /** Bytes of it that were there before the run. */
  readonly saidBefore: number;
  readonly logFiles: readonly string[];
  readonly mails: readonly ReceivedMail[];
  readonly journalFolder: string;
}

export const JOURNAL = 'the journal in memory';

/** Every place of a run as it is at this moment. */
export async function* placesOf(where: Whereabouts): AsyncGenerator<Place> {
  for await (const rows of allRows(where.database))
    yield { name: 'rows of tables', bytes: Buffer.from(rows.join('\n')) };
  await where.database.query('CHECKPOINT');
  const to = await WriteAheadLog.position(where.database);
  for (const { bytes } of logPieces(join(where.dataFolder, 'pg_wal'), where.logFrom, to)) {
    yield { name: 'write-ahead log', bytes };
  }
  const { rows } = await where.database.query<{ oid: string }>(
    `SELECT oid FROM pg_database WHERE datname = current_database()`,
  );
  yield* filesBelow('files of the database', join(where.dataFolder, 'base', String(rows[0]?.oid)));
  yield { name: 'log of PostgreSQL', bytes: readFileSync(where.databaseLog).subarray(where.saidBefore) };
  for (const file of where.logFiles)
    yield { name: `log of ${file.replace(/^.*\/|\.log$/g, '')}`, bytes: readFileSync(file) };
  yield { name: 'mails', bytes: Buffer.from(where.mails.map(({ source }) => source).join('\n')) };
  yield* filesBelow(JOURNAL, where.journalFolder);
}

/** Every file of a folder, as one place. */
export function* filesBelow(name: string, folder: string, except: readonly string[] = []): Generator<Place> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || except.some((part) => path.includes(part))) continue;
    const bytes = readIfThere(path);
    if (bytes) yield { name, bytes };
  }
}

/** A running server removes files of its own between a look at the folder and one into the file. */
function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Something that must not be left behind. */
export interface Canary {
  /** What sort of thing it is, to be read in a table. */
  readonly kind: string;
  readonly bytes: Buffer;
}

/** What was found: the sort of canary and the place, with how often. */
export type Found = ReadonlyMap<string, number>;

export async function search(
  canaries: readonly Canary[],
  places: AsyncIterable<Place> | Iterable<Place>,
): Promise<Found> {
  const needles = new Needles<string>();
  for (const { kind, bytes } of canaries) needles.addBytes(bytes, kind);
  const found = new Map<string, number>();
  for await (const { name, bytes } of places) {
    needles.search(bytes, (kind) => {
      const what = `${kind} in ${name}`;
      found.set(what, (found.get(what) ?? 0) + 1);
    });
  }
  return found;
}
