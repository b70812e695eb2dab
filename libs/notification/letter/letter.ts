import type { Locale } from '@huiyin/platform';
import { noticeRule, type NoticeKind } from '../notices/notice-kinds.js';
import type { Audience } from '../notices/notice-rule.js';
import type { TicketGlance } from '../notices/ticket-glance.js';
import { fill, layOut } from './layout.js';
import { LETTER_TEXTS } from './letter-texts.js';

export interface LetterFacts {
  readonly kind: NoticeKind;
  readonly locale: Locale;
  /** IANA zone of the reader, in which the due instant is written. */
  readonly timeZone: string;
  readonly now: Date;
  /** With the clock that the letter is about. */
  readonly ticket: TicketGlance;
  readonly departmentName: string;
  /** Address that people type, without a trailing slash. */
  readonly publicUrl: string;
}

export interface Letter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Notices that only tell; nothing is to be done by a certain time, even if a clock of the ticket runs. */
const WITHOUT_DUE: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'answer-amended',
  'refusal-approved',
  'escalated-from-you',
  'overdue-escalated-from-you',
]);

/** Notices to somebody who decides what others do with the ticket. */
const TO_DECIDE: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'refusal-waiting',
  'abuse-waiting',
  'extension-waiting',
]);

/** What a person is told. It holds no opinion text, no title and no name of a person. */
export function writeLetter(facts: LetterFacts): Letter {
  const texts = LETTER_TEXTS[facts.locale];
  const notice = texts.notices[facts.kind];
  const { ticket } = facts;
  const audience = noticeRule(facts.kind).audience;
  const due = dueOf(facts, audience);
  const words = wordsOf(facts);
  const subject = subjectOf(facts);
  return {
    subject,
    ...layOut({
      lang: facts.locale,
      subject,
      heading: fill(notice.heading, words),
      body: fill(notice.body, words),
      due: due ? due.sentence : null,
      items: [],
      action: notice.action,
      url: ticketUrl(facts),
      reference: `${texts.ticket} ${ticket.number}`,
      why: fill(texts.why[audience], words),
      automatic: texts.automatic,
    }),
  };
}

/** Number, what happened and what is due when: a letter's subject, and a line of a digest. */
export function subjectOf(facts: LetterFacts): string {
  const texts = LETTER_TEXTS[facts.locale];
  const { ticket, kind } = facts;
  const due = dueOf(facts, noticeRule(kind).audience);
  return [
    `[${ticket.number}] ${fill(texts.notices[kind].subject, wordsOf(facts))}`,
    ...(due ? [fill(due.isMissed ? texts.missedInSubject : texts.dueInSubject, { due: due.short })] : []),
  ].join(' · ');
}

export function ticketUrl({ publicUrl, ticket }: LetterFacts): string {
  return `${publicUrl}/tickets/${ticket.id}`;
}

function wordsOf({ ticket, departmentName }: LetterFacts): Record<string, string> {
  return { number: ticket.number, department: departmentName };
}

function dueOf(
  { kind, locale, timeZone, now, ticket }: LetterFacts,
  audience: Audience,
): { readonly short: string; readonly sentence: string; readonly isMissed: boolean } | null {
  if (ticket.dueAt === null || ticket.dueLeg === null || WITHOUT_DUE.has(kind)) return null;
  const { due } = LETTER_TEXTS[locale];
  const isMissed = ticket.dueAt <= now;
  const inTime = TO_DECIDE.has(kind)
    ? due.decide
    : (audience === 'author' ? due.asAuthor : due.asOwner)[ticket.dueLeg];
  return {
    isMissed,
    short: instantIn(ticket.dueAt, locale, timeZone, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
    sentence: fill(isMissed ? due.missed[ticket.dueLeg] : inTime, {
      due:
        instantIn(ticket.dueAt, locale, timeZone, {
          weekday: 'short',
          year: 'numeric',
          month: 'long',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
        }) + ` (${offsetOf(ticket.dueAt, timeZone)})`,
    }),
  };
}

function instantIn(at: Date, locale: Locale, timeZone: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    ...parts,
    timeZone,
    hourCycle: 'h23',
  }).format(at);
}

/** Such as `GMT+8`, so that a reader who travels is not misled. */
function offsetOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}
