import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { TestMailServer } from '../support/test-mail-server.js';
import { ATTACKS } from './attacks/attacks.js';
import type { Evidence } from './attacks/evidence.js';
import { daysOf } from './attacks/presence.js';
import { Leftovers, type Finding } from './evidence/leftovers.js';
import { NetworkRecord } from './evidence/network.js';
import { pictureWithMetadata } from './evidence/picture.js';
import { redeemedTokens, releasedTickets, type ReleasedTicket } from './evidence/released.js';
import { allRows } from './evidence/table-rows.js';
import {
  databaseLog,
  Identities,
  mail,
  programLog,
  tableRows,
  tracesOf,
  type Source,
  type Traces,
} from './evidence/traces.js';
import { WriteAheadLog } from './evidence/write-ahead-log.js';
import type { RunDatabase } from './product/evidence-database.js';
import { Product } from './product/product.js';
import { WorldClock } from './product/world-clock.js';
import { Chance } from './scoring/chance.js';
import { scoreOf, type Score } from './scoring/score.js';
import { planOf } from './world/plan.js';
import type { ReleaseRule } from './world/release-rule.js';
import { dayAt, FIRST_DAY, rosterOf, type Size } from './world/roster.js';
import type { WrittenTicket } from './world/visit.js';
import { playWeek } from './world/week.js';

export interface RunOptions {
  readonly database: Pick<RunDatabase, 'url' | 'intakeUrl'>;
  /** Where PostgreSQL keeps its data, and what it says. */
  readonly dataFolder: string;
  readonly databaseLog: string;
  /** Of this run alone. */
  readonly folder: string;
  readonly size: Size;
  readonly tickets: number;
  readonly seed: string;
  readonly cookiesWith: 'envelopes' | 'keys' | null;
  readonly rule: ReleaseRule;
  /** Looks as well for what was left behind, and restores backups. */
  readonly looksForLeftovers: boolean;
}

export interface RunReport {
  readonly scores: readonly Score[];
  readonly followUps: number;
  readonly answers: number;
  readonly mails: number;
  readonly commits: number;
  /** What was left behind, if that was looked for. */
  readonly findings: readonly Finding[];
  /** How many people could have written a ticket, with everything about its days: fewest, and in the middle. */
  readonly crowd: { readonly fewest: number; readonly median: number; readonly most: number };
  readonly seconds: { readonly week: number; readonly adversary: number };
}

/** Plays the week on the build that this very file belongs to, and lets the adversary loose on what it left behind. */
export async function work(options: RunOptions): Promise<RunReport> {
  await using cleanup = new AsyncDisposableStack();
  const { database, folder, seed } = options;
  await mkdir(folder, { recursive: true });
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const employees = rosterOf(options.size, seed);
  const plan = planOf(employees, options.tickets, seed);
  const client = new pg.Client({ connectionString: database.url, application_name: 'adversary' });
  await client.connect();
  cleanup.defer(() => client.end());
  const mailServer = await TestMailServer.start();
  cleanup.defer(() => mailServer.stop());
  const logFrom = await WriteAheadLog.position(client);
  const saidBefore = readFileSync(options.databaseLog).length;
  const clock = new WorldClock(join(folder, 'clock'), Date.parse(FIRST_DAY));
  const network = new NetworkRecord(() => clock.nowMs);

  const began = performance.now();
  const product = await Product.start({
    ...{
      programFolder: resolve(import.meta.dirname, '..', '..'),
      database,
      smtpUrl: mailServer.url,
      folder,
      clockFile: clock.path,
    },
  });
  cleanup.use(product);
  const leftovers = options.looksForLeftovers
    ? await Leftovers.begin(
        {
          ...{ database: client, dataFolder: options.dataFolder, logFrom, saidBefore },
          ...{ databaseLog: options.databaseLog, logFiles: product.logFiles, mails: mailServer.mails },
          journalFolder: product.journalFolder,
        },
        database.url,
      )
    : null;
  if (leftovers) cleanup.use(leftovers);
  const week = await playWeek({
    ...{ ...options, product, databaseUrl: database.url, clock, network, employees, plan },
    picture: await pictureWithMetadata(),
    atEvening: async (day, written) => leftovers?.atEvening(day, written),
  });
  const played = performance.now();

  const writeAheadLog = await WriteAheadLog.read(client, options.dataFolder, logFrom);
  const tickets = await releasedTickets(client);
  const sources = async function* (): AsyncGenerator<Source> {
    for await (const rows of allRows(client)) yield tableRows(rows);
    yield databaseLog(readFileSync(options.databaseLog).subarray(saidBefore));
    for (const file of product.logFiles) yield programLog(readFileSync(file));
    for (const { source, arrivedMs } of mailServer.mails) yield mail(source, arrivedMs);
  };
  const traces = await tracesOf(tickets, writeAheadLog, sources());
  const { rows: people } = await client.query<{ id: string; employeeNumber: string; name: string }>(
    `SELECT id, employee_number AS "employeeNumber", name FROM person WHERE employee_number = ANY($1)
      ORDER BY array_position($1, employee_number)`,
    [employees.map(({ employeeNumber }) => employeeNumber)],
  );
  const identities = new Identities(people, network.events, secretsIn);
  const evidence: Evidence = {
    people: employees.length,
    events: network.events.toSorted((a, b) => a.sentMs - b.sentMs),
    servedKeys: network.servedKeys,
    tickets,
    tokens: await redeemedTokens(client),
    traces,
    rule: options.rule,
    namedBeside: new Map(
      [...traces].map(([id, { lines: beside }]) => [id, identities.namedIn(beside)] as const),
    ),
    timesInIds: new Map(tickets.map(({ id }) => [id, timesInIds(traces, id, clock.nowMs)])),
    daysBeside: new Map(tickets.map(({ id }) => [id, daysBeside(traces, id)])),
    chance: new Chance(employees, options.rule),
    chanceWithoutHold: new Chance(employees, { ...options.rule, longestHold: 0 }),
  };
  const scores = scoresOf(evidence, authorsOf(tickets, week.written));
  const crowd = crowdOf(evidence);
  await leftovers?.atTheEnd({ ...week, tickets, employees, network, writeAheadLog, seed });
  return {
    scores,
    findings: leftovers?.findings ?? [],
    followUps: tickets.reduce((sum, { followUps }) => sum + followUps.length, 0),
    answers: week.answers,
    mails: mailServer.mails.length,
    commits: writeAheadLog.commitCount,
    crowd,
    seconds: { week: (played - began) / 1_000, adversary: (performance.now() - played) / 1_000 },
  };
}

