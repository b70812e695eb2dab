import type { OpenHours } from '../independent/open-hours.js';
import { PROMISES } from '../independent/promises.js';
import { differences } from '../records.js';
import { courseOf, type LoggedAct, type Story } from '../story-book.js';
import type { Evidence, RecordedMail } from './evidence.js';

/** One thing that must be true, and where it is not. */
export interface Finding {
  readonly check: string;
  readonly examined: number;
  readonly violations: readonly string[];
}

export interface Rules {
  readonly endMs: number;
  readonly hoursOf: (departmentId: string | null) => OpenHours;
  /** What the independent script is told that people did; everything unless given. */
  readonly acts?: (acts: readonly LoggedAct[]) => readonly LoggedAct[];
}

/** What no notice tells: where a ticket goes on by itself, its own event is told instead. */
const UNTOLD = ['answer escalation', 'confirmation due'];
/** What time brings waits for the morning; when it is late, only as long as it is not urgent. */
const WAITS = /-(half|late-warning)$|^extension-|^pause-ended$|^marked-(complex|ordinary-for-you)/;
const WAITS_UNLESS_URGENT = /-(due|reminder|bulletin)$|^overdue-/;

export const CHECKS = {
  courses: 'every clock, step and escalation is as the independent script says',
  order: 'the steps of a clock are recorded oldest first, each version once',
  told: 'every step that somebody is to be told has its notices',
  called: 'every notice of a clock has its step',
  once: 'every notice has one key',
  ended: 'every notice was sent, had lost its point, or waits for the morning',
  arrived: 'every letter that was sent did arrive',
  known: 'whatever arrived is known and went to one person',
  again: 'what arrived twice was tried twice',
  hours: 'nobody is told at night what can wait',
  digest: 'what waited for the same morning came in one letter',
  pointless: 'nothing was sent after its clock had stopped or paused',
} as const;

export function verify(evidence: Evidence, rules: Rules): Finding[] {
  const { steps, mails, arrived, stories } = evidence;
  const ofClocks = mails.filter((mail) => mail.clockId !== null);
  const sent = mails.filter((mail) => mail.state === 'sent');
  const stepKeys = new Set(steps.map((step) => `${step.clockId} ${step.leg}-${step.kind} ${step.dueMs}`));
  const noticeKeys = new Set(ofClocks.map((mail) => `${mail.clockId} ${mail.kind} ${mail.dueMs}`));
  const toTell = steps.filter((step) => !UNTOLD.includes(`${step.leg} ${step.kind}`));
  const attempted = new Map<string, number>();
  for (const mail of mails)
    attempted.set(mail.messageId, Math.max(attempted.get(mail.messageId) ?? 0, mail.attempts));
  const finding = (check: string, examined: number, violations: readonly string[]): Finding => ({
    check,
    examined,
    violations,
  });
  return [
    finding(
      CHECKS.courses,
      stories.length,
      stories.flatMap((story) => wrongIn(story, evidence, rules)),
    ),
    finding(CHECKS.order, steps.length, disordered(evidence)),
    finding(
      CHECKS.told,
      toTell.length,
      toTell
        .map((step) => `${step.clockId} ${step.leg}-${step.kind} ${step.dueMs}`)
        .filter((key) => !noticeKeys.has(key)),
    ),
    finding(
      CHECKS.called,
      ofClocks.length,
      [...noticeKeys].filter((key) => !stepKeys.has(key)),
    ),
    finding(CHECKS.once, mails.length, repeated(mails.map((mail) => mail.key))),
    finding(CHECKS.ended, mails.length, mails.filter((mail) => !isEnded(mail, rules.endMs)).map(describe)),
    finding(CHECKS.arrived, sent.length, sent.filter((mail) => !arrived.has(mail.messageId)).map(describe)),
    finding(
      CHECKS.known,
      arrived.size,
      [...arrived].flatMap(([id, recipients]) =>
        attempted.has(id) && new Set(recipients).size === 1 ? [] : [`${id} to ${recipients.join(' and ')}`],
      ),
    ),
    finding(
      CHECKS.again,
      [...arrived.values()].filter((copies) => copies.length > 1).length,
      [...arrived].filter(([id, copies]) => copies.length > (attempted.get(id) ?? 0)).map(([id]) => id),
    ),
    finding(CHECKS.hours, sent.length, sent.filter((mail) => isAtNight(mail, rules)).map(describe)),
    finding(CHECKS.digest, ofClocks.length, scattered(ofClocks, rules)),
    finding(CHECKS.pointless, ofClocks.length, pointless(ofClocks, evidence)),
  ];
}

