import type { NetworkEvent } from '../evidence/network.js';
import type { ReleasedTicket } from '../evidence/released.js';
import type { Opinion } from '../scoring/score.js';
import { windowOf } from '../world/release-rule.js';
import { byEmployee, within, type Evidence } from './evidence.js';

/** Windows before its release in which a follow-up may have come. */
const FOLLOW_UP_WINDOWS = 3;
/** The window of the ticket is certain, those of the follow-ups are not. */
const CERTAIN = 10;

/** Whoever did something at all in the windows of a ticket and of its follow-ups. */
export function whoDidItAtAll(evidence: Evidence, kind: NetworkEvent['kind']) {
  const lists = byEmployee(evidence, kind);
  const { rule } = evidence;
  return ({ day, followUps }: ReleasedTicket): Opinion =>
    lists.map((events) => {
      const didIn = (last: number, windows: number): number =>
        within(events, windowOf(last - windows + 1, rule).fromMs, windowOf(last, rule).toMs).length > 0
          ? 1
          : 0;
      return followUps.reduce(
        (sum, one) => sum + didIn(one.day, Math.min(FOLLOW_UP_WINDOWS, one.day - day)),
        CERTAIN * didIn(day, 1),
      );
    });
}

/** The intersection of who was there, weighed by how many ways there are. */
export function whoWasThere({ chance }: Evidence) {
  return (ticket: ReleasedTicket): Opinion => chance.of(daysOf(ticket));
}

/** The same, if follow-ups come out with the very next window. */
export function whoWasThereWithoutHold({ chanceWithoutHold }: Evidence) {
  return (ticket: ReleasedTicket): Opinion => chanceWithoutHold.of(daysOf(ticket));
}

/** Tickets that share a key are by one author, who was there for all of them. */
export function sameKey({ tickets, chance }: Evidence) {
  const byKey = new Map<string, Set<ReleasedTicket>>();
  const keysOf = (ticket: ReleasedTicket): string[] =>
    [ticket.authorKey, ticket.sealKey, ticket.tagKey].map((key) => key.toString('hex'));
  for (const ticket of tickets) {
    for (const key of keysOf(ticket)) byKey.set(key, (byKey.get(key) ?? new Set()).add(ticket));
  }
  return (ticket: ReleasedTicket): Opinion => {
    const siblings = new Set(keysOf(ticket).flatMap((key) => [...(byKey.get(key) ?? [])]));
    if (siblings.size < 2) return null;
    const chances = [...siblings].map((one) => chance.of(daysOf(one)));
    return (chances[0] ?? []).map((_, who) => chances.reduce((product, one) => product * (one[who] ?? 0), 1));
  };
}

export function daysOf({ day, followUps }: ReleasedTicket) {
  return { ticket: day, followUps: followUps.map((one) => one.day) };
}
