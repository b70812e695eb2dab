import fc from 'fast-check';
import { DEFAULT_POLICY } from '../policy/default-policy.js';
import { evenDayMinutes, startOfDay, workingDayMinutes } from './policy-day.js';
import { documentFaults, documentGaps, placeholders, renderDocument } from './policy-document.js';
import { POLICY_LANGUAGES, workingTimeWords } from './policy-words.js';

const FACTS = {
  numbers: DEFAULT_POLICY,
  dayMinutes: 450,
  departmentName: (id: string): string | undefined => (id === 'it' ? 'IT *desk*' : undefined),
};
const same = (text: string): { 'zh-CN': string; en: string; ru: string } => ({
  'zh-CN': text,
  en: text,
  ru: text,
});

describe('working time in words', () => {
  it.each([
    [450, '1 个工作日', '1 working day', '1 рабочий день'],
    [900, '2 个工作日', '2 working days', '2 рабочих дня'],
    [2_250, '5 个工作日', '5 working days', '5 рабочих дней'],
    [9_450, '21 个工作日', '21 working days', '21 рабочий день'],
    [675, '1.5 个工作日', '1.5 working days', '1,5 рабочего дня'],
    [120, '2 小时工作时间', '2 working hours', '2 рабочих часа'],
    [60, '1 小时工作时间', '1 working hour', '1 рабочий час'],
    [225, '225 分钟工作时间', '225 minutes of working time', '225 минут рабочего времени'],
    [1, '1 分钟工作时间', '1 minute of working time', '1 минута рабочего времени'],
  ])('%i minutes', (minutes, zh, en, ru) => {
    expect(POLICY_LANGUAGES.map((language) => workingTimeWords(language, minutes, 450))).toEqual([
      zh,
      en,
      ru,
    ]);
  });

  it('never says the same of two different times', () => {
    const time = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(time, time, fc.constantFrom(420, 450, 480), (a, b, day) => {
        fc.pre(a !== b);
        for (const language of POLICY_LANGUAGES)
          expect(workingTimeWords(language, a, day)).not.toBe(workingTimeWords(language, b, day));
      }),
    );
  });
});

describe('the text of a policy', () => {
  it('shows the numbers that are enforced', () => {
    expect(renderDocument('в срок: {{answer.ordinary}}', 'ru', FACTS)).toBe('в срок: 5 рабочих дней');
    expect(renderDocument('{{ answer.late-warning }} of {{working-day}}', 'en', FACTS)).toBe(
      '80% of 7.5 working hours',
    );
    expect(renderDocument('{{overrides}}', 'en', FACTS)).toContain('no special time limits');
    const overrides = [
      { leg: 'answer', urgency: 'urgent', workingMinutes: 60, departmentId: 'it', kind: 'question' } as const,
    ];
    const numbers = { ...DEFAULT_POLICY, overrides };
    expect(renderDocument('{{overrides}}', 'en', { ...FACTS, numbers })).toBe(
      String.raw`- IT \*desk\*, questions, urgent, answer: 1 working hour`,
    );
  });

  it('leaves nothing unknown unnoticed, and no number unsaid', () => {
    const all = [...placeholders(DEFAULT_POLICY).keys()].map((name) => `{{${name}}}`).join('\n');
    expect(documentFaults(same(all), DEFAULT_POLICY)).toEqual([]);
    expect(documentGaps(same(all), DEFAULT_POLICY)).toEqual([]);
    expect(documentFaults({ ...same(all), ru: `${all} {{answr.ordinary}}` }, DEFAULT_POLICY)).toEqual([
      expect.objectContaining({ path: 'texts.ru', code: 'unknown-placeholder' }),
    ]);
    expect(
      documentGaps({ ...same(all), en: all.replace('{{answer.urgent}}', '{{answer.due}}') }, DEFAULT_POLICY),
    ).toEqual([expect.objectContaining({ path: 'texts.en', message: 'must mention {{answer.urgent}}' })]);
  });

  it('is replaced once: what a placeholder says is never read as one, whatever the text', () => {
    const piece = fc.constantFrom('{{', '}}', '{', '}', 'answer.urgent', '{{answer.urgent}}', '{{x}}', ' ');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const rendered = renderDocument(pieces.join(''), 'en', FACTS);
        expect(renderDocument(rendered, 'en', { ...FACTS, dayMinutes: 60 })).toBe(
          rendered.replaceAll('{{answer.urgent}}', '7.5 working days'),
        );
      }),
    );
  });
});

describe('a day of the policy', () => {
  const short = [['09:00', '12:00']] as const;
  const long = [...short, ['13:30', '18:00']] as const;

  it('is as long as most days of the week', () => {
    expect(workingDayMinutes({ weekly: { mon: long, tue: long, fri: short } })).toBe(450);
    expect(workingDayMinutes({ weekly: { mon: long, fri: short } })).toBe(450);
    expect(workingDayMinutes({ weekly: { mon: [['22:00', '30:00']] } })).toBe(480);
  });

  it('is no measure where one day is longer than another', () => {
    expect(evenDayMinutes({ weekly: { mon: long, tue: long, sat: [] } })).toBe(450);
    expect(evenDayMinutes({ weekly: { mon: long, tue: long, fri: short } })).toBeNull();
    expect(evenDayMinutes({ weekly: {} })).toBeNull();
  });

  it('begins where the clocks of its zone say so', () => {
    expect(startOfDay('2026-03-03', 'Asia/Shanghai')?.toISOString()).toBe('2026-03-02T16:00:00.000Z');
    // Midnight does not exist there on that day.
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')?.toISOString()).toBe('2018-11-04T03:00:00.000Z');
    for (const wrong of ['2026-02-30', '2026-3-3', 'tomorrow', ''])
      expect(startOfDay(wrong, 'UTC')).toBeNull();
  });
});
