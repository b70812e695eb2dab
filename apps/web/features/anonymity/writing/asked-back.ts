import type { ShownReceipt } from '../client/messages.js';
import { typedWords } from '../protocol/receipt-typing.js';
import { similarWords, soundsBetween } from '../protocol/similar-words.js';

/** What was typed for one place of a receipt; places are counted from 1. */
export type WordVerdict =
  | { readonly verdict: 'right' }
  | { readonly verdict: 'empty' }
  /** Nearly: a letter, or a character of the same sound. */
  | { readonly verdict: 'slip'; readonly word: string }
  /** It stands at another place. */
  | { readonly verdict: 'elsewhere'; readonly place: number }
  | { readonly verdict: 'wrong' };

/** The first four letters of an English word belong to no other one. */
const ENOUGH_LETTERS = 4;

/** Two places of a receipt, in their order. */
export function drawPlaces(places: number, draw: (below: number) => number): [number, number] {
  const first = draw(places);
  const second = (first + 1 + draw(places - 1)) % places;
  return [Math.min(first, second) + 1, Math.max(first, second) + 1];
}

/** Compares what somebody typed from their note with one place of the receipt, in whichever script they type. */
export function checkWord(typed: string, place: number, receipt: ShownReceipt): WordVerdict {
  const {
    script,
    words: [word],
  } = typedWords(typed);
  if (word === undefined) return { verdict: 'empty' };
  const words = receipt[script];
  const meant = words[place - 1] ?? '';
  const isSame = (other: string): boolean =>
    other === word || (word.length >= ENOUGH_LETTERS && other.startsWith(word));
  if (isSame(meant)) return { verdict: 'right' };
  const elsewhere = words.findIndex(isSame);
  if (elsewhere >= 0) return { verdict: 'elsewhere', place: elsewhere + 1 };
  const sounds = receipt.sounds[place - 1];
  const isSimilar =
    script === 'chinese'
      ? sounds !== undefined && soundsBetween(word, sounds)
      : similarWords(word, [meant], script).length > 0;
  return isSimilar ? { verdict: 'slip', word: meant } : { verdict: 'wrong' };
}
