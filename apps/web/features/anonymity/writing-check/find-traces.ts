import { CHINESE } from './chinese.js';
import { ENGLISH } from './english.js';
import { MANNER } from './manner.js';
import { NUMBERS } from './numbers.js';
import { escaped, ownNamePatterns, type Writer } from './own-name.js';
import { RUSSIAN } from './russian.js';
import { words, type Patterns, type Trace } from './trace.js';

const GENERAL: Patterns = [...NUMBERS, ...CHINESE, ...ENGLISH, ...RUSSIAN, ...MANNER];

/** Full-width letters and digits as ordinary ones; every offset stays what it was. */
function folded(text: string): string {
  return text
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (character) =>
      String.fromCharCode(character.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u00a0\u3000]/g, ' ')
    .replace(/[\u2018\u2019]/g, "'");
}

/**
 * What in a text can lead to whoever wrote it, in Chinese, English and Russian at once, in the order of the text. It finds
 * much and not all: it points, and forbids nothing. Runs where the text is and tells nobody.
 */
export function createTraceFinder(writer: Writer): (text: string) => Trace[] {
  const number = folded(writer.employeeNumber).trim();
  const patterns: Patterns = [
    ['own-name', ...ownNamePatterns({ ...writer, name: folded(writer.name) })],
    ...(number === '' ? [] : ([['own-number', words(escaped(number))]] satisfies Patterns)),
    ...GENERAL,
  ];
  return (text) => {
    const plain = folded(text);
    const found = patterns.flatMap(([kind, ...expressions], rank) =>
      expressions.flatMap((expression) =>
        Array.from(plain.matchAll(expression), ({ index, 0: match }) => ({
          kind,
          rank,
          start: index,
          end: index + match.length,
        })),
      ),
    );
    return withoutOverlaps(found);
  };
}

/** Of traces that overlap the longest stays; a number is only a number when it is nothing else. */
function withoutOverlaps(found: readonly (Trace & { readonly rank: number })[]): Trace[] {
  const isNumber = ({ kind }: Trace): number => Number(kind === 'number');
  const lengthOf = ({ start, end }: Trace): number => end - start;
  const best = found.toSorted(
    (one, other) =>
      isNumber(one) - isNumber(other) || lengthOf(other) - lengthOf(one) || one.rank - other.rank,
  );
  const kept: Trace[] = [];
  for (const { kind, start, end } of best) {
    if (start < end && kept.every((trace) => end <= trace.start || start >= trace.end)) {
      kept.push({ kind, start, end });
    }
  }
  return kept.sort((one, other) => one.start - other.start);
}
