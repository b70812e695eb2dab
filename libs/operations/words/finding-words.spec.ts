import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LOCALES } from '@huiyin/platform';
import { FINDING_CODES } from '../domain/findings.js';
import { nameFollower, timeIn, wordFinding } from './finding-words.js';

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

  it('call every follower that there is by what it does', () => {
    const libs = resolve(import.meta.dirname, '../..');
    const sources = readdirSync(libs, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('spec.ts'))
      .map((path) => readFileSync(join(libs, path), 'utf8'));
    const names = sources.flatMap((source) =>
      [...source.matchAll(/(?:SUBSCRIBER = |\.advance\(\s*)'([a-z-]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(names.length).toBeGreaterThan(2);
    for (const locale of LOCALES) {
      expect(names.filter((name) => nameFollower(locale, name) === name)).toEqual([]);
    }
  });

  it('say more than, where counting stopped', () => {
    const finding = { code: 'mails-dead', level: 'alarm', subject: '', count: 10_001, seconds: 0 } as const;
    expect(wordFinding('en', finding).what).toBe('E-mails given up: more than 10,000');
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
