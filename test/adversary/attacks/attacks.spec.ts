import { randomBytes } from 'node:crypto';
import type { NetworkEvent } from '../evidence/network.js';
import type { ReleasedTicket } from '../evidence/released.js';
import { Chance } from '../scoring/chance.js';
import { scoreOf } from '../scoring/score.js';
import { isThere } from '../world/plan.js';
import { RELEASE_MS, releaseOf, SHIPPED_RULE, windowOf } from '../world/release-rule.js';
import { DAY_MS, FIRST_DAY, HOUR_MS, QUIET_DAY, rosterOf } from '../world/roster.js';
import { ATTACKS } from './attacks.js';
import type { Evidence } from './evidence.js';
import { daysOf } from './presence.js';

const employees = rosterOf({ desks: 60, sharedSeats: 30 }, 'attacks');
const DAYS = [0, 1, 2, 3, 4, 5];
const PER_DAY = 24;
const ON_THE_QUIET_DAY = 6;

/** Everybody signs in at a time of their own, sends an envelope an hour later and signs out after another one. */
const events: NetworkEvent[] = employees.flatMap((employee, who) =>
  employee.stays.flatMap(({ day, fromMs }) =>
    (['token', 'envelope', 'sign-out'] as const).map((kind, hour) => {
      const atMs = fromMs + hour * HOUR_MS + who;
      return { kind, who, ip: employee.seat.ip, cookie: '', atMs, sentMs: atMs, answeredMs: atMs + 20 + day };
    }),
  ),
);

interface Leak {
  readonly tracesAt?: (author: number, day: number) => number;
  readonly timeInIdAt?: (author: number, day: number) => number;
  readonly ticketPlace?: (author: number, day: number) => number;
  readonly tagKey?: (author: number) => Buffer;
  readonly promisedDay?: (day: number) => number;
}

/** Tickets by people who were there, with one thing about them that leads to their authors. */
function world({ tracesAt, timeInIdAt, ticketPlace, tagKey, promisedDay }: Leak): {
  evidence: Evidence;
  authors: number[];
} {
  const authors: number[] = [];
  const writtenOn: number[] = [];
  const tickets = DAYS.flatMap((written) => {
    const there = employees.flatMap((employee, who) => (isThere(employee, written) ? [who] : []));
    const day = releaseOf(written + SHIPPED_RULE.delay, SHIPPED_RULE);
    const length = written === QUIET_DAY ? ON_THE_QUIET_DAY : PER_DAY;
    return Array.from({ length }, (_, n): ReleasedTicket => {
      const author = there[(n * 5 + written + 1) % there.length] ?? 0;
      authors.push(author);
      writtenOn.push(written);
      return {
        ...{ id: `${written}-${n}`, day, title: '', ticketId: '', ticketNumber: '', followUps: [] },
        ...{ authorKey: randomBytes(32), contentHash: randomBytes(32), sealKey: randomBytes(32) },
        tagKey: tagKey?.(author) ?? randomBytes(16),
        transaction: String(day),
        place: n,
        ticketPlace: ticketPlace?.(author, written) ?? n,
      };
    });
  });
  const chance = new Chance(employees, SHIPPED_RULE);
  const evidence: Evidence = {
    ...{
      people: employees.length,
      events,
      servedKeys: [],
      tokens: [],
      tickets,
      chance,
      rule: SHIPPED_RULE,
      namedBeside: new Map(),
    },
    traces: new Map(
      tickets.map(({ id, day }, n) => [
        id,
        {
          firstMs: tracesAt?.(authors[n] ?? 0, writtenOn[n] ?? 0) ?? windowOf(day, SHIPPED_RULE).toMs,
          lines: [],
        },
      ]),
    ),
    timesInIds: new Map(
      timeInIdAt ? tickets.map(({ id }, n) => [id, [timeInIdAt(authors[n] ?? 0, writtenOn[n] ?? 0)]]) : [],
    ),
    daysBeside: new Map(
      promisedDay ? tickets.map(({ id }, n) => [id, new Set([promisedDay(writtenOn[n] ?? 0)])]) : [],
    ),
    chanceWithoutHold: new Chance(employees, { ...SHIPPED_RULE, longestHold: 0 }),
  };
  return { evidence, authors };
}

function timeOf(kind: NetworkEvent['kind'], author: number, day: number): number {
  const from = Date.parse(FIRST_DAY) + day * DAY_MS;
  const found = events.find(
    (one) =>
      one.kind === kind && one.who === author && one.atMs > from && one.atMs < from + DAY_MS + RELEASE_MS,
  );
  return found?.atMs ?? NaN;
}

function score(name: string, leak: Leak) {
  const { evidence, authors } = world(leak);
  const attack = ATTACKS.find((one) => one.name === name);
  if (!attack) throw new Error(`There is no attack "${name}".`);
  const cases = evidence.tickets.map((ticket, n) => ({
    id: ticket.id,
    chance: evidence.chance.of(daysOf(ticket)),
    author: authors[n] ?? -1,
  }));
  return scoreOf(name, cases, evidence.tickets.map(attack.prepare(evidence)));
}

/** The builds without a protection show the other attacks at work. */
const LEAKS: readonly [string, Leak][] = [
  ['first trace, then envelopes', { tracesAt: (author, day) => timeOf('envelope', author, day) + 5 }],
  ['first trace, then sign-outs', { tracesAt: (author, day) => timeOf('sign-out', author, day) + 5 }],
  ['first trace, then tokens', { tracesAt: (author, day) => timeOf('token', author, day) + 5 }],
  ['times in identifiers', { timeInIdAt: (author, day) => timeOf('envelope', author, day) + 5 }],
  ['order of tickets, envelopes', { ticketPlace: (author, day) => timeOf('envelope', author, day) }],
  ['the same key twice', { tagKey: (author) => Buffer.alloc(16, author) }],
];

describe.each(LEAKS)('%s', (name, leak) => {
  it('finds authors where there is a lead, and nobody where there is none', () => {
    const { rankZ, meanRank } = score(name, leak);
    expect(rankZ).toBeLessThan(-5);
    expect(meanRank).toBeLessThan(0.4);
    expect(Math.abs(score(name, {}).rankZ)).toBeLessThan(3.3);
  });
});

describe('a missed day beside it', () => {
  it('finds the few who were there before it, and nobody where no day is written', () => {
    const leak: Leak = { promisedDay: (day) => day + SHIPPED_RULE.delay };
    expect(score('a missed day beside it', leak).rankZ).toBeLessThan(-5);
    expect(score('a missed day beside it', {}).rankZ).toBe(0);
  });
});
