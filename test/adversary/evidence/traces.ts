import type { NetworkEvent } from './network.js';
import { Needles } from './needles.js';
import type { ReleasedTicket } from './released.js';
import type { WriteAheadLog } from './write-ahead-log.js';

/** A line of a log, a row, or a mail. */
export interface Line {
  readonly text: string;
  /** Time of the machine; null when the line does not tell. */
  readonly atMs: number | null;
}

/** Lines of one kind. */
export interface Source {
  readonly bytes: Buffer;
  /** Beginning of a line; whatever follows until the next one belongs to it. */
  readonly begins: RegExp;
  /** When a line is from, if it tells. */
  readonly timeOf: (line: string) => number | null;
}

/** What there is of one message anywhere. */
export interface Trace {
  /** The first moment of the machine at which anything of it is anywhere; Infinity when nothing is dated. */
  firstMs: number;
  /** Lines that speak of it. */
  readonly lines: Line[];
}

/** By the identifier of the released row, of a ticket or a follow-up. */
export type Traces = ReadonlyMap<string, Trace>;

/** Looks for everything that names a released message in everything there is. */
export async function tracesOf(
  tickets: readonly ReleasedTicket[],
  writeAheadLog: WriteAheadLog,
  sources: Iterable<Source> | AsyncIterable<Source>,
): Promise<Traces> {
  const traces = new Map<string, Trace>();
  const needles = new Needles<Trace>();
  const begin = (id: string): Trace => {
    const trace: Trace = { firstMs: Infinity, lines: [] };
    traces.set(id, trace);
    return trace;
  };
  for (const ticket of tickets) {
    const trace = begin(ticket.id);
    for (const bytes of [ticket.authorKey, ticket.contentHash, ticket.sealKey])
      needles.addBytes(bytes, trace);
    for (const text of [ticket.title, ticket.ticketId, ticket.id, ticket.ticketNumber]) {
      needles.add(Buffer.from(text), trace);
    }
    for (const { id, contentHash } of ticket.followUps) needles.addBytes(contentHash, begin(id));
  }
  for (const { bytes, positionOf } of writeAheadLog.pieces()) {
    needles.search(bytes, (trace, at) => {
      trace.firstMs = Math.min(trace.firstMs, writeAheadLog.timeOf(positionOf(at)));
    });
  }
  for await (const source of sources) {
    let [from, to] = [0, 0];
    let heard = new Set<Trace>();
    let line: Line = { text: '', atMs: null };
    needles.search(source.bytes, (trace, at) => {
      if (at >= to) {
        [from, to] = lineAround(source, at);
        const text = source.bytes.toString('utf8', from, to);
        line = { text, atMs: source.timeOf(text) };
        heard = new Set();
      }
      if (heard.has(trace)) return;
      heard.add(trace);
      trace.lines.push(line);
      if (line.atMs !== null) trace.firstMs = Math.min(trace.firstMs, line.atMs);
    });
  }
  return traces;
}

const LINE_FEED = 0x0a;
/** As much as a line needs to show that it is the beginning. */
const BEGINNING_BYTES = 40;

/** Where the line begins and ends in which a byte lies. */
function lineAround({ bytes, begins }: Source, at: number): [number, number] {
  const isBeginning = (start: number): boolean =>
    begins.test(bytes.toString('latin1', start, Math.min(start + BEGINNING_BYTES, bytes.length)));
  let from = at;
  do from = from === 0 ? 0 : bytes.lastIndexOf(LINE_FEED, from - 1) + 1;
  while (from > 0 && !isBeginning(from) && from-- > 0);
  let to = at;
  do {
    const end = bytes.indexOf(LINE_FEED, to);
    to = end === -1 ? bytes.length : end + 1;
  } while (to < bytes.length && !isBeginning(to));
  return [from, to];
}

/** The log of PostgreSQL; a statement of several lines is one. */
export function databaseLog(bytes: Buffer): Source {
  const begins = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC /;
  return { bytes, begins, timeOf: (line) => Date.parse(`${line.slice(0, 23).replace(' ', 'T')}Z`) };
}

/** The log of a program; lines of pino are dated. */
export function programLog(bytes: Buffer): Source {
  return {
    bytes,
    begins: /^/,
    timeOf: (line) => Number(/"time":(\d{13})/.exec(line)?.[1] ?? NaN) || null,
  };
}

/** Rows of a table, which have no time that could be told from that of others. */
export function tableRows(rows: readonly string[]): Source {
  return { bytes: Buffer.from(rows.join('\n')), begins: /^/, timeOf: () => null };
}

export function mail(source: string, arrivedMs: number): Source {
  return { bytes: Buffer.from(source), begins: /^(?!)/, timeOf: () => arrivedMs };
}

/** Employees whose names, numbers, addresses or secrets stand in the same line as something of the message. */
export class Identities {
  private readonly needles = new Needles<number>();
  /** Some lines speak of many messages. */
  private readonly known = new Map<Line, ReadonlyMap<number, number>>();

  constructor(
    people: readonly { readonly id: string; readonly employeeNumber: string; readonly name: string }[],
    events: readonly NetworkEvent[],
    sessionHashOf: (cookie: string) => readonly string[],
  ) {
    for (const [who, { id, employeeNumber, name }] of people.entries()) {
      for (const text of [id, employeeNumber, name]) this.needles.add(Buffer.from(text), who);
    }
    const seen = new Set<string>();
    for (const { who, ip, cookie } of events) {
      if (who < 0) continue;
      for (const text of [`${ip} `, `${ip}"`, `${ip})`, ...(cookie === '' ? [] : sessionHashOf(cookie))]) {
        const key = `${who} ${text}`;
        if (!seen.has(key)) this.needles.add(Buffer.from(text), who);
        seen.add(key);
      }
    }
  }

  /** How often each employee is named in these lines. */
  namedIn(lines: readonly Line[]): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const line of lines) {
      for (const [who, count] of this.namesIn(line)) counts.set(who, (counts.get(who) ?? 0) + count);
    }
    return counts;
  }

  private namesIn(line: Line): ReadonlyMap<number, number> {
    const known = this.known.get(line);
    if (known) return known;
    const counts = new Map<number, number>();
    this.needles.search(Buffer.from(line.text), (who) => counts.set(who, (counts.get(who) ?? 0) + 1));
    this.known.set(line, counts);
    return counts;
  }
}
