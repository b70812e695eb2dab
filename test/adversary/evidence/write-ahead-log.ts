import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

const SEGMENT_BYTES = 16 * 1_048_576;
const PAGE_BYTES = 8_192;
const FIRST_HEAD_BYTES = 40;
const HEAD_BYTES = 24;

/** A piece of the write-ahead log without the heads of its pages, so that what crosses them is whole. */
export interface LogPiece {
  readonly bytes: Buffer;
  /** The position in the log of a byte of the piece. */
  positionOf(at: number): number;
}

interface Commit {
  /** Where the first record of the transaction begins. */
  readonly began: number;
  /** Where the record of its end ends. */
  readonly position: number;
  /** Time of the machine, milliseconds since the epoch with fractions. */
  readonly atMs: number;
  readonly xid: string;
}

/** The whole write-ahead log of a run: its bytes, and who committed when (pg_walinspect). */
export class WriteAheadLog {
  private constructor(
    private readonly folder: string,
    private readonly from: number,
    private readonly to: number,
    private readonly commits: readonly Commit[],
  ) {}

  static async position(database: pg.Client): Promise<number> {
    const { rows } = await database.query<{ position: string }>(
      `SELECT (pg_current_wal_insert_lsn() - '0/0')::text AS position`,
    );
    return Number(rows[0]?.position);
  }

  /** @param from a position that `position` told before */
  static async read(database: pg.Client, dataFolder: string, from: number): Promise<WriteAheadLog> {
    await database.query('SELECT pg_log_standby_snapshot()');
    await database.query('CHECKPOINT');
    const to = await WriteAheadLog.position(database);
    await database.query('CREATE EXTENSION IF NOT EXISTS pg_walinspect');
    const isCommit = `WHERE resource_manager = 'Transaction' AND record_type LIKE 'COMMIT%'`;
    const { rows } = await database.query<Record<'xid' | 'began' | 'position' | 'at', string>>(
      `SELECT xid::text, (min(start_lsn) - '0/0')::text AS began,
              (max(end_lsn) FILTER (${isCommit}) - '0/0')::text AS position,
              max(extract(epoch FROM split_part(description, ';', 1)::timestamptz) * 1000) FILTER (${isCommit})::text AS at
         FROM pg_get_wal_records_info('0/0'::pg_lsn + $1::numeric, '0/0'::pg_lsn + $2::numeric)
        GROUP BY xid HAVING bool_or(true) FILTER (${isCommit}) ORDER BY max(end_lsn) FILTER (${isCommit})`,
      [from, to],
    );
    const commits = rows.map(({ xid, began, position, at }) => {
      return { xid, began: Number(began), position: Number(position), atMs: Number(at) };
    });
    return new WriteAheadLog(join(dataFolder, 'pg_wal'), from, to, commits);
  }

  get commitCount(): number {
    return this.commits.length;
  }

  /** When what stands at a position was certain: the time of the next commit. */
  timeOf(position: number): number {
    let [low, high] = [0, this.commits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.commits[middle]?.position ?? 0) > position) high = middle;
      else low = middle + 1;
    }
    return this.commits[low]?.atMs ?? Infinity;
  }

  /** Where a transaction of the run begins in the log. @throws Error when it is not in it */
  beginningOf(xid: string): number {
    const commit = this.commits.find((one) => one.xid === xid);
    if (!commit) throw new Error(`Transaction ${xid} is not in the log.`);
    return commit.began;
  }

  /**
   * The transactions that a server has which was restored to a moment: recovery ends before the first that committed later.
   * @param atMs time of the machine, milliseconds since the epoch
   */
  committedAt(atMs: number): ReadonlySet<string> {
    const end = this.commits.findIndex((commit) => commit.atMs > atMs);
    return new Set(this.commits.slice(0, end === -1 ? undefined : end).map(({ xid }) => xid));
  }

  pieces(): Generator<LogPiece> {
    return logPieces(this.folder, this.from, this.to);
  }
}

/** The log between two positions, in pieces of a segment. @param folder `pg_wal` */
export function* logPieces(folder: string, from: number, to: number): Generator<LogPiece> {
  for (let segment = Math.floor(from / SEGMENT_BYTES); segment * SEGMENT_BYTES < to; segment++) {
    const start = segment * SEGMENT_BYTES;
    const firstPage = Math.floor(Math.max(0, from - start) / PAGE_BYTES);
    yield withoutHeads(readFileSync(join(folder, nameOf(segment))), start, firstPage);
  }
}

/** Of the first timeline. */
function nameOf(segment: number): string {
  const perId = 2 ** 32 / SEGMENT_BYTES;
  const parts = [1, Math.floor(segment / perId), segment % perId];
  return parts.map((part) => part.toString(16).toUpperCase().padStart(8, '0')).join('');
}

function withoutHeads(segment: Buffer, start: number, firstPage: number): LogPiece {
  const headOf = (page: number): number => (page === 0 ? FIRST_HEAD_BYTES : HEAD_BYTES);
  const pages: Buffer[] = [];
  for (let page = firstPage; page * PAGE_BYTES < segment.length; page++) {
    pages.push(segment.subarray(page * PAGE_BYTES + headOf(page), (page + 1) * PAGE_BYTES));
  }
  const inFirst = pages[0]?.length ?? 0;
  return {
    bytes: Buffer.concat(pages),
    positionOf(at) {
      const isFirst = at < inFirst;
      const inOthers = PAGE_BYTES - HEAD_BYTES;
      const page = isFirst ? firstPage : firstPage + 1 + Math.floor((at - inFirst) / inOthers);
      return start + page * PAGE_BYTES + headOf(page) + (isFirst ? at : (at - inFirst) % inOthers);
    },
  };
}
