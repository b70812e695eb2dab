import { LOCALES } from '@huiyin/platform';
import { FINDING_CODES } from '../domain/findings.js';
import { timeIn, wordFinding } from './finding-words.js';

describe('findings in words', () => {
  it.each(LOCALES)('say in %s what is wrong and what to do, without a hole', (locale) => {
    for (const code of FINDING_CODES) {
      const { what, todo } = wordFinding(locale, {
        code,
        level: 'alarm',
        subject: 'SUBJECT',
        count: 12_345,
        seconds: 7_300,
      });
      for (const sentence of [what, todo]) expect(sentence).not.toMatch(/undefined|NaN|\{|\}|^\s|\s$/);
      expect(todo).toMatch(/[.。]$/);
    }
  });

  it('say more than, where counting stopped', () => {
    const finding = { code: 'mails-dead', level: 'alarm', subject: '', count: 10_001, seconds: 0 } as const;
    expect(wordFinding('en', finding).what).toBe('Mails given up: more than 10,000');
    expect(wordFinding('zh-CN', { ...finding, count: 3 }).what).toBe('已放弃投递的邮件：3 封');
  });

  it.each([
    [0, '0 sec'],
    [119, '119 sec'],
    [120, '2 min'],
    [7_199, '119 min'],
    [7_200, '2 hr'],
    [172_800, '2 days'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(timeIn('en', seconds)).toBe(text);
  });
});
