import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import { releaseOf, SHIPPED_RULE } from './release-rule.js';
import { MINUTE_MS, QUIET_DAY, WEEK_DAYS, type Employee, type Stay } from './roster.js';

/** Tickets are written until the day before the last one, so that each can be followed up. */
export const TICKET_DAYS = WEEK_DAYS - 1;
/** How often nobody follows a ticket up, and how often somebody does once or twice. */
const FOLLOW_UPS = [0.45, 0.35, 0.2];
/** Days until one who has followed up does it again: by then the first step has come out. */
export const STEP_DAYS = 3;
/** Time that a page needs to be there, and that somebody takes to sign out. */
const MARGIN_MS = 2 * MINUTE_MS;

export interface PlannedMessage {
  readonly day: number;
  readonly atMs: number;
}

/** What somebody is going to write anonymously. */
export interface PlannedTicket {
  readonly number: number;
  /** Index of the author. */
  readonly author: number;
  readonly ticket: PlannedMessage;
  readonly followUps: readonly PlannedMessage[];
}

export interface Plan {
  readonly anonymous: readonly PlannedTicket[];
  readonly named: readonly { readonly author: number; readonly message: PlannedMessage }[];
}

/**
 * Days first, then an author by lot among all who are there on those days: so nothing about a person but presence makes
 * them likelier than another one, and whoever knows the roster knows exactly how likely each of them is.
 */
export function planOf(employees: readonly Employee[], tickets: number, seed: string): Plan {
  const choice = new SeededChoice(`${seed}/plan`);
  const busy = new Set<string>();
  const courses = coursesOf(employees);
  const anonymous: PlannedTicket[] = [];
  for (let attempt = 0; anonymous.length < tickets; attempt++) {
    if (attempt > tickets * 100) throw new Error('So many tickets do not fit into these days.');
    const days = pickDays(courses, choice, `days ${attempt}`);
    const free = employees.flatMap((employee, index) =>
      days.every((day) => isThere(employee, day) && !busy.has(`${index} ${day}`)) ? [index] : [],
    );
    if (free.length === 0) continue;
    const author = choice.pick(`author ${attempt}`, free);
    for (const day of days) busy.add(`${author} ${day}`);
    const messages = days.map((day) => momentIn(stayOn(employees[author], day), choice, `${attempt} ${day}`));
    const [ticket, ...followUps] = messages;
    if (ticket) anonymous.push({ number: anonymous.length, author, ticket, followUps });
  }
  return { anonymous, named: namedOf(employees, Math.ceil(tickets / 6), choice) };
}

export function isThere(employee: Employee, day: number): boolean {
  return employee.stays.some((stay) => stay.day === day);
}

/** The days of a ticket and of its follow-ups, and how likely just these are. */
export interface Course {
  readonly days: readonly number[];
  readonly probability: number;
}

/**
 * Everything that may happen. A ticket is written on a day as often as people are there; then each set of days that fits
 * into the week is as likely as another.
 */
export function coursesOf(employees: readonly Employee[]): Course[] {
  const crowds = Array.from(
    { length: TICKET_DAYS },
    (_, day) => employees.filter((employee) => isThere(employee, day)).length,
  );
  const stays = crowds.reduce((sum, crowd) => sum + crowd, 0);
  return crowds.flatMap((crowd, first) =>
    FOLLOW_UPS.flatMap((share, count) => {
      const probability = (share * crowd) / stays;
      const possible = followUpDays(first, count);
      if (possible.length === 0) return [{ days: [first], probability }];
      return possible.map((days) => ({
        days: [first, ...days],
        probability: probability / possible.length,
      }));
    }),
  );
}

function pickDays(courses: readonly Course[], choice: SeededChoice, topic: string): readonly number[] {
  let left = choice.fraction(topic);
  return (courses.find(({ probability }) => (left -= probability) < 0) ?? courses.at(-1))?.days ?? [];
}

/**
 * Every set of so many days on which a ticket of a day can be followed up. On the quiet day nobody does, for the few who are
 * there have their hands full.
 */
function followUpDays(ticketDay: number, count: number): number[][] {
  let sets: number[][] = [[]];
  for (let n = 0; n < count; n++) {
    sets = sets.flatMap((days) => {
      const last = days.at(-1);
      const earliest = last === undefined ? releaseOf(ticketDay + 1, SHIPPED_RULE) : last + STEP_DAYS;
      const left = Array.from({ length: Math.max(0, WEEK_DAYS - earliest) }, (_, step) => earliest + step);
      return left.filter((day) => day !== QUIET_DAY).map((day) => [...days, day]);
    });
  }
  return sets;
}

function stayOn(employee: Employee | undefined, day: number): Stay {
  const stay = employee?.stays.find((one) => one.day === day);
  if (!stay) throw new Error(`Nobody is there on day ${day}.`);
  return stay;
}

function momentIn({ day, fromMs, toMs }: Stay, choice: SeededChoice, topic: string): PlannedMessage {
  return { day, atMs: choice.between(`moment ${topic}`, fromMs + MARGIN_MS, toMs - MARGIN_MS) };
}

function namedOf(employees: readonly Employee[], count: number, choice: SeededChoice): Plan['named'] {
  return Array.from({ length: count }, (_, n) => {
    const day = choice.between(`named day ${n}`, 0, TICKET_DAYS - 1);
    const there = employees.flatMap((employee, index) => (isThere(employee, day) ? [index] : []));
    const author = choice.pick(`named author ${n}`, there);
    return { author, message: momentIn(stayOn(employees[author], day), choice, `named ${n}`) };
  });
}