/** Who wrote what, which only the world knows. @throws Error when a ticket is missing or strange */
function authorsOf(
  tickets: readonly ReleasedTicket[],
  written: ReadonlyMap<number, WrittenTicket>,
): ReadonlyMap<string, number> {
  const byHash = new Map([...written.values()].map((one) => [one.contentHash, one.planned]));
  const authors = new Map<string, number>();
  for (const { id, contentHash, followUps } of tickets) {
    const planned = byHash.get(contentHash.toString('base64url'));
    if (planned && planned.followUps.length === followUps.length) authors.set(id, planned.author);
  }
  if (authors.size !== written.size || tickets.length !== written.size) {
    throw new Error(
      `${written.size} tickets were written, ${tickets.length} came out, ${authors.size} of them whole.`,
    );
  }
  return authors;
}

function scoresOf(evidence: Evidence, authors: ReadonlyMap<string, number>): Score[] {
  const cases = evidence.tickets.map((ticket) => ({
    id: ticket.id,
    chance: evidence.chance.of(daysOf(ticket)),
    author: authors.get(ticket.id) ?? -1,
  }));
  return ATTACKS.map(({ name, prepare }) => scoreOf(name, cases, evidence.tickets.map(prepare(evidence))));
}

function crowdOf({ tickets, chance }: Evidence): RunReport['crowd'] {
  const crowds = tickets
    .map((ticket) => chance.of(daysOf(ticket)).filter((p) => p > 0).length)
    .sort((a, b) => a - b);
  return { fewest: crowds[0] ?? 0, median: crowds[crowds.length >> 1] ?? 0, most: crowds.at(-1) ?? 0 };
}

/** A cookie's values, and what the database keeps of them. */
function secretsIn(cookie: string): string[] {
  return cookie.split('; ').flatMap((pair) => {
    const value = pair.slice(pair.indexOf('=') + 1);
    return [value, createHash('sha256').update(value).digest('hex')];
  });
}

/** Identifiers of version 7 begin with the milliseconds at which they were made. */
function timesInIds(traces: Traces, id: string, untilMs: number): number[] {
  const found = (traces.get(id)?.lines ?? []).flatMap(({ text }) => [
    ...text.matchAll(/\b([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g),
  ]);
  const times = found.map(([, high, low]) => Number.parseInt(`${high}${low}`, 16));
  return [...new Set(times)].filter((ms) => ms > Date.parse(FIRST_DAY) && ms <= untilMs);
}

/** Days, and times as the database writes them. */
function daysBeside(traces: Traces, id: string): Set<number> {
  const days = new Set<number>();
  for (const { text } of traces.get(id)?.lines ?? []) {
    for (const [, date, time] of text.matchAll(/\b(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?/g)) {
      days.add(dayAt(Date.parse(time === undefined ? `${date}T00:00:00+08:00` : `${date}T${time}Z`)));
    }
  }
  return days;
}
