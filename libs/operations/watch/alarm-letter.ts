import { layOut, messageIdOf, type AddressedLetter } from '@huiyin/notification';
import type { Locale } from '@huiyin/platform';
import { OPERATIONS_WORDS, wordFinding } from '../words/finding-words.js';
import type { Finding } from '../domain/findings.js';

export interface Administrator {
  readonly id: string;
  readonly email: string;
  readonly locale: Locale;
}

/** What administrators are told of a change: which alarms there are now; none means that all are over. */
export function writeAlarmLetter(
  alarms: readonly Finding[],
  to: Administrator,
  given: { readonly stateId: string; readonly publicUrl: string; readonly now: Date },
): AddressedLetter {
  const { letter } = OPERATIONS_WORDS[to.locale];
  const words = alarms.length > 0 ? letter.alarm : letter.over;
  const url = `${given.publicUrl}/administration/operations`;
  return {
    to: to.email,
    locale: to.locale,
    writtenAt: given.now,
    messageId: messageIdOf(`operations/${given.stateId}/${to.id}`, new URL(given.publicUrl).hostname),
    subject: words.subject,
    ...layOut({
      lang: to.locale,
      subject: words.subject,
      heading: words.heading,
      body: words.body,
      due: null,
      items: alarms.map((alarm) => ({ label: wordFinding(to.locale, alarm).what, url })),
      action: letter.action,
      url,
      reference: null,
      why: letter.why,
      automatic: letter.automatic,
    }),
  };
}
