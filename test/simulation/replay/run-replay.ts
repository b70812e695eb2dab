import { ClockAudit } from '@huiyin/sla';
import { dueDifferences } from '@huiyin/ticket';
import { MovableClock } from '../../support/movable-clock.js';
import { SimulatedCentre } from '../centre.js';
import { LEGS } from '../independent/promises.js';
import type { Expected } from '../independent/ticket-course.js';
import { differences, recordedCourses } from '../records.js';
import { plainTable } from '../tables.js';
import { readDatedMessages } from './dated-message.js';
import { HONEST, PLANTED, type Opinion } from './planted-errors.js';
import { courseOf, type Story } from '../story-book.js';
import { playMessages } from './replay.js';

const DAY_MS = 86_400_000;
const SHOWN_AT_MOST = 20;

/** Replays real messages and compares every clock with the independent script. Answers the exit code. */
export async function runReplay(file: string, options: { limit: number; seed: string }): Promise<number> {
  const messages = await readDatedMessages(file, options.limit);
  const firstMs = Math.min(...messages.map((message) => message.submittedMs));
  const endMs = Math.max(...messages.map((message) => message.answeredMs)) + 60 * DAY_MS;
  await using cleanup = new AsyncDisposableStack();
  const centre = await SimulatedCentre.open(new MovableClock(new Date(firstMs).toISOString()), cleanup);
  const startedMs = performance.now();
  const stories = await playMessages(centre, messages, options.seed, endMs, (done, total) => {
    if (messages.length > 500) console.log(`${done} of ${total} things done`);
  });
  const recorded = await recordedCourses(centre.unitOfWork);
  const found = compare(stories, recorded, HONEST, endMs);
  for (const line of found.slice(0, SHOWN_AT_MOST)) console.log(line);

  const audit = await centre.get(ClockAudit).run();
  const onTickets = await dueDifferences(centre.unitOfWork);
  const blind = Object.entries(PLANTED)
    .filter(([, error]) => compare(stories, recorded, { ...HONEST, ...error }, endMs).length === 0)
    .map(([name]) => name);
  console.log(ratesOf([...recorded.values()]));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
  console.log(
    `${stories.length} messages from ${day(firstMs)} to ${day(endMs)} in ${seconds} s; ` +
      `audit: ${audit.compared} clocks, ${audit.differences.length + onTickets.length} differences.`,
  );
  for (const name of blind) console.log(`Not noticed: ${name}.`);
  const planted = Object.keys(PLANTED).length;
  console.log(`${found.length} differences. ${planted - blind.length} of ${planted} planted errors noticed.`);
  return found.length + blind.length + audit.differences.length + onTickets.length === 0 ? 0 : 1;
}

function compare(
  stories: readonly Story[],
  recorded: ReadonlyMap<string, Expected>,
  opinion: Opinion,
  endMs: number,
): string[] {
  const told = opinion.recorded(recorded);
  return stories.flatMap((story) => {
    const course = courseOf({ ...story, acts: opinion.acts(story.acts) }, endMs, {
      promises: opinion.promises,
      hours: () => opinion.hours,
      // The worker was always there, so what time brings is noticed at once.
      noticed: (_, trueMs) => trueMs,
    });
    return differences(course, told.get(story.ticketId)).map((line) => `${story.ticketId}: ${line}`);
  });
}

function ratesOf(courses: readonly Expected[]): string {
  const clocks = courses.flatMap((course) => course.clocks);
  const rows = LEGS.map((leg) => {
    const ofLeg = clocks.filter((clock) => clock.leg === leg);
    const stopped = ofLeg.filter((clock) => clock.stoppedMs !== null);
    const onTime = stopped.filter((clock) => clock.breachedMs === null);
    const steps = (kind: string): number =>
      ofLeg.flatMap((clock) => clock.steps).filter((step) => step.kind === kind).length;
    const rate = stopped.length === 0 ? '' : `${((100 * onTime.length) / stopped.length).toFixed(1)} %`;
    return [
      ...[leg, ofLeg.length, stopped.length, onTime.length, rate],
      ...['half', 'late-warning', 'due', 'reminder', 'escalation', 'bulletin'].map(steps),
    ];
  });
  const escalated = courses.reduce((sum, course) => sum + course.escalatedMs.length, 0);
  return (
    plainTable(
      [
        ...['leg', 'clocks', 'stopped', 'on time', 'rate'],
        ...['50 %', '80 %', 'due', 'reminder', 'escalation', 'bulletin'],
      ],
      rows,
    ) + `\n${escalated} tickets taken over by the leadership because they were overdue`
  );
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
