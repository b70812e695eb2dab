import type { Locale } from '@huiyin/platform';
import { bulletinNoticeRule, type BulletinNoticeKind } from '../notices/bulletin-notices.js';
import { fill, layOut } from './layout.js';
import { LETTER_TEXTS } from './letter-texts.js';
import type { Letter } from './letter.js';

export interface BulletinLetterFacts {
  readonly kind: BulletinNoticeKind;
  readonly locale: Locale;
  readonly bulletin: { readonly id: string; readonly number: string };
  /** Empty when the letter is about the bulletin as a whole. */
  readonly departmentName: string;
  /** YYYY-MM-DD by which something is due. */
  readonly dueOn: string | null;
  /** Address that people type, without a trailing slash. */
  readonly publicUrl: string;
}

/** What a person is told of a bulletin. It holds no text of it and no name of a person. */
export function writeBulletinLetter(facts: BulletinLetterFacts): Letter {
  const { bulletins, automatic } = LETTER_TEXTS[facts.locale];
  const notice = bulletins.notices[facts.kind];
  const words = { number: facts.bulletin.number, department: facts.departmentName };
  const due = bulletins.due[facts.kind];
  const subject = `[${facts.bulletin.number}] ${fill(notice.subject, words)}`;
  return {
    subject,
    ...layOut({
      lang: facts.locale,
      subject,
      heading: fill(notice.heading, words),
      body: fill(notice.body, words),
      due:
        due === undefined || facts.dueOn === null
          ? null
          : fill(due, { due: dayIn(facts.dueOn, facts.locale) }),
      items: [],
      action: notice.action,
      url: `${facts.publicUrl}/bulletins/${facts.bulletin.id}`,
      reference: `${bulletins.bulletin} ${facts.bulletin.number}`,
      why: bulletins.why[bulletinNoticeRule(facts.kind).audience],
      automatic,
    }),
  };
}

/** A day is the same day everywhere. */
function dayIn(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'short',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}
