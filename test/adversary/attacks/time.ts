import type { NetworkEvent } from '../evidence/network.js';
import type { ReleasedTicket } from '../evidence/released.js';
import type { Opinion } from '../scoring/score.js';
import { windowOf } from '../world/release-rule.js';
import { byEmployee, within, type Evidence } from './evidence.js';

/** The clocks of two programs on one machine. */
const TOLERANCE_MS = 3;

/**
 * Whoever did something just before the first trace of a message is its author: the trace may lie in the write-ahead log,
 * in a log or in a mail, and a message that follows up is by the same person.
 */
export function nearTheFirstTrace(evidence: Evidence, kind: NetworkEvent['kind']) {
  const lists = byEmployee(evidence, kind);
  return (ticket: ReleasedTicket): Opinion => {
    const moments = [ticket, ...ticket.followUps].map(
      ({ id }) => evidence.traces.get(id)?.firstMs ?? Infinity,
    );
    const known = moments.filter(Number.isFinite);
    if (known.length === 0) return null;
    return lists.map((events) =>
      known.reduce((sum, moment) => sum - Math.log1p(distance(events, moment, machineTimes)), 0),
    );
  };
}

/** The same for times that are hidden in identifiers. */
export function nearTheTimeInAnId(evidence: Evidence) {
  const lists = byEmployee(evidence, 'envelope');
  return ({ id }: ReleasedTicket): Opinion => {
    const times = evidence.timesInIds.get(id) ?? [];
    if (times.length === 0) return null;
    const first = Math.min(...times);
    return lists.map((events) => -Math.log1p(distance(events, first, worldTimes)));
  };
}

/**
 * After a missed release tickets of several days come out at once. Where the missed day stands beside one of them, as that
 * on which it had been promised, its author is somebody who was there before it.
 */
export function thereBeforeAMissedDay(evidence: Evidence) {
  const { rule, daysBeside } = evidence;
  const lists = byEmployee(evidence, 'token');
  return ({ id, day }: ReleasedTicket): Opinion => {
    const missed = rule.missed.filter((one) => one < day && daysBeside.get(id)?.has(one));
    if (missed.length === 0) return null;
    const { fromMs, toMs } = windowOf(Math.min(...missed), { ...rule, missed: [] });
    return lists.map((events) => (within(events, fromMs, toMs).length > 0 ? 1 : 0));
  };
}

type Times = (event: NetworkEvent) => readonly [number, number];
const machineTimes: Times = ({ sentMs, answeredMs }) => [sentMs - TOLERANCE_MS, answeredMs + TOLERANCE_MS];
const worldTimes: Times = ({ atMs }) => [atMs, atMs + 60_000];

/** Milliseconds from the last of these events to the moment, 0 within it; Infinity when there was none before. */
function distance(events: readonly NetworkEvent[], moment: number, times: Times): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event && times(event)[0] <= moment) low = middle + 1;
    else high = middle;
  }
  const last = events[low - 1];
  return last ? Math.max(0, moment - times(last)[1]) : Number.MAX_VALUE;
}
