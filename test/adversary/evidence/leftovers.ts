import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import { deriveAuthor } from '../../../apps/web/features/anonymity/protocol/author.js';
import { readReceipt, writeReceipt } from '../../../apps/web/features/anonymity/protocol/receipt-words.js';
import type { Employee } from '../world/roster.js';
import type { WrittenTicket } from '../world/visit.js';
import { Backup } from './backup.js';
import { machineMs, type NetworkRecord } from './network.js';
import { Needles } from './needles.js';
import { PICTURE_CANARY } from './picture.js';
import {
  filesBelow,
  JOURNAL,
  placesOf,
  search,
  type Canary,
  type Place,
  type Whereabouts,
} from './places.js';
import type { ReleasedTicket } from './released.js';
import { allRows } from './table-rows.js';
import type { WriteAheadLog } from './write-ahead-log.js';

/** One thing that was looked for, and what was found of it. */
export interface Finding {
  readonly check: string;
  /** Canaries, or moments. */
  readonly looked: number;
  /** Sorts of canaries and places; empty is good. */
  readonly found: readonly string[];
}

export const CHECKS = {
  text: 'text before its release',
  early: 'text in the log before the transaction that releases it',
  journal: 'text in the journal after its release',
  traits: 'what leads to somebody',
  restored: 'unreleased tickets in restored backups',
  planted: 'planted, and not noticed',
} as const;

/** Days whose evening is looked at, and restored. */
const EVENINGS = [1, 4];
/** Restored as well: one moment, drawn by lot, of each of so many equal parts of the run. */
const PARTS = 8;
const TEXT = 'text';

/** A written ticket, and the transaction by which it came out. */
interface Released extends WrittenTicket {
  readonly transaction: string;
}

/** Looks for what must not be left behind, and shows that it would find it. */
export class Leftovers implements Disposable {
  readonly findings: Finding[] = [];
  /** Times of the machine, whole milliseconds since the epoch. */
  private readonly evenings: number[] = [];
  private before: string[] = [];
  private waitingSeen = 0;

  private constructor(
    private readonly where: Whereabouts,
    private readonly backup: Backup,
    private readonly beganMs: number,
  ) {}

  /** @param url of the database, as its superuser */
  static async begin(where: Whereabouts, url: string): Promise<Leftovers> {
    const backup = await Backup.take(where.database, where.dataFolder, url);
    return new Leftovers(where, backup, machineMs());
  }

  [Symbol.dispose](): void {
    this.backup[Symbol.dispose]();
  }

  /** Everybody has left; what was written on the day waits for its release and is in memory alone. */
  async atEvening(day: number, written: ReadonlyMap<number, WrittenTicket>): Promise<void> {
    if (!EVENINGS.includes(day)) return;
    const waiting = [...written.values()].filter(({ planned }) => planned.ticket.day === day);
    const canaries = await textsOf(waiting);
    const found = await search(canaries, placesOf(this.where));
    this.waitingSeen += found.has(`${TEXT} in ${JOURNAL}`) ? canaries.length : 0;
    this.before.push(...[...found.keys()].filter((what) => !what.endsWith(JOURNAL)));
    this.evenings.push(Math.floor(machineMs()));
  }

  /**
   * The run is over, and the programs have ended.
   * @param seed decides which moments are restored
   */
  async atTheEnd(run: {
    readonly written: ReadonlyMap<number, WrittenTicket>;
    readonly tickets: readonly ReleasedTicket[];
    readonly employees: readonly Employee[];
    readonly network: NetworkRecord;
    readonly writeAheadLog: WriteAheadLog;
    readonly seed: string;
  }): Promise<void> {
    const { written, tickets, employees, network, writeAheadLog, seed } = run;
    const endedMs = machineMs();
    // A server is restored up to the first commit after the moment, and there must be one after the last.
    await this.where.database.query(`SELECT pg_current_xact_id()`);
    this.findings.push({ check: CHECKS.text, looked: this.waitingSeen, found: [...new Set(this.before)] });
    const all = [...written.values()];
    const released = releasedOf(all, tickets);
    const texts = await textsOf(all);
    const journal = await search(texts, filesBelow(JOURNAL, this.where.journalFolder));
    this.findings.push({ check: CHECKS.journal, looked: texts.length, found: [...journal.keys()] });
    const canaries = [...secretsOf(all), ...traitsOf(all, employees, network)];
    const found = await search(canaries, placesOf(this.where));
    this.findings.push({ check: CHECKS.traits, looked: canaries.length, found: [...found.keys()] });
    this.findings.push(await early(released, writeAheadLog));
    const choice = new SeededChoice(`${seed}/moments`);
    const lots = Array.from({ length: PARTS }, (_, part) => {
      const share = (part + choice.fraction(String(part))) / PARTS;
      return Math.floor(this.beganMs + share * (endedMs - this.beganMs));
    });
    this.findings.push(await this.restored([...this.evenings, ...lots], released, writeAheadLog));
    this.findings.push(await this.planted(canaries));
  }

  private async restored(
    moments: readonly number[],
    written: readonly Released[],
    log: WriteAheadLog,
  ): Promise<Finding> {
    const found: string[] = [];
    for (const atMs of moments) {
      await using server = await this.backup.restoreTo(atMs);
      const there = log.committedAt(atMs);
      const unreleased = written.filter(({ transaction }) => !there.has(transaction));
      const places = async function* (): AsyncGenerator<Place> {
        for await (const rows of allRows(server.database)) {
          yield { name: 'restored rows', bytes: Buffer.from(rows.join('\n')) };
        }
        yield* filesBelow('restored files', server.dataFolder, ['/pg_wal/']);
      };
      found.push(...(await search(await textsOf(unreleased), places())).keys());
      // What was out must be there: a server of an earlier moment would prove nothing.
      const { rows } = await server.database.query<{ tickets: number }>(
        `SELECT count(*)::int AS tickets FROM intake.released_ticket`,
      );
      const expected = written.length - unreleased.length;
      if (rows[0]?.tickets !== expected) {
        throw new Error(
          `${rows[0]?.tickets} tickets were restored of ${new Date(atMs).toISOString()}, ${expected} had come out.`,
        );
      }
    }
    return { check: CHECKS.restored, looked: moments.length, found: [...new Set(found)] };
  }

