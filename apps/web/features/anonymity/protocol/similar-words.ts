/** Receipts are written as twelve Chinese characters or twelve English words (BIP-39). */
export type ReceiptScript = 'chinese' | 'english';

export interface SimilarWord {
  readonly word: string;
  /** 1 is the most similar. */
  readonly distance: number;
}

/** How different a word may be: letters in English, places in the order of sounds in Chinese (a sound has about five). */
const FARTHEST: Readonly<Record<ReceiptScript, { readonly known: number; readonly unknown: number }>> = {
  english: { known: 1, unknown: 2 },
  chinese: { known: 6, unknown: 12 },
};

/** Words that somebody may have meant who typed another one, most similar first; farther ones if that is no word at all. */
export function similarWords(typed: string, list: readonly string[], script: ReceiptScript): SimilarWord[] {
  const farthest = FARTHEST[script][list.includes(typed) ? 'known' : 'unknown'];
  const found = script === 'chinese' ? soundAlikes(typed, list, farthest) : lookAlikes(typed, list, farthest);
  return found.sort((one, other) => one.distance - other.distance);
}

const bySound = new Intl.Collator('zh-u-co-pinyin');
/** Sorting two thousand characters by sound takes longer than everything else here. */
const sortedLists = new WeakMap<readonly string[], readonly string[]>();

function sortedBySound(list: readonly string[]): readonly string[] {
  const sorted = sortedLists.get(list) ?? [...list].sort(bySound.compare);
  sortedLists.set(list, sorted);
  return sorted;
}

/** The characters of a list between which those stand that sound like one of them. */
export function soundRange(word: string, list: readonly string[]): readonly [string, string] {
  const sorted = sortedBySound(list);
  const place = sorted.indexOf(word);
  const farthest = FARTHEST.chinese.known;
  return [sorted[Math.max(0, place - farthest)] ?? word, sorted[place + farthest] ?? sorted.at(-1) ?? word];
}

/** Whether a character, of the list or not, stands between two others in the order of sounds. */
export function soundsBetween(typed: string, [from, to]: readonly [string, string]): boolean {
  return bySound.compare(from, typed) <= 0 && bySound.compare(typed, to) <= 0;
}

/** Who types Chinese picks a character from those of one sound: the slip is its neighbour in the order of sounds. */
function soundAlikes(typed: string, list: readonly string[], farthest: number): SimilarWord[] {
  const sorted = sortedBySound(list);
  let [place, end] = [0, sorted.length];
  while (place < end) {
    const middle = (place + end) >> 1;
    if (bySound.compare(sorted[middle] ?? '', typed) < 0) place = middle + 1;
    else end = middle;
  }
  return sorted
    .slice(Math.max(0, place - farthest), place + farthest + 1)
    .filter((word) => word !== typed)
    .map((word) => ({ word, distance: Math.max(1, Math.abs(sorted.indexOf(word) - place)) }));
}

function lookAlikes(typed: string, list: readonly string[], farthest: number): SimilarWord[] {
  return (
    list
      .filter((word) => word !== typed && Math.abs(word.length - typed.length) <= farthest)
      // A slip leaves at least one end of a word as it was.
      .filter((word) => word[0] === typed[0] || word.at(-1) === typed.at(-1))
      .map((word) => ({ word, distance: letterSlips(typed, word) }))
      .filter(({ distance }) => distance <= farthest)
  );
}

/** Fewest letters to add, leave out, replace or swap with the next one. */
function letterSlips(one: string, other: string): number {
  let before: number[] = [];
  let above: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let at = 1; at <= one.length; at++) {
    [before, above, row] = [above, row, [at]];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[at - 1] === other[column - 1];
      let least = Math.min(above[column] ?? 0, row[column - 1] ?? 0) + 1;
      least = Math.min(least, (above[column - 1] ?? 0) + (isSame ? 0 : 1));
      if (at > 1 && column > 1 && one[at - 1] === other[column - 2] && one[at - 2] === other[column - 1]) {
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      }
      row.push(least);
    }
  }
  return row[other.length] ?? 0;
}
