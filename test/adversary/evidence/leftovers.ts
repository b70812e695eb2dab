import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deriveAuthor } from '../../../apps/web/features/anonymity/protocol/author.js';
import { readReceipt, writeReceipt } from '../../../apps/web/features/anonymity/protocol/receipt-words.js';
import type { Employee } from '../world/roster.js';
import type { WrittenTicket } from '../world/visit.js';
import { Backup } from './backup.js';
import { machineMs, type NetworkRecord } from './network.js';
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
import { allRows } from './table-rows.js';

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
  journal: 'text in the journal after its release',
  traits: 'what leads to somebody',
  restored: 'unreleased tickets in restored backups',
  planted: 'planted, and not noticed',
} as const;

/** Days whose evening is looked at, and restored. */
const EVENINGS = [1, 4];
const TEXT = 'text';

/** Looks for what must not be left behind, and shows that it would find it. */
export class Leftovers implements Disposable {
  readonly findings: Finding[] = [];
  private readonly evenings = new Map<number, number>();
  private before: string[] = [];
  private waitingSeen = 0;

  private constructor(
    private readonly where: Whereabouts,
    private readonly backup: Backup,
  ) {}

  /** @param url of the database, as its superuser */
  static async begin(where: Whereabouts, url: string): Promise<Leftovers> {
    return new Leftovers(where, await Backup.take(where.database, where.dataFolder, url));
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
    this.evenings.set(day, machineMs());
    // A restored server stops at the first commit after the moment: here, and not in the middle of the release.
    await this.where.database.query(`SELECT pg_current_xact_id()`);
  }

  /** The run is over, and the programs have ended. */
  async atTheEnd(
    written: ReadonlyMap<number, WrittenTicket>,
    employees: readonly Employee[],
    network: NetworkRecord,
  ): Promise<void> {
    this.findings.push({ check: CHECKS.text, looked: this.waitingSeen, found: [...new Set(this.before)] });
    const all = [...written.values()];
    const texts = await textsOf(all);
    const journal = await search(texts, filesBelow(JOURNAL, this.where.journalFolder));
    this.findings.push({ check: CHECKS.journal, looked: texts.length, found: [...journal.keys()] });
    const canaries = [...secretsOf(all), ...traitsOf(all, employees, network)];
    const found = await search(canaries, placesOf(this.where));
    this.findings.push({ check: CHECKS.traits, looked: canaries.length, found: [...found.keys()] });
    this.findings.push(await this.restored(all));
    this.findings.push(await this.planted(canaries));
  }

  private async restored(written: readonly WrittenTicket[]): Promise<Finding> {
    const found: string[] = [];
    for (const [day, atMs] of this.evenings) {
      await using server = await this.backup.restoreTo(atMs);
      const waiting = written.filter(({ planned }) => planned.ticket.day === day);
      const places = async function* (): AsyncGenerator<Place> {
        for await (const rows of allRows(server.database)) {
          yield { name: 'restored rows', bytes: Buffer.from(rows.join('\n')) };
        }
        yield* filesBelow('restored files', server.dataFolder, ['/pg_wal/']);
      };
      found.push(...(await search(await textsOf(waiting), places())).keys());
      // A restored server that holds nothing proves nothing.
      const { rows } = await server.database.query<{ tickets: number }>(
        `SELECT count(*)::int AS tickets FROM intake.released_ticket`,
      );
      const expected = written.filter(({ planned }) => planned.ticket.day < day).length;
      if (rows[0]?.tickets !== expected) {
        throw new Error(`${rows[0]?.tickets} tickets were restored of day ${day}, ${expected} had come out.`);
      }
    }
    return { check: CHECKS.restored, looked: this.evenings.size, found: [...new Set(found)] };
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