  /** Leaves one canary of each sort in each place; `found` lists those that nobody noticed. */
  private async planted(canaries: readonly Canary[]): Promise<Finding> {
    const { database, logFiles, mails, journalFolder } = this.where;
    const samples = [...new Map(canaries.map((canary) => [canary.kind, canary])).values()];
    const lines = samples.map(({ bytes }) => bytes.toString('hex'));
    await database.query(`CREATE TABLE planted (line text)`);
    // PostgreSQL writes statements into its log by itself.
    await database.query(`INSERT INTO planted SELECT unnest($1::text[])`, [lines]);
    await mkdir(journalFolder, { recursive: true });
    await writeFile(join(journalFolder, 'planted'), Buffer.concat(samples.map(({ bytes }) => bytes)));
    for (const file of logFiles) await appendFile(file, lines.join('\n'));
    const letter = { from: '', recipients: [], source: lines.join('\r\n'), arrivedMs: 0 };
    const names = new Set<string>();
    const places = async function* (where: Whereabouts): AsyncGenerator<Place> {
      for await (const place of placesOf(where)) {
        names.add(place.name);
        yield place;
      }
    };
    const found = await search(samples, places({ ...this.where, mails: [...mails, letter] }));
    const wanted = samples.flatMap(({ kind }) => [...names].map((place) => `${kind} in ${place}`));
    return { check: CHECKS.planted, looked: wanted.length, found: wanted.filter((what) => !found.has(what)) };
  }
}

/** @throws Error when a ticket has not come out */
function releasedOf(written: readonly WrittenTicket[], tickets: readonly ReleasedTicket[]): Released[] {
  const transactions = new Map(
    tickets.map(({ contentHash, transaction }) => [contentHash.toString('base64url'), transaction]),
  );
  return written.map((one) => {
    const transaction = transactions.get(one.contentHash);
    if (transaction === undefined) throw new Error('A ticket has not come out.');
    return { ...one, transaction };
  });
}

/** For every second of the run at once: nothing of a ticket is in the log before its own release has begun. */
async function early(written: readonly Released[], log: WriteAheadLog): Promise<Finding> {
  const needles = new Needles<number>();
  for (const one of written) {
    const began = log.beginningOf(one.transaction);
    for (const { bytes } of await textsOf([one])) needles.addBytes(bytes, began);
  }
  const found = new Set<string>();
  for (const { bytes, positionOf } of log.pieces()) {
    needles.search(bytes, (began, at) => {
      if (positionOf(at) < began) found.add(`${TEXT} in write-ahead log`);
    });
  }
  return { check: CHECKS.early, looked: written.length, found: [...found] };
}

/** What the words of a ticket, its hash and its author's public keys say. */
async function textsOf(written: readonly WrittenTicket[]): Promise<Canary[]> {
  const canaries: Canary[] = [];
  for (const { ticket, contentHash, receipt } of written) {
    const { authorKey, sealKey, tagKey } = await deriveAuthor(bytesOf(receipt));
    const bytes = [
      Buffer.from(ticket.title),
      Buffer.from(ticket.body),
      Buffer.from(contentHash, 'base64url'),
    ];
    for (const one of [...bytes, ...[authorKey, sealKey, tagKey].map((key) => Buffer.from(key))]) {
      canaries.push({ kind: TEXT, bytes: one });
    }
  }
  return canaries;
}

/** Receipts, in every spelling. */
function secretsOf(written: readonly WrittenTicket[]): Canary[] {
  return written.flatMap(({ receipt }) => {
    const bytes = bytesOf(receipt);
    const chinese = writeReceipt(bytes, 'chinese');
    const words = [chinese.join(''), chinese.join(' '), writeReceipt(bytes, 'english').join(' ')];
    return [
      { kind: 'receipt', bytes: Buffer.from(bytes) },
      ...words.map((text) => ({ kind: 'words of a receipt', bytes: Buffer.from(text) })),
    ];
  });
}

/** What sets a browser or a picture apart. */
function traitsOf(
  written: readonly WrittenTicket[],
  employees: readonly Employee[],
  network: NetworkRecord,
): Canary[] {
  const authors = new Set(written.map(({ planned }) => planned.author));
  const seats = [...authors].flatMap((who) => employees[who]?.seat ?? []);
  const cookies = network.events
    .filter(({ who }) => authors.has(who))
    .flatMap(({ cookie }) => cookie.split('; '));
  const values = new Set(
    cookies.map((pair) => pair.slice(pair.indexOf('=') + 1)).filter((value) => value !== ''),
  );
  return [
    ...seats.map(({ ip }) => ({ kind: 'address', bytes: Buffer.from(ip) })),
    ...seats.map(({ userAgent }) => ({ kind: 'user agent', bytes: Buffer.from(userAgent) })),
    ...[...values].map((value) => ({ kind: 'cookie', bytes: Buffer.from(value) })),
    { kind: 'data in a picture', bytes: Buffer.from(PICTURE_CANARY) },
  ];
}

function bytesOf(receipt: string): Uint8Array<ArrayBuffer> {
  const read = readReceipt(receipt);
  if (read.fault !== null) throw new Error('A receipt cannot be read.');
  return read.receipt;
}
