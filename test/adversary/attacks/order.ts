import type { NetworkEvent } from '../evidence/network.js';
import type { ReleasedTicket } from '../evidence/released.js';
import type { Opinion } from '../scoring/score.js';
import { windowOf } from '../world/release-rule.js';
import { byEmployee, within, type Evidence } from './evidence.js';

/** Where a row lies among all rows of its table: on disk, which is also the order in the write-ahead log. */
type PlaceOf = (ticket: ReleasedTicket) => number;

/** Rows lie in the order in which their messages came, so that those of early messages are by early people. */
export function inTheOrderOfRows(evidence: Evidence, placeOf: PlaceOf, kind: NetworkEvent['kind']) {
  const lists = byEmployee(evidence, kind);
  const batches = Map.groupBy(evidence.tickets, ({ day }) => day);
  for (const batch of batches.values()) batch.sort((a, b) => placeOf(a) - placeOf(b));
  return (ticket: ReleasedTicket): Opinion => {
    const { fromMs, toMs } = windowOf(ticket.day, evidence.rule);
    const own = lists.map((events) => within(events, fromMs, toMs));
    const arrivals = own.flatMap((events) => events.map(({ atMs }) => ({ atMs, weight: 1 / events.length })));
    const quantile = quantiles(arrivals);
    const batch = batches.get(ticket.day) ?? [];
    const place = batch.indexOf(ticket);
    return own.map((events) => {
      const likelihoods = events.map(({ atMs }) => orderLikelihood(place, batch.length, quantile(atMs)));
      return likelihoods.reduce((sum, one) => sum + one, 0) / Math.max(1, likelihoods.length);
    });
  };
}

/** Share of all that came before a time, from 0 to 1. */
function quantiles(arrivals: { atMs: number; weight: number }[]): (atMs: number) => number {
  const sorted = arrivals.sort((a, b) => a.atMs - b.atMs);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const known = new Map<number, number>();
  let before = 0;
  for (const { atMs, weight } of sorted) {
    known.set(atMs, (before + weight / 2) / total);
    before += weight;
  }
  return (atMs) => known.get(atMs) ?? 0.5;
}

/** Density, up to a factor, of the place-th of so many even random numbers. */
function orderLikelihood(place: number, count: number, quantile: number): number {
  const mode = count === 1 ? 0.5 : place / (count - 1);
  const logOf = (x: number): number =>
    place * Math.log(Math.max(x, 1e-9)) + (count - 1 - place) * Math.log(Math.max(1 - x, 1e-9));
  return Math.exp(logOf(quantile) - logOf(mode));
}
