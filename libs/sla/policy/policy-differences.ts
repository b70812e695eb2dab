import { diffArrays } from 'diff';
import { placeholders, type DocumentFacts } from '../domain/policy-document.js';
import type { PolicyLanguage } from '../domain/policy-words.js';
import type { PolicyNumberDifferenceDto, PolicyTextDifferenceDto } from './policy.dto.js';

/** Numbers that differ, in words, in the order of the policy. */
export function numberDifferences(
  language: PolicyLanguage,
  before: DocumentFacts,
  after: DocumentFacts,
): PolicyNumberDifferenceDto[] {
  const [old, fresh] = [placeholders(before.numbers), placeholders(after.numbers)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((name) => ({
      name,
      before: old.get(name)?.(language, before) ?? null,
      after: fresh.get(name)?.(language, after) ?? null,
    }))
    .filter((number) => number.before !== number.after);
}

/** A comparison of whole lines is good enough when a text was rewritten from end to end. */
const MOST_EDITS = 4_000;

/** What was added and removed, by words as the language has them. */
export function textDifferences(
  language: PolicyLanguage,
  before: string,
  after: string,
): PolicyTextDifferenceDto[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const words = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);
  const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const changes =
    diffArrays(words(before), words(after), { maxEditLength: MOST_EDITS }) ??
    diffArrays(lines(before), lines(after));
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}
