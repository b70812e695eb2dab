import fc from 'fast-check';
import { POLICY_LANGUAGES } from '../domain/policy-words.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { numberDifferences, textDifferences } from './policy-differences.js';

const facts = (redosBeforeHigherLevel: number) => ({
  numbers: {
    ...DEFAULT_POLICY,
    redosBeforeHigherLevel,
    levels: DEFAULT_POLICY.levels.map((level) =>
      level.leg === 'answer' && level.urgency === 'ordinary' ? { ...level, workingMinutes: 1_800 } : level,
    ),
  },
  dayMinutes: 450,
  departmentName: () => undefined,
});

describe('differences between two versions', () => {
  it('are told as numbers in words', () => {
    const before = { ...facts(3), numbers: DEFAULT_POLICY };
    expect(numberDifferences('ru', before, facts(4))).toEqual([
      { name: 'answer.ordinary', before: '5 рабочих дней', after: '4 рабочих дня' },
      { name: 'redos-before-higher-level', before: '3', after: '4' },
    ]);
    expect(numberDifferences('en', before, before)).toEqual([]);
  });

  it('are told as words of the language', () => {
    expect(textDifferences('zh-CN', '答复期限为五个工作日。', '答复期限为四个工作日。')).toEqual([
      { kind: 'same', text: '答复期限为' },
      { kind: 'removed', text: '五' },
      { kind: 'added', text: '四' },
      { kind: 'same', text: '个工作日。' },
    ]);
  });

  it('lead from one text to the other, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b ', '\n', '期限', 'слово ', '.') });
    fc.assert(
      fc.property(fc.constantFrom(...POLICY_LANGUAGES), text, text, (language, before, after) => {
        const parts = textDifferences(language, before, after);
        const joined = (kind: string): string =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('');
        expect(joined('added')).toBe(before);
        expect(joined('removed')).toBe(after);
      }),
    );
  });

  it('of two texts without anything in common are found quickly', () => {
    const before = Array.from({ length: 12_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join(
      '',
    );
    const after = [...before].reverse().join('');
    expect(textDifferences('zh-CN', before, after).length).toBeGreaterThan(0);
  }, 5_000);
});
