import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { readReceipt, writeReceipt, type ReceiptScript } from './receipt-words.js';

const receipts = fc.uint8Array({ minLength: 16, maxLength: 16 });
const scripts = fc.constantFrom<ReceiptScript>('chinese', 'english');
const ZEROS = new Uint8Array(16);

describe('a receipt in words', () => {
  it('is read as it was written, in both scripts', () => {
    fc.assert(
      fc.property(receipts, scripts, (receipt, script) => {
        const words = writeReceipt(receipt, script);
        expect(words).toHaveLength(12);
        const read = readReceipt(words.join(script === 'chinese' ? '' : ' '));
        expect(read).toEqual({ fault: null, receipt, script });
      }),
    );
  });

  it('is what BIP-39 says', () => {
    expect(writeReceipt(ZEROS, 'english').join(' ')).toBe(`${'abandon '.repeat(11)}about`);
    expect(writeReceipt(ZEROS, 'chinese').join('')).toBe(`${'的'.repeat(11)}在`);
  });

  it.each([
    ['spaces and lines between characters', ` 的 的的\n的，的、的 的的的 的的。在 `],
    ['ideographic spaces', `的　`.repeat(11) + '在'],
    ['capitals and commas', `${'Abandon, '.repeat(11)}ABOUT.`],
    ['full-width letters', `${'ａｂａｎｄｏｎ　'.repeat(11)}ａｂｏｕｔ`],
    [
      'numbers before the words',
      Array.from({ length: 11 }, (_, i) => `${i + 1}. abandon`).join('\n') + '\n12) about',
    ],
    ['no spaces between words', `${'abandon'.repeat(11)}about`],
    ['only the first four letters', `${'aban '.repeat(11)}abou`],
  ])('is read with %s', (_, typed) => {
    expect(readReceipt(typed)).toMatchObject({ fault: null, receipt: ZEROS });
  });

  it('with too few or too many words says how many', () => {
    expect(readReceipt('')).toEqual({ fault: 'count', count: 0 });
    expect(readReceipt('的'.repeat(11))).toEqual({ fault: 'count', count: 11 });
    expect(readReceipt('abandon '.repeat(13))).toEqual({ fault: 'count', count: 13 });
  });

  it('with words that are in no receipt says which', () => {
    const typed =
      'abandon qwertz abandon abandon abandon abandon abandon xyzzy abandon abandon abandon about';
    expect(readReceipt(typed)).toEqual({ fault: 'unknown', positions: [2, 8], suggestions: [] });
  });

  it('takes any text without a failure', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(readReceipt(text).fault).not.toBeUndefined();
      }),
      { numRuns: 40 },
    );
    expect(readReceipt('\ud800'.repeat(12)).fault).toBe('count');
  });
});

describe('a slip', () => {
  /** Share of slips after which the right receipt is among the suggestions. */
  function share(
    script: ReceiptScript,
    slip: (words: string[], place: number, pick: number) => string[],
  ): number {
    let found = 0;
    let slips = 0;
    fc.assert(
      fc.property(receipts, fc.nat(11), fc.nat(2047), (receipt, place, pick) => {
        const words = writeReceipt(receipt, script);
        const join = (list: readonly string[]): string => list.join(script === 'chinese' ? '' : ' ');
        const read = readReceipt(join(slip(words, place, pick)));
        // One in sixteen slips is a receipt as well: nothing can tell.
        if (read.fault === null || read.fault === 'count') return;
        slips++;
        if (read.suggestions.includes(join(words))) found++;
      }),
      { seed: 1, numRuns: 30 },
    );
    return found / slips;
  }

  it('of one letter leads back to the English word', () => {
    const replaced = share('english', (words, place, pick) => {
      const word = words[place] ?? '';
      const at = pick % word.length;
      const letter = String.fromCharCode(97 + (pick % 26));
      return words.with(place, `${word.slice(0, at)}${letter}${word.slice(at + 1)}`);
    });
    expect(replaced).toBeGreaterThan(0.95);
  });

  it('to the next character of the same sound leads back to the Chinese one', () => {
    const compare = new Intl.Collator('zh-u-co-pinyin').compare;
    const sounds = [...chinese].sort(compare);
    const replaced = share('chinese', (words, place, pick) => {
      const at = sounds.indexOf(words[place] ?? '');
      return words.with(place, sounds[at + (pick % 2 === 0 ? 1 : -1)] ?? sounds[1] ?? '');
    });
    expect(replaced).toBeGreaterThan(0.9);
  });

  it('of two words that changed places leads back', () => {
    const swap = (words: string[], place: number): string[] => {
      const at = Math.min(place, 10);
      return words.with(at, words[at + 1] ?? '').with(at + 1, words[at] ?? '');
    };
    expect(share('english', swap)).toBeGreaterThan(0.9);
    expect(share('chinese', swap)).toBeGreaterThan(0.9);
  });

  it('never suggests what is no receipt', () => {
    fc.assert(
      fc.property(receipts, scripts, fc.nat(11), fc.nat(2047), (receipt, script, place, pick) => {
        const list = script === 'chinese' ? chinese : english;
        const words = writeReceipt(receipt, script).with(place, list[pick] ?? '');
        const read = readReceipt(words.join(script === 'chinese' ? '' : ' '));
        if (read.fault !== 'checksum' && read.fault !== 'unknown') return;
        expect(read.suggestions.length).toBeLessThanOrEqual(6);
        for (const suggestion of read.suggestions) expect(readReceipt(suggestion).fault).toBeNull();
      }),
      { numRuns: 20 },
    );
  });
});
