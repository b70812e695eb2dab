import type { Me } from '../../../lib/contract.js';

const SECONDS = { sharedSeat: 2 * 60, ownDesk: 10 * 60 } as const;

/** Out of view for so long, what is anonymous goes from the screen: somebody else may come to the seat. */
export const HIDDEN_MINUTES = 2;

/** So does what nobody has touched for so long, in seconds. */
export function absenceSecondsOf(me: Me | null): number {
  return SECONDS[me?.sharedSeat ? 'sharedSeat' : 'ownDesk'];
}
