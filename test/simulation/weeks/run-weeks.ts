import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClockAudit } from '@huiyin/sla';
import { dueDifferences } from '@huiyin/ticket';
import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import { TestMailServer } from '../../support/test-mail-server.js';
import { SimulatedCentre } from '../centre.js';
import { happeningsOf, StoryBook } from '../story-book.js';
import { plainTable } from '../tables.js';
import { chaosOf } from './chaos.js';
import { evidenceOf } from './evidence.js';
import { LIES } from './lies.js';
import { hoursOf, PLACES, settle } from './places.js';
import { Shift } from './shift.js';
import { SharedClock } from './shared-clock.js';
import { trafficOf } from './traffic.js';
import { verify, type Finding } from './verification.js';

/** Monday; the summer time of New York begins on Sunday the 8th, that of Berlin on Sunday the 29th. */
const START = '2026-03-02T00:00:00+08:00';
const DAY_MS = 86_400_000;
const DEPARTMENTS = ['SCHEDULING', 'TRAINING', 'HR', ...PLACES.map(({ department }) => department)];
/** After the last week everybody stays, so that nothing is under way when the evidence is taken. */
const LAST_DAYS = 4;

export interface WeeksOptions {
  readonly weeks: number;
  readonly perWeek: number;
  readonly seed: string;
}

/** Two workers that are killed at random for some simulated weeks, and what came of every clock and mail. */
export async function runWeeks({ weeks, perWeek, seed }: WeeksOptions): Promise<number> {
  await using cleanup = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-weeks-'));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const clockFile = join(folder, 'clock');
  const mailServer = await TestMailServer.start();
  cleanup.defer(() => mailServer.stop());
  const centre = await SimulatedCentre.open(new SharedClock(clockFile, START), cleanup, {
    smtpUrl: mailServer.url,
  });
  await centre.unitOfWork.read(`UPDATE person SET email = lower(employee_number) || '@example.test'`);
  await settle(centre);

  const startedMs = performance.now();
  const startMs = Date.parse(START);
  const endMs = startMs + 7 * weeks * DAY_MS;
  const choice = new SeededChoice(`${seed}/chaos`);
  const book = await StoryBook.open(centre, DEPARTMENTS);
  const tables = trafficOf(startMs, weeks, perWeek, seed, book.stage);
  const shift = new Shift(centre, chaosOf(startMs, weeks, choice), choice, clockFile);
  cleanup.defer(() => shift.end());
  await shift.begin();
  let week = 0;
  for (const happening of happeningsOf(tables)) {
    if (happening.atMs >= endMs) break;
    for (; happening.atMs > startMs + (week + 1) * 7 * DAY_MS; week++)
      console.log(`week ${week + 1} of ${weeks} is over`);
    await shift.liveUntil(happening.atMs);
    await book.happen(happening);
    await shift.work();
  }
  await shift.liveUntil(endMs);
  shift.isPeaceful = true;
  await shift.liveUntil(endMs + LAST_DAYS * DAY_MS);

  const evidence = await evidenceOf(centre, book.stories, mailServer.mails, shift.record);
  const rules = { endMs: centre.clock.now().getTime(), hoursOf: hoursOf(await centre.departments()) };
  const findings = verify(evidence, rules);
  const departments = await centre.departments();
  const blind = LIES.filter((lie) => {
    const heard = verify(lie.evidence?.(evidence) ?? evidence, lie.rules?.(rules, departments) ?? rules);
    return heard.every((one) => one.check !== lie.foundBy || one.violations.length === 0);
  });
  const audit = await centre.get(ClockAudit).run();
  const auditDifferences = audit.differences.length + (await dueDifferences(centre.unitOfWork)).length;

  const violations = findings.reduce((sum, finding) => sum + finding.violations.length, 0);
  console.log(tableOf(findings));
  for (const line of findings.flatMap(({ violations: some }) => some.slice(0, 8))) console.log(line);
  for (const { name } of blind) console.log(`Not noticed: ${name}.`);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
  console.log(
    `${weeks} weeks in ${seconds} s: ${book.stories.length} tickets, ${evidence.steps.length} steps, ` +
      `${evidence.mails.length} notices, ${mailServer.mails.length} letters; ${shift.kills} kills, ${shift.crashes} crashes, ` +
      `${shift.record.length} instants; audit: ${audit.compared} clocks, ${auditDifferences} differences.`,
  );
  console.log(`${violations} violations. ${LIES.length - blind.length} of ${LIES.length} lies noticed.`);
  return violations + blind.length + auditDifferences === 0 ? 0 : 1;
}

function tableOf(findings: readonly Finding[]): string {
  return plainTable(
    ['what must be true', 'looked at', 'violations'],
    findings.map(({ check, examined, violations }) => [check, examined, violations.length]),
  );
}
