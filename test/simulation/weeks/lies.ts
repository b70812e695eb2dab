import type { Evidence, RecordedMail } from './evidence.js';
import { hoursOf, WITHOUT_SUMMER_TIME } from './places.js';
import { CHECKS, type Rules } from './verification.js';

/** A falsehood told to the verification, and the check that must find it. */
interface Lie {
  readonly name: string;
  readonly foundBy: string;
  readonly evidence?: (evidence: Evidence) => Evidence;
  readonly rules?: (rules: Rules, departments: ReadonlyMap<string, string>) => Rules;
}

const HOUR_MS = 3_600_000;

export const LIES: readonly Lie[] = [
  {
    name: 'pauses are ignored',
    foundBy: CHECKS.courses,
    rules: (rules) => ({
      ...rules,
      acts: (acts) => acts.filter((act) => act.name !== 'ask-author' && act.name !== 'reply'),
    }),
  },
  {
    name: 'nothing is classed as complex',
    foundBy: CHECKS.courses,
    rules: (rules) => ({
      ...rules,
      acts: (acts) => acts.filter((act) => act.name !== 'mark-complex' && act.name !== 'mark-ordinary'),
    }),
  },
  {
    name: 'there is no summer time',
    foundBy: CHECKS.courses,
    rules: (rules, departments) => ({ ...rules, hoursOf: hoursOf(departments, WITHOUT_SUMMER_TIME) }),
  },
  {
    name: 'a step is missing',
    foundBy: CHECKS.courses,
    evidence: (evidence) => {
      const [ticketId, course] = [...evidence.courses].find(([, one]) =>
        one.clocks.some((clock) => clock.steps.length > 0),
      ) ?? ['', undefined];
      if (!course) return evidence;
      const clocks = course.clocks.map((clock) => ({ ...clock, steps: clock.steps.slice(1) }));
      return { ...evidence, courses: new Map(evidence.courses).set(ticketId, { ...course, clocks }) };
    },
  },
  {
    name: 'a step was recorded twice',
    foundBy: CHECKS.order,
    evidence: (evidence) => ({ ...evidence, steps: [...evidence.steps, ...evidence.steps.slice(-1)] }),
  },
  {
    name: 'the steps of a clock are recorded in reverse',
    foundBy: CHECKS.order,
    evidence: (evidence) => ({ ...evidence, steps: evidence.steps.toReversed() }),
  },
  {
    name: 'nobody was told of a step',
    foundBy: CHECKS.told,
    evidence: (evidence) => {
      const one = evidence.mails.find((mail) => mail.clockId !== null);
      const isOf = (mail: RecordedMail): boolean => mail.clockId === one?.clockId && mail.kind === one?.kind;
      return { ...evidence, mails: evidence.mails.filter((mail) => !isOf(mail)) };
    },
  },
  {
    name: 'a notice was made up',
    foundBy: CHECKS.called,
    evidence: withMail(
      (mail) => mail.clockId !== null,
      (mail) => ({ ...mail, dueMs: (mail.dueMs ?? 0) + HOUR_MS }),
    ),
  },
  {
    name: 'a notice was written twice',
    foundBy: CHECKS.once,
    evidence: (evidence) => ({ ...evidence, mails: [...evidence.mails, ...evidence.mails.slice(-1)] }),
  },
  {
    name: 'a notice was forgotten',
    foundBy: CHECKS.ended,
    evidence: withMail(
      (mail) => mail.state === 'sent',
      (mail) => ({ ...mail, state: 'sending' }),
    ),
  },
  {
    name: 'a letter never arrived',
    foundBy: CHECKS.arrived,
    evidence: (evidence) => ({ ...evidence, arrived: new Map([...evidence.arrived].slice(1)) }),
  },
  {
    name: 'a letter came that nobody knows',
    foundBy: CHECKS.known,
    evidence: (evidence) => ({
      ...evidence,
      arrived: new Map(evidence.arrived).set('<unknown@example.test>', ['a1001@example.test']),
    }),
  },
  {
    name: 'a letter came twice for no reason',
    foundBy: CHECKS.again,
    evidence: (evidence) => {
      const once = evidence.mails.find((mail) => mail.state === 'sent' && mail.attempts === 1);
      const copies = evidence.arrived.get(once?.messageId ?? '') ?? [];
      return {
        ...evidence,
        arrived: new Map(evidence.arrived).set(once?.messageId ?? '', [...copies, ...copies]),
      };
    },
  },
  {
    name: 'somebody was woken at night',
    foundBy: CHECKS.hours,
    evidence: withMail(
      (mail) => mail.state === 'sent' && mail.kind.endsWith('-half'),
      (mail) => ({ ...mail, attemptMs: (mail.attemptMs ?? 0) + 12 * HOUR_MS }),
    ),
  },
  {
    name: 'a morning brought two letters',
    foundBy: CHECKS.digest,
    evidence: (evidence) => {
      // Two copies of one that waited over the night, each in a letter of its own.
      const waited = evidence.mails.filter(
        (mail) =>
          mail.state === 'sent' &&
          mail.attempts === 1 &&
          mail.kind.endsWith('-half') &&
          (mail.attemptMs ?? 0) - mail.createdMs > 8 * HOUR_MS,
      );
      const copies = waited.map((mail) => ({ ...mail, messageId: `${mail.messageId} again` }));
      return { ...evidence, mails: [...evidence.mails, ...copies] };
    },
  },
  {
    name: 'somebody was told of a clock that had stopped',
    foundBy: CHECKS.pointless,
    evidence: withMail(
      (mail) => mail.clockId !== null && mail.state === 'sent',
      (mail) => ({ ...mail, attemptMs: (mail.attemptMs ?? 0) + 9_000 * HOUR_MS }),
      (mail, { clocks }) => (clocks.get(mail.clockId ?? '')?.stoppedMs ?? null) !== null,
    ),
  },
];

/** The first mail of this sort is told otherwise. */
function withMail(
  isMeant: (mail: RecordedMail) => boolean,
  change: (mail: RecordedMail) => RecordedMail,
  also: (mail: RecordedMail, evidence: Evidence) => boolean = () => true,
): (evidence: Evidence) => Evidence {
  return (evidence) => {
    const index = evidence.mails.findIndex((mail) => isMeant(mail) && also(mail, evidence));
    const mail = evidence.mails[index];
    return mail ? { ...evidence, mails: evidence.mails.with(index, change(mail)) } : evidence;
  };
}
