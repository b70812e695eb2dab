import type { BusinessCalendar } from './business-calendar.js';
import {
  ladderOf,
  stepBudgetSeconds,
  type LadderStep,
  type Leg,
  type PolicyNumbers,
  type StepKind,
} from './policy.js';
import { deadline, type Pause } from './working-time.js';

/** A clock as far as its instants depend on it. */
export interface ClockFacts {
  readonly leg: Leg;
  readonly startedAt: Date;
  readonly targetSeconds: number;
  readonly pauses: readonly Pause[];
}

export interface ComingStep {
  readonly kind: StepKind;
  /** The true instant, whenever somebody notices. */
  readonly at: Date;
}

/** When a step of a running clock comes: a pure function of the clock, its policy and its calendar. */
export function stepInstant(calendar: BusinessCalendar, clock: ClockFacts, step: LadderStep): Date {
  return deadline(calendar, clock.startedAt, stepBudgetSeconds(step, clock.targetSeconds), clock.pauses);
}

/** The step after so many recorded ones, or null at the top of the ladder. */
export function nextStep(
  calendar: BusinessCalendar,
  clock: ClockFacts,
  numbers: PolicyNumbers,
  stepsRecorded: number,
): ComingStep | null {
  const step = ladderOf(numbers, clock.leg)[stepsRecorded];
  return step ? { kind: step.kind, at: stepInstant(calendar, clock, step) } : null;
}
