import type { NetworkEvent, ServedKey } from '../evidence/network.js';
import type { RedeemedToken, ReleasedTicket } from '../evidence/released.js';
import type { Traces } from '../evidence/traces.js';
import type { Chance } from '../scoring/chance.js';
import { DAY_MS, FIRST_DAY, HOUR_MS } from '../world/roster.js';

/** Everything that the adversary holds, except the answer. */
export interface Evidence {
  readonly people: number;
  /** By time. */
  readonly events: readonly NetworkEvent[];
  readonly servedKeys: readonly ServedKey[];
  readonly tickets: readonly ReleasedTicket[];
  readonly tokens: readonly RedeemedToken[];
  readonly traces: Traces;
  /** By the identifier of a message: how often each employee is named beside it. */
  readonly namedBeside: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** By the identifier of a ticket: times of the world that identifiers of rows about it give away. */
  readonly timesInIds: ReadonlyMap<string, readonly number[]>;
  /** What is public about the days of each ticket, under the rule of the product. */
  readonly chance: Chance;
  /** The same for a product that releases everything with the next window. */
  readonly chanceWithoutHold: Chance;
}

/** The window whose messages come out on a day: from the release before to this one, times of the world. */
export function windowOf(day: number): { readonly fromMs: number; readonly toMs: number } {
  const toMs = Date.parse(FIRST_DAY) + day * DAY_MS + 2.5 * HOUR_MS;
  return { fromMs: toMs - DAY_MS, toMs };
}

/** Events of one kind by employee, oldest first. */
export function byEmployee(
  { people, events }: Pick<Evidence, 'people' | 'events'>,
  kind: NetworkEvent['kind'],
): NetworkEvent[][] {
  const lists: NetworkEvent[][] = Array.from({ length: people }, () => []);
  for (const event of events) if (event.kind === kind) lists[event.who]?.push(event);
  return lists;
}

export function within(events: readonly NetworkEvent[], fromMs: number, toMs: number): NetworkEvent[] {
  return events.filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
}
