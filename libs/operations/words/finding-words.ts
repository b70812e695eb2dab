import type { Locale } from '@huiyin/platform';
import { COUNTED_AT_MOST } from '../domain/facts.js';
import type { Finding, FindingCode } from '../domain/findings.js';
import { en } from './en.js';
import { ru } from './ru.js';
import { zhCn } from './zh-cn.js';

/** The figures of a finding as a reader of the language writes them. */
export interface Figures {
  readonly count: string;
  /** A length of time in the largest unit that says enough. */
  readonly time: string;
  readonly subject: string;
}

export interface Sentence {
  /** What is wrong, in a few words. */
  readonly what: string;
  /** What it means and what to do. */
  readonly todo: string;
}

export interface OperationsWords {
  readonly findings: Readonly<Record<FindingCode, (figures: Figures) => Sentence>>;
  /** What followers do, by their names. */
  readonly followers: Readonly<Record<string, string>>;
  readonly moreThan: (count: string) => string;
  readonly letter: {
    readonly alarm: { readonly subject: string; readonly heading: string; readonly body: string };
    readonly over: { readonly subject: string; readonly heading: string; readonly body: string };
    readonly action: string;
    readonly why: string;
    readonly automatic: string;
  };
}

export const OPERATIONS_WORDS: Readonly<Record<Locale, OperationsWords>> = { 'zh-CN': zhCn, en, ru };

const UNITS = [
  ['day', 86_400, 2 * 86_400],
  ['hour', 3_600, 2 * 3_600],
  ['minute', 60, 2 * 60],
  ['second', 1, 0],
] as const;

/** Seconds in the largest unit of which there are at least two. */
export function timeIn(locale: Locale, seconds: number): string {
  const [unit, size] = UNITS.find(([, , from]) => seconds >= from) ?? UNITS[3];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.floor(seconds / size),
  );
}

/** What a follower does; its bare name when there are no words for it. */
export function nameFollower(locale: Locale, name: string): string {
  return OPERATIONS_WORDS[locale].followers[name] ?? name;
}

/** A finding in words. */
export function wordFinding(locale: Locale, finding: Finding): Sentence {
  const words = OPERATIONS_WORDS[locale];
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value);
  return words.findings[finding.code]({
    count: finding.count > COUNTED_AT_MOST ? words.moreThan(number(COUNTED_AT_MOST)) : number(finding.count),
    time: timeIn(locale, finding.seconds),
    subject: nameFollower(locale, finding.subject),
  });
}
