/** An event of a ticket, as far as the state follows from it. */
export interface HistoryEntry {
  /** With the prefix `ticket.`. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a ticket must look like according to its own events. */
export interface HistoryState {
  readonly state: string;
  readonly outcome: string | null;
  readonly tier: number;
  readonly round: number;
  readonly transfers: number;
  readonly acknowledged: boolean;
  readonly awaitingAuthor: boolean;
}

/** Facts that some kinds of event change; the others only tell. */
const CHANGES: Readonly<Record<string, (data: HistoryEntry['data']) => Partial<HistoryState>>> = {
  acknowledged: () => ({ acknowledged: true }),
  'transfer-accepted': () => ({ acknowledged: true }),
  transferred: (data) => ({ transfers: Number(data['count']), acknowledged: false }),
  'author-asked': () => ({ awaitingAuthor: true, acknowledged: true }),
  'author-replied': () => ({ awaitingAuthor: false }),
  'refusal-proposed': () => ({ acknowledged: true }),
  merged: () => ({ acknowledged: true }),
  answered: () => ({ state: 'answered', acknowledged: true, awaitingAuthor: false }),
  escalated: (data) => ({ state: 'escalated', tier: 1, round: Number(data['round']), acknowledged: false }),
  'redo-ordered': (data) => ({
    state: 'open',
    tier: 0,
    round: Number(data['round']),
    acknowledged: false,
    awaitingAuthor: false,
  }),
  closed: (data) => ({ state: 'closed', outcome: String(data['outcome']), awaitingAuthor: false }),
  reopened: (data) => ({
    state: 'open',
    outcome: null,
    tier: 0,
    round: Number(data['round']),
    acknowledged: false,
  }),
};

/**
 * Tells the state of a ticket from its events alone, without the rules that wrote them: a second opinion on the
 * stored row.
 */
export function stateFromHistory(entries: readonly HistoryEntry[]): HistoryState {
  let state: HistoryState = {
    state: 'open',
    outcome: null,
    tier: 0,
    round: 1,
    transfers: 0,
    acknowledged: false,
    awaitingAuthor: false,
  };
  for (const { type, data } of entries) {
    state = { ...state, ...CHANGES[type.replace(/^ticket\./, '')]?.(data) };
  }
  return state;
}

/** Names of the facts in which a ticket differs from what its history says; empty when they agree. */
export function historyMismatches(
  ticket: Readonly<Record<keyof HistoryState, unknown>>,
  entries: readonly HistoryEntry[],
): string[] {
  const told = stateFromHistory(entries);
  return (Object.keys(told) as (keyof HistoryState)[])
    .filter((fact) => ticket[fact] !== told[fact])
    .map((fact) => `${fact} is ${String(ticket[fact])}, history says ${String(told[fact])}`);
}
