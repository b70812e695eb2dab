import type { ReceiptScript } from './similar-words.js';

export const RECEIPT_WORDS = 12;

/** What somebody typed as a receipt, cut into words: either script, any spaces and punctuation, full width, any case. */
export function typedWords(typed: string): { readonly script: ReceiptScript; readonly words: string[] } {
  const text = typed.normalize('NFKC').toLowerCase();
  const script: ReceiptScript = /\p{Script=Han}/u.test(text) ? 'chinese' : 'english';
  return { script, words: text.match(script === 'chinese' ? /\p{Script=Han}/gu : /\p{L}+/gu) ?? [] };
}

/** One slip between what was typed and what was perhaps meant; positions are counted from 1. */
export type Slip =
  | { readonly kind: 'word'; readonly position: number; readonly word: string }
  /** This one and the next have changed places. */
  | { readonly kind: 'swap'; readonly position: number };

/** Null when more than one slip lies between them. */
export function slipBetween(typed: string, meant: string): Slip | null {
  const words = typedWords(typed).words;
  const others = typedWords(meant).words;
  const differing = others.flatMap((word, index) => (isSame(words[index], word) ? [] : [index]));
  const [first, second] = differing;
  if (words.length !== others.length || first === undefined) return null;
  if (second === undefined) return { kind: 'word', position: first + 1, word: others[first] ?? '' };
  const isSwap =
    differing.length === 2 &&
    second === first + 1 &&
    isSame(words[first], others[second]) &&
    isSame(words[second], others[first]);
  return isSwap ? { kind: 'swap', position: first + 1 } : null;
}

/** The first four letters of an English word stand for the whole. */
function isSame(typed: string | undefined, word: string | undefined): boolean {
  if (typed === undefined || word === undefined) return false;
  return typed === word || (typed.length >= 4 && word.startsWith(typed));
}
