import { documentFaults, documentGaps, renderDocument } from '../domain/policy-document.js';
import { POLICY_LANGUAGES } from '../domain/policy-words.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { SHIPPED_TEXTS } from './shipped-document.js';

const FACTS = { numbers: DEFAULT_POLICY, dayMinutes: 450, departmentName: () => undefined };

describe('the policy that ships', () => {
  it('mentions every number and no other, in every language', () => {
    expect(documentFaults(SHIPPED_TEXTS, DEFAULT_POLICY)).toEqual([]);
    expect(documentGaps(SHIPPED_TEXTS, DEFAULT_POLICY)).toEqual([]);
  });

  it.each(POLICY_LANGUAGES)('reads as one text in %s, with the same parts as in the others', (language) => {
    const rendered = renderDocument(SHIPPED_TEXTS[language], language, FACTS);
    expect(rendered).not.toMatch(/[{}]/);
    const parts = (text: string): string[] => text.match(/^(##|- |\d+\. )/gm) ?? [];
    expect(parts(SHIPPED_TEXTS[language]).filter((part) => part === '##')).toHaveLength(15);
    expect([...rendered].length).toBeLessThan(12_000);
  });
});
