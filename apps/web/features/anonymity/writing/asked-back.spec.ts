import fc from 'fast-check';
import { soundRanges, writeReceipt } from '../protocol/receipt-words.js';
import { checkWord, drawPlaces } from './asked-back.js';

const bytes = Uint8Array.from({ length: 16 }, (_, index) => index * 7 + 3);
const chinese = writeReceipt(bytes, 'chinese');
const receipt = { chinese, english: writeReceipt(bytes, 'english'), sounds: soundRanges(chinese) };
const word = (place: number): string => receipt.english[place - 1] ?? '';
const character = (place: number): string => receipt.chinese[place - 1] ?? '';

describe('the two words that are asked back', () => {
  it('stand at two places, each pair as likely as any other', () => {
    const pairs = new Map<string, number>();
    for (let first = 0; first < 12; first++) {
      for (let second = 0; second < 11; second++) {
        const drawn = [first, second];
        const [one, other] = drawPlaces(12, () => drawn.shift() ?? 0);
        expect(one).toBeGreaterThanOrEqual(1);
        expect(other).toBeGreaterThan(one);
        expect(other).toBeLessThanOrEqual(12);
        pairs.set(`${one} ${other}`, (pairs.get(`${one} ${other}`) ?? 0) + 1);
      }
    }
    expect(pairs.size).toBe(66);
    expect(new Set(pairs.values())).toEqual(new Set([2]));
  });

  it('are taken in either script, with spaces, in capitals, in full width, and cut after four letters', () => {
    for (let place = 1; place <= 12; place++) {
      const full = word(place).replace(/[a-z]/g, (letter) =>
        String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
      );
      for (const typed of [
        word(place),
        ` ${word(place).toUpperCase()} `,
        full,
        word(place).slice(0, 4),
        character(place),
        `${place}. ${character(place)}`,
      ]) {
        expect([typed, checkWord(typed, place, receipt)]).toEqual([typed, { verdict: 'right' }]);
      }
    }
  });

  it('are told apart: nothing, another place, a slip, another word', () => {
    expect(checkWord(' 7. ', 7, receipt)).toEqual({ verdict: 'empty' });
    expect(checkWord(word(3), 7, receipt)).toEqual({ verdict: 'elsewhere', place: 3 });
    expect(checkWord(character(3), 7, receipt)).toEqual({ verdict: 'elsewhere', place: 3 });
    const slip = `${word(7).slice(0, -1)}${word(7).endsWith('q') ? 'x' : 'q'}`;
    expect(checkWord(slip, 7, receipt)).toEqual({ verdict: 'slip', word: word(7) });
    expect(checkWord('xylophone', 7, receipt)).toEqual({ verdict: 'wrong' });
    expect(checkWord('龘', 7, receipt)).toEqual({ verdict: 'wrong' });
  });

  it('find the character of the same sound that an input method offers first', () => {
    const spoken = { english: [], chinese: ['他', '的'], sounds: soundRanges(['他', '的']) };
    expect(checkWord('她', 1, spoken)).toEqual({ verdict: 'slip', word: '他' });
    expect(checkWord('山', 1, spoken)).toEqual({ verdict: 'wrong' });
  });

  it('never fail, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 12 }), (typed, place) => {
        const { verdict } = checkWord(typed, place, receipt);
        expect(['right', 'empty', 'slip', 'elsewhere', 'wrong']).toContain(verdict);
      }),
    );
  });
});
