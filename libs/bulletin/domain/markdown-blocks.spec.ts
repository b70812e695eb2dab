import fc from 'fast-check';
import { markdownBlocks } from './markdown-blocks.js';

describe('Markdown for paper', () => {
  it('keeps headings, lists and bold, and of links the words', () => {
    const text = '## 要求\n请在**三天内**说明。\n\n- 原因\n2. [措施](https://example.test)\n> 引用';
    expect(markdownBlocks(text)).toEqual([
      { kind: 'heading', runs: [{ text: '要求', isBold: false }] },
      {
        kind: 'paragraph',
        runs: [
          { text: '请在', isBold: false },
          { text: '三天内', isBold: true },
          { text: '说明。', isBold: false },
        ],
      },
      { kind: 'item', marker: '•', runs: [{ text: '原因', isBold: false }] },
      { kind: 'item', marker: '2.', runs: [{ text: '措施', isBold: false }] },
      { kind: 'quote', runs: [{ text: '引用', isBold: false }] },
    ]);
  });

  it('loses no word, whatever was written', () => {
    const WORD = fc.stringMatching(/^[a-zа-я一-龥]{1,6}$/);
    const MARK = fc.constantFrom(' ', '\n', '**', '_', '- ', '> ', '# ', '`', '\n\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(WORD, MARK), { maxLength: 30 }), (parts) => {
        const text = parts.map(([word, mark]) => `${word}${mark}`).join('');
        const shown = markdownBlocks(text)
          .map((block) => block.runs.map((run) => run.text).join(''))
          .join(' ');
        for (const [word] of parts) expect(shown).toContain(word);
      }),
    );
  });

  it('is quick with text that is made to be slow', () => {
    for (const text of ['**'.repeat(10_000), '_a'.repeat(10_000), '['.repeat(20_000), '> '.repeat(10_000)]) {
      const start = performance.now();
      markdownBlocks(text);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });
});
