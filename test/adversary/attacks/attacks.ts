import type { ReleasedTicket } from '../evidence/released.js';
import type { Opinion } from '../scoring/score.js';
import type { Evidence } from './evidence.js';
import { keyOfOnesOwn, namedBeside } from './names.js';
import { inTheOrderOfRows } from './order.js';
import { sameKey, whoDidItAtAll, whoWasThere, whoWasThereWithoutHold } from './presence.js';
import { nearTheFirstTrace, nearTheTimeInAnId, thereBeforeAMissedDay } from './time.js';

export interface Attack {
  readonly name: string;
  readonly prepare: (evidence: Evidence) => (ticket: ReleasedTicket) => Opinion;
}

/**
 * Every attack there is, for every build alike. Whoever adds one gives every build one more chance to be caught, and the
 * correction for their number grows by itself.
 */
export const ATTACKS: readonly Attack[] = [
  { name: 'first trace, then envelopes', prepare: (all) => nearTheFirstTrace(all, 'envelope') },
  { name: 'first trace, then sign-outs', prepare: (all) => nearTheFirstTrace(all, 'sign-out') },
  { name: 'first trace, then tokens', prepare: (all) => nearTheFirstTrace(all, 'token') },
  { name: 'times in identifiers', prepare: nearTheTimeInAnId },
  { name: 'a missed day beside it', prepare: thereBeforeAMissedDay },
  {
    name: 'order of released rows, envelopes',
    prepare: (all) => inTheOrderOfRows(all, ({ place }) => place, 'envelope'),
  },
  {
    name: 'order of released rows, tokens',
    prepare: (all) => inTheOrderOfRows(all, ({ place }) => place, 'token'),
  },
  {
    name: 'order of tickets, envelopes',
    prepare: (all) => inTheOrderOfRows(all, ({ ticketPlace }) => ticketPlace, 'envelope'),
  },
  { name: 'who had a token', prepare: (all) => whoDidItAtAll(all, 'token') },
  { name: 'who sent an envelope', prepare: (all) => whoDidItAtAll(all, 'envelope') },
  { name: 'who was there each time', prepare: whoWasThere },
  { name: 'who was there, no hold', prepare: whoWasThereWithoutHold },
  { name: 'the same key twice', prepare: sameKey },
  { name: 'named beside it', prepare: namedBeside },
  { name: 'a key of one’s own', prepare: keyOfOnesOwn },
];
