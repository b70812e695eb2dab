import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import type { Bytes } from './bytes.js';
import { RECEIPT_WORDS, typedWords } from './receipt-typing.js';
import { similarWords, soundRange, type ReceiptScript } from './similar-words.js';

export type { ReceiptScript };

const MOST_SUGGESTIONS = 6;
/** Letters of the English words. */
const [SHORTEST_WORD, LONGEST_WORD] = [3, 8];

const LISTS: Readonly<Record<ReceiptScript, string[]>> = { chinese, english };

export type ReadReceipt =
  | { readonly fault: null; readonly receipt: Bytes; readonly script: ReceiptScript }
  /** Too few or too many words. */
  | { readonly fault: 'count'; readonly count: number }
  /** Words that are in no receipt; counted from 1. */
  | {
      readonly fault: 'unknown';
      readonly positions: readonly number[];
      readonly suggestions: readonly string[];
    }
  /** Every word is possible, but not together: one of them is wrong, or two have changed places. */
  | { readonly fault: 'checksum'; readonly suggestions: readonly string[] };

/** 16 bytes as twelve words. */
export function writeReceipt(receipt: Uint8Array, script: ReceiptScript): string[] {
  return entropyToMnemonic(receipt, LISTS[script]).split(' ');
}

/** For each character of a receipt the two between which those stand that sound like it. */
export function soundRanges(receipt: readonly string[]): (readonly [string, string])[] {
  return receipt.map((word) => soundRange(word, LISTS.chinese));
}

/**
 * Reads what somebody typed; English words may be cut after four letters or written as one. Suggestions are whole receipts
 * that differ in one slip, the likeliest first.
 */
export function readReceipt(typed: string): ReadReceipt {
  const { script, words: cut } = typedWords(typed);
  const list = LISTS[script];
  const words = (cut.length === 1 ? divided(cut[0] ?? '', list) : cut).map((word) => completed(word, list));
  if (words.length !== RECEIPT_WORDS) return { fault: 'count', count: words.length };
  const unknown = words.flatMap((word, index) => (list.includes(word) ? [] : [index]));
  if (unknown.length === 0) {
    const receipt = decode(words, list);
    if (receipt) return { fault: null, receipt, script };
    return { fault: 'checksum', suggestions: suggestions(words, words.keys(), script) };
  }
  return {
    fault: 'unknown',
    positions: unknown.map((index) => index + 1),
    suggestions: unknown.length === 1 ? suggestions(words, unknown, script) : [],
  };
}

/** Twelve words that were written without spaces; where there are several ways, the one that makes a receipt. */
function divided(text: string, list: string[]): string[] {
  const ways: string[][] = [];
  const divide = (rest: string, before: string[]): void => {
    if (rest === '' && before.length === RECEIPT_WORDS) ways.push(before);
    if (rest === '' || before.length === RECEIPT_WORDS) return;
    for (let length = SHORTEST_WORD; length <= LONGEST_WORD; length++) {
      const word = rest.slice(0, length);
      if (word.length === length && list.includes(word)) divide(rest.slice(length), [...before, word]);
    }
  };
  divide(text, []);
  return ways.find((words) => decode(words, list) !== null) ?? ways[0] ?? [text];
}

/** The first four letters of an English word belong to no other one. */
function completed(word: string, list: readonly string[]): string {
  if (word.length < 4 || list.includes(word)) return word;
  return list.find((candidate) => candidate.startsWith(word)) ?? word;
}

function decode(words: readonly string[], list: string[]): Bytes | null {
  try {
    return Uint8Array.from(mnemonicToEntropy(words.join(' ').normalize('NFKD'), list));
  } catch {
    return null;
  }
}

function suggestions(words: readonly string[], places: Iterable<number>, script: ReceiptScript): string[] {
  const list = LISTS[script];
  const candidates: { words: string[]; distance: number }[] = [];
  for (const place of places) {
    for (const { word, distance } of similarWords(words[place] ?? '', list, script)) {
      candidates.push({ words: words.with(place, word), distance });
    }
    const [here, next] = [words[place], words[place + 1]];
    if (here !== undefined && next !== undefined && here !== next) {
      candidates.push({ words: words.with(place, next).with(place + 1, here), distance: 1 });
    }
  }
  const found: string[] = [];
  for (const { words: candidate } of candidates.sort((one, other) => one.distance - other.distance)) {
    if (decode(candidate, list) !== null) found.push(candidate.join(script === 'chinese' ? '' : ' '));
    if (found.length === MOST_SUGGESTIONS) break;
  }
  return found;
}
