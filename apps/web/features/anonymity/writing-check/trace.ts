/**
 * What in a text can lead to its author.
 * - `own-name`, `own-number`: the author's own name, or a part of it; the author's own employee number.
 * - `number`: another number that leads to a person, a call or an order.
 * - `phone`, `contact`: a telephone number; a mail address or an account.
 * - `date`: a day or minute that is over, from which a roster tells who was there.
 * - `shift`, `seat`, `small-group`: when, where or with how few the author works.
 * - `only-one`, `about-me`: what is true of one person, or of few.
 * - `manner`: marks of somebody's own way of writing.
 */
export const TRACE_KINDS = [
  'own-name',
  'own-number',
  'number',
  'phone',
  'contact',
  'date',
  'shift',
  'seat',
  'small-group',
  'only-one',
  'about-me',
  'manner',
] as const;
export type TraceKind = (typeof TRACE_KINDS)[number];

/** UTF-16 offsets, as an input's selection has them. */
export interface Trace {
  readonly kind: TraceKind;
  readonly start: number;
  readonly end: number;
}

/** Where a kind of trace shows; each expression has the flags g and u. */
export type Patterns = readonly (readonly [TraceKind, ...RegExp[]])[];

const WORD = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}_';

/** Whole words of Latin and Cyrillic letters, in any case; Chinese may stand right beside them. */
export function words(source: string): RegExp {
  return new RegExp(`(?<![${WORD}])(?:${source})(?![${WORD}])`, 'giu');
}

/** Chinese has no spaces between words; letters in it may have any case. */
export function characters(source: string): RegExp {
  return new RegExp(source, 'giu');
}
