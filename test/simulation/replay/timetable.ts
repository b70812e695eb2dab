import type { PlannedStep, Script, Stage } from '../../../apps/cli/replay/replay-plan.js';
import { planReplay } from '../../../apps/cli/replay/replay-plan.js';
import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import type { DatedMessage } from './dated-message.js';

export interface TimedStep extends Pick<PlannedStep, 'by' | 'command' | 'body'> {
  readonly atMs: number;
  /** Working minutes that the decision is about, for a decision on more time. */
  readonly minutes?: number;
}

export interface Timetable {
  readonly script: Script;
  readonly submittedMs: number;
  readonly steps: readonly TimedStep[];
}

const DAY_MS = 86_400_000;
/** Longest that people take for each part of what happens after the answer. */
const DAYS = { verdict: 12, leader: 9, 'second verdict': 12, closing: 9 } as const;

/**
 * When each step of a message's script happens: the submission and the answer at their real instants, what the desk
 * does before the answer between them, what comes later within days. Some departments ask for more time, or class it as complex.
 */
export function timetableOf(message: DatedMessage, seed: string, stage: Stage): Timetable {
  const choice = new SeededChoice(`${seed}/${message.id}`);
  const script = planReplay(message, seed, stage);
  const before: Omit<TimedStep, 'atMs'>[] = [];
  const after: TimedStep[] = [];
  let atMs = message.answeredMs;
  for (const step of script.steps) {
    if (step.act !== 'desk') {
      if (step.act === 'submission') throw new Error('The submission is no step.');
      const days = DAYS[step.act];
      atMs += Math.ceil(choice.fraction(`days ${step.name}`) * days * 86_400) * 1_000 + 1_000;
      after.push({ ...step, atMs });
    } else if (step.command === 'answer') after.unshift({ ...step, atMs });
    else before.push(step);
  }
  if (choice.chance('complex', 0.2)) before.push(...complexity(choice));
  if (choice.chance('more time', 0.25)) before.push(...moreTime(choice));
  if (choice.chance('complex at last', 0.05)) before.push(...complexity(choice));
  return {
    script,
    submittedMs: message.submittedMs,
    steps: [...spread(before, message, choice), ...after],
  };
}

/** The department classes it as complex, and now and then the leader does not see why. */
function complexity(choice: SeededChoice): Omit<TimedStep, 'atMs'>[] {
  const reason = '需要三个部门和供应商一起商定。';
  const back: Omit<TimedStep, 'atMs'> = {
    by: { kind: 'leader' },
    command: 'mark-ordinary',
    body: { reason: '打一个电话就能问清楚。' },
  };
  return [
    { by: { kind: 'desk', departmentId: '' }, command: 'mark-complex', body: { reason } },
    ...(choice.chance('set back', 0.5) ? [back] : []),
  ];
}

function moreTime(choice: SeededChoice): Omit<TimedStep, 'atMs'>[] {
  const workingMinutes = choice.between('minutes', 1, 10) * 450;
  const reason = '需要向供应商核实后才能答复。';
  return [
    {
      by: { kind: 'desk', departmentId: '' },
      command: 'request-extension',
      body: { workingMinutes, reason },
    },
    {
      by: { kind: 'leader' },
      command: 'decide-extension',
      minutes: workingMinutes,
      body: choice.chance('granted', 0.8) ? { approve: true } : { approve: false, reason: '五天已经足够。' },
    },
  ];
}

/** In their order, at seeded seconds; most departments begin soon, and some let everything lie until the end. */
function spread(
  steps: readonly Omit<TimedStep, 'atMs'>[],
  message: DatedMessage,
  choice: SeededChoice,
): TimedStep[] {
  const spanMs = Math.min(message.answeredMs - message.submittedMs, 25 * DAY_MS);
  const seconds = Math.floor(spanMs / 1_000) - 1;
  const fractions = steps.map((_, index) => choice.fraction(`moment ${index}`) ** 2).sort((a, b) => a - b);
  return steps.map((step, index) => ({
    ...step,
    atMs: message.submittedMs + (1 + Math.floor((fractions[index] ?? 0) * seconds)) * 1_000,
  }));
}
