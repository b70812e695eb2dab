import type { NetworkEvent, ServedKey } from '../evidence/network.js';
import type { RedeemedToken, ReleasedTicket } from '../evidence/released.js';
import type { Traces } from '../evidence/traces.js';
import type { Chance } from '../scoring/chance.js';
import type { ReleaseRule } from '../world/release-rule.js';

/** Everything that the adversary holds, except the answer. */
export interface Evidence {
  readonly people: number;
  /** By time. */
  readonly events: readonly NetworkEvent[];
  readonly servedKeys: readonly ServedKey[];
  readonly tickets: readonly ReleasedTicket[];
  readonly tokens: readonly RedeemedToken[];
  readonly traces: Traces;
  /** Of the build. */
  readonly rule: ReleaseRule;
  /** By the identifier of a message: how often each employee is named beside it. */
  readonly namedBeside: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** By the identifier of a ticket: times of the world that identifiers of rows about it give away. */
  readonly timesInIds: ReadonlyMap<string, readonly number[]>;
  /** By the identifier of a ticket: days of the run that are written beside it. */
  readonly daysBeside: ReadonlyMap<string, ReadonlySet<number>>;
  /** What is public about the days of each ticket, under the rule of the product. */
  readonly chance: Chance;
  /** The same for a product that releases everything with the next window. */
  readonly chanceWithoutHold: Chance;
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