function wrongIn(story: Story, evidence: Evidence, rules: Rules): string[] {
  const { settled, courses, ownActs } = evidence;
  const own = ownActs.get(story.ticketId) ?? [];
  const course = courseOf({ ...story, acts: rules.acts?.(story.acts) ?? story.acts }, rules.endMs, {
    promises: PROMISES,
    hours: rules.hoursOf,
    // At the latest when the workers who were there had done everything; before that it is theirs to choose.
    noticed: (_, trueMs) => {
      const latest = settled.find(({ atMs }) => atMs >= trueMs)?.atMs ?? rules.endMs;
      return own.find((ms) => ms >= trueMs && ms <= latest) ?? latest;
    },
  });
  return differences(course, courses.get(story.ticketId)).map((line) => `${story.ticketId}: ${line}`);
}

function disordered({ steps }: Evidence): string[] {
  return [...Map.groupBy(steps, (step) => step.clockId)].flatMap(([clockId, ofClock]) =>
    ofClock.flatMap((step, index) => {
      const before = ofClock[index - 1];
      return before && (before.atMs > step.atMs || before.version >= step.version)
        ? [`${clockId}: ${before.kind} before ${step.kind}`]
        : [];
    }),
  );
}

function isEnded({ state, nextMs }: RecordedMail, endMs: number): boolean {
  return ['sent', 'obsolete'].includes(state) || (state === 'queued' && nextMs !== null && nextMs > endMs);
}

function isAtNight(mail: RecordedMail, rules: Rules): boolean {
  const waits = WAITS.test(mail.kind) || (WAITS_UNLESS_URGENT.test(mail.kind) && !mail.isUrgent);
  return waits && !rules.hoursOf(mail.departmentId).isOpen(mail.attemptMs ?? 0);
}

/** Notices written while a recipient did not work, sent at the same instant at the first attempt, in several letters. */
function scattered(mails: readonly RecordedMail[], rules: Rules): string[] {
  const waited = mails.filter(
    (mail) =>
      mail.state === 'sent' &&
      mail.attempts === 1 &&
      isAtNight({ ...mail, attemptMs: mail.createdMs }, rules),
  );
  return [...Map.groupBy(waited, (mail) => `${mail.recipient} ${mail.attemptMs}`)].flatMap(
    ([key, together]) => (new Set(together.map((mail) => mail.messageId)).size > 1 ? [key] : []),
  );
}

function pointless(mails: readonly RecordedMail[], { clocks }: Evidence): string[] {
  return mails
    .filter((mail) => {
      const clock = clocks.get(mail.clockId ?? '');
      const { attemptMs } = mail;
      if (mail.state !== 'sent' || !clock || attemptMs === null) return false;
      const isStopped = clock.stoppedMs !== null && clock.stoppedMs < attemptMs;
      const isPaused = clock.pauses.some(
        ({ from, to }) => Date.parse(from) < attemptMs && attemptMs < Date.parse(to),
      );
      return isStopped || isPaused;
    })
    .map(describe);
}

function repeated(names: readonly string[]): string[] {
  return [...Map.groupBy(names, (name) => name)].filter(([, all]) => all.length > 1).map(([name]) => name);
}

function describe(mail: RecordedMail): string {
  return `${mail.key} is ${mail.state}, tried at ${new Date(mail.attemptMs ?? 0).toISOString()}`;
}
