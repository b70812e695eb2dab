import type { StepRow } from './step-table.js';

/** `monthly`: the month's figures; `overdue`: cases far past their deadline; `repeated`: too many redos or "no". */
export const BULLETIN_KINDS = ['monthly', 'overdue', 'repeated'] as const;
export type BulletinKind = (typeof BULLETIN_KINDS)[number];

export const BULLETIN_STATES = ['draft', 'published', 'withdrawn', 'discarded'] as const;
export type BulletinState = (typeof BULLETIN_STATES)[number];

/** Why a case is named: late by so much, ordered anew so often, met with a "no" so often. */
export const CASE_REASONS = ['overdue', 'redos', 'rejections'] as const;
export type CaseReason = (typeof CASE_REASONS)[number];

export type BulletinStep = 'edit' | 'take-out' | 'publish' | 'discard' | 'correct' | 'withdraw';

/** What a leader may do with a bulletin. What was published is never edited: it gets notes, or is withdrawn. */
export const BULLETIN_STEPS: readonly StepRow<BulletinState, BulletinStep, 'leader'>[] = [
  { step: 'edit', from: ['draft'], by: ['leader'], to: null },
  { step: 'take-out', from: ['draft'], by: ['leader'], to: null },
  { step: 'publish', from: ['draft'], by: ['leader'], to: 'published' },
  { step: 'discard', from: ['draft'], by: ['leader'], to: 'discarded' },
  { step: 'correct', from: ['published'], by: ['leader'], to: null },
  { step: 'withdraw', from: ['published'], by: ['leader'], to: 'withdrawn' },
];

/** The steps that fit this kind: the cases behind a month are its evidence, nobody is named by them. */
export function stepsFor(kind: BulletinKind): typeof BULLETIN_STEPS {
  return kind === 'monthly' ? BULLETIN_STEPS.filter(({ step }) => step !== 'take-out') : BULLETIN_STEPS;
}

/** Who talks with a department that is among the latest: each month in a row somebody higher. */
export const TALKS = ['responsible-leader', 'duty-leader', 'leadership'] as const;
export type Talk = (typeof TALKS)[number];

/** @param monthsBefore in how many months directly before it was among the latest */
export function talkAfter(monthsBefore: number): Talk {
  return TALKS[Math.min(monthsBefore, TALKS.length - 1)] ?? 'leadership';
}

/** What one department had to answer in a period. */
export interface DepartmentFigures {
  readonly departmentId: string;
  /** Answers that fell due. */
  readonly due: number;
  /** Of these, not given by then. */
  readonly overdue: number;
  /** Working time by which they were late until the end of the count, all together. */
  readonly overdueSeconds: number;
}

/** The departments with most overdue, at most `count`; the longer wait and then the id decide between equals. */
export function latestDepartments(
  figures: readonly DepartmentFigures[],
  count: number,
): readonly DepartmentFigures[] {
  return figures
    .filter(({ overdue }) => overdue > 0)
    .sort(
      (a, b) =>
        b.overdue - a.overdue ||
        b.overdueSeconds - a.overdueSeconds ||
        (a.departmentId < b.departmentId ? -1 : 1),
    )
    .slice(0, count);
}

/** The month after `2026-12`: `2027-01`. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}`;
}

export function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const earlier = number === 1 ? [year - 1, 12] : [year, number - 1];
  return `${String(earlier[0]).padStart(4, '0')}-${String(earlier[1]).padStart(2, '0')}`;
}
