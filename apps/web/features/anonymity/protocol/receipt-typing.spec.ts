import { slipBetween, typedWords } from './receipt-typing.js';

const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';

describe('what was typed as a receipt', () => {
  it('is cut into words of its script', () => {
    expect(typedWords(' 的，在\n一　是 ')).toEqual({ script: 'chinese', words: ['的', '在', '一', '是'] });
    expect(typedWords('1. Legal, ＷＩＮＮＥＲ')).toEqual({ script: 'english', words: ['legal', 'winner'] });
    expect(typedWords('  ')).toEqual({ script: 'english', words: [] });
  });

  it('differs from what was meant in a word', () => {
    const typed = WORDS.replace('wave', 'wade').toUpperCase();
    expect(slipBetween(typed, WORDS)).toEqual({ kind: 'word', position: 5, word: 'wave' });
    expect(slipBetween('的在一是', '的再一是')).toEqual({ kind: 'word', position: 2, word: '再' });
  });

  it('does not differ in what is only shortened', () => {
    const typed = WORDS.replace('winner', 'winn').replace('sausage', 'saus').replace('wave', 'wade');
    expect(slipBetween(typed, WORDS)).toEqual({ kind: 'word', position: 5, word: 'wave' });
  });

  it('differs in two neighbours that have changed places', () => {
    const typed = WORDS.replace('wave sausage', 'sausage wave');
    expect(slipBetween(typed, WORDS)).toEqual({ kind: 'swap', position: 5 });
  });

  it('differs in more than one slip, or in nothing', () => {
    expect(slipBetween(WORDS.replace('wave', 'wade').replace('worth', 'worse'), WORDS)).toBeNull();
    expect(slipBetween(WORDS.replace('wave sausage', 'sausage wade'), WORDS)).toBeNull();
    expect(slipBetween(WORDS, WORDS)).toBeNull();
    expect(slipBetween('legal winner', WORDS)).toBeNull();
  });
});
