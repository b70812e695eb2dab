import { fill, layOut } from './layout.js';
import { subjectOf, ticketUrl, type Letter, type LetterFacts } from './letter.js';
import { LETTER_TEXTS } from './letter-texts.js';

/**
 * Several deadlines for one reader in one letter: a line for each, the most urgent first. As every letter it holds no
 * opinion text, no title and no name of a person. Throws RangeError when there is nothing to tell.
 */
export function writeDigest(deadlines: readonly LetterFacts[]): Letter {
  const [first] = deadlines;
  if (!first) throw new RangeError('A digest tells of something.');
  const texts = LETTER_TEXTS[first.locale];
  const words = { count: String(deadlines.length) };
  const subject = fill(texts.digest.subject, words);
  const dueMs = (facts: LetterFacts): number => facts.ticket.dueAt?.getTime() ?? Infinity;
  return {
    subject,
    ...layOut({
      lang: first.locale,
      subject,
      heading: fill(texts.digest.heading, words),
      body: fill(texts.digest.body, words),
      due: null,
      items: [...deadlines]
        .sort((a, b) => dueMs(a) - dueMs(b))
        .map((facts) => ({ label: subjectOf(facts), url: ticketUrl(facts) })),
      action: texts.digest.action,
      url: `${first.publicUrl}/`,
      reference: null,
      why: texts.digest.why,
      automatic: texts.automatic,
    }),
  };
}
