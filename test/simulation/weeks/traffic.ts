import type { Stage } from '../../../apps/cli/replay/replay-plan.js';
import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import { timetableOf, type TimedStep, type Timetable } from '../replay/timetable.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Opinions of some weeks: at all hours, answered soon, late or only when the leadership asks. */
export function trafficOf(
  startMs: number,
  weeks: number,
  perWeek: number,
  seed: string,
  stage: Stage,
): Timetable[] {
  return Array.from({ length: weeks * perWeek }, (_, index) => {
    const choice = new SeededChoice(`${seed}/traffic ${index}`);
    const week = Math.floor(index / perWeek);
    const submittedMs =
      startMs + 7 * week * DAY_MS + choice.between('minute', 8 * 60, 7 * 24 * 60) * MINUTE_MS;
    const answeredMs = submittedMs + choice.between('answer', 60, 16 * 24 * 60) * MINUTE_MS;
    const message = {
      id: `${seed}-${index}`,
      author: `author ${index}`,
      subject: '轮班表总是很晚才出',
      body: '希望至少提前一周公布，方便安排家里的事。',
      answer: '从下月起提前十天公布。',
      submittedMs,
      answeredMs,
    };
    const table = timetableOf(message, seed, stage);
    return { ...table, steps: withTurns(table.steps, submittedMs, choice) };
  });
}

/**
 * Some departments ask at once, and the author replies soon or never in time; some leaders send a ticket back; some
 * authors come back after their silence.
 */
function withTurns(steps: readonly TimedStep[], submittedMs: number, choice: SeededChoice): TimedStep[] {
  const last = steps.at(-1)?.atMs ?? 0;
  const more: TimedStep[] = [];
  if (choice.chance('asks at once', 0.35)) {
    const askedMs = submittedMs + choice.between('asked', 20, 300) * MINUTE_MS;
    const repliedMs = askedMs + choice.between('replied', 60, 7 * 24 * 60) * MINUTE_MS;
    const desk = { kind: 'desk', departmentId: '' } as const;
    more.push(
      { by: desk, command: 'ask-author', body: { text: '是哪一个班组？' }, atMs: askedMs },
      { by: { kind: 'author' }, command: 'reply', body: { text: '夜班二组。' }, atMs: repliedMs },
    );
  }
  if (choice.chance('redo', 0.3)) {
    const reason = '请按最新的排班规则再答复一次。';
    more.push({ by: { kind: 'leader' }, command: 'redo', body: { reason }, atMs: last + 2 * DAY_MS });
  }
  if (choice.chance('reopen', 0.4)) {
    const reason = '还没有解决。';
    more.push({ by: { kind: 'author' }, command: 'reopen', body: { reason }, atMs: last + 12 * DAY_MS });
  }
  return [...steps, ...more];
}
