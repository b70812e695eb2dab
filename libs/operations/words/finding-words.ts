import type { Locale } from '@huiyin/platform';
import { COUNTED_AT_MOST } from '../domain/facts.js';
import type { Finding } from '../domain/findings.js';
import { en } from './en.js';
import type { OperationsWords, Sentence } from './operations-words.js';
import { ru } from './ru.js';
import { zhCn } from './zh-cn.js';

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
