import { createTraceFinder } from './find-traces.js';
import type { Trace } from './trace.js';
import { CHINESE_TEXTS, ENGLISH_TEXTS, RUSSIAN_TEXTS, WRITERS } from './trace-corpus.js';

const MARK = /⟦([a-z-]+):([^⟧]*)⟧/gu;
const plain = (marked: string): string => marked.replace(MARK, '$2');
const expected = (marked: string): string[] =>
  Array.from(marked.matchAll(MARK), ([, kind, text]) => `${kind ?? ''}: ${text ?? ''}`);
const shown = (text: string, traces: readonly Trace[]): string[] =>
  traces.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe('what in a text leads to its author', () => {
  describe.each([
    ['Chinese', WRITERS.chinese, CHINESE_TEXTS],
    ['English', WRITERS.english, ENGLISH_TEXTS],
    ['Russian', WRITERS.russian, RUSSIAN_TEXTS],
  ])('in %s', (_, writer, texts) => {
    const find = createTraceFinder(writer);
    it.each(texts)('%s', (marked) => {
      const text = plain(marked);
      expect(shown(text, find(text))).toEqual(expected(marked));
    });
  });

  it('is looked for in all three languages at once', () => {
    const text = '我 on 3 May в мою смену';
    expect(shown(text, createTraceFinder(WRITERS.english)(text))).toEqual([
      'date: 3 May',
      'shift: мою смену',
    ]);
  });

  it('knows nobody else by name', () => {
    const text = 'Anna Miller 王小静 Мария Смирнова A1003';
    const nobody = createTraceFinder({ name: '', employeeNumber: '', email: null });
    expect(shown(text, nobody(text))).toEqual(['number: A1003']);
  });

  it('takes a name as it is written, whatever is in it', () => {
    const find = createTraceFinder({ name: 'J. O’Brien (+)', employeeNumber: 'A.1', email: 'x' });
    const text = "O'Brien, A.1 and AB1";
    expect(shown(text, find(text))).toEqual(["own-name: O'Brien", 'own-number: A.1']);
  });

  it('takes the longest text in a moment, also one made to be slow', () => {
    const find = createTraceFinder(WRITERS.chinese);
    const started = performance.now();
    for (const part of [
      '我',
      '我我们组只有',
      'my team of ',
      'я работаю ',
      '1',
      'a.',
      'I have been ',
      '5月',
      '，',
      '哈',
      '+86 1',
    ]) {
      find(part.repeat(Math.ceil(8000 / part.length)));
    }
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
