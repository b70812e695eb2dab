import type { StepRow } from './step-table.js';

/**
 * What a named department owes: `awaited` until its head answers with a plan and a date, `answered` until a leader
 * accepts it or sends it back, `dropped` when the bulletin is withdrawn.
 */
export const RECTIFICATION_STATES = ['awaited', 'answered', 'returned', 'accepted', 'dropped'] as const;
export type RectificationState = (typeof RECTIFICATION_STATES)[number];

export type RectificationStep = 'answer' | 'accept' | 'return' | 'drop';
export type RectificationStanding = 'head' | 'leader' | 'system';

export const RECTIFICATION_STEPS: readonly StepRow<
  RectificationState,
  RectificationStep,
  RectificationStanding
>[] = [
  { step: 'answer', from: ['awaited', 'answered', 'returned'], by: ['head'], to: 'answered' },
  { step: 'accept', from: ['answered'], by: ['leader'], to: 'accepted' },
  { step: 'return', from: ['answered'], by: ['leader'], to: 'returned' },
  { step: 'drop', from: ['awaited', 'answered', 'returned'], by: ['system'], to: 'dropped' },
];

/** Nobody judges what their own department answers, whatever else they are. */
export function rectificationStandings(of: {
  readonly isLeader: boolean;
  /** Head or deputy of the department concerned. */
  readonly headsIt: boolean;
  /** Works for it in any way. */
  readonly worksThere: boolean;
}): ReadonlySet<RectificationStanding> {
  const standings = new Set<RectificationStanding>();
  if (of.headsIt) standings.add('head');
  if (of.isLeader && !of.worksThere) standings.add('leader');
  return standings;
}

const DAY_MS = 86_400_000;
/** So long before the day on which something is due its head is reminded. */
const NOTICE_MS = 2 * DAY_MS;

export type Reminder = 'due-soon' | 'overdue';

/**
 * What is recorded next about a rectification and when; null when nothing is left to record. Of an answered one only
 * that the promised day has passed without anybody accepting it.
 *
 * @param recorded what has been recorded since the present due instant was set
 */
export function nextReminder(
  state: RectificationState,
  dueAt: Date,
  recorded: Reminder | null,
  setAt: Date,
): { readonly reminder: Reminder; readonly at: Date } | null {
  if (state === 'accepted' || state === 'dropped' || recorded === 'overdue') return null;
  const soon = new Date(dueAt.getTime() - NOTICE_MS);
  const isTold = state === 'answered' || recorded === 'due-soon' || soon <= setAt;
  return isTold ? { reminder: 'overdue', at: dueAt } : { reminder: 'due-soon', at: soon };
}
