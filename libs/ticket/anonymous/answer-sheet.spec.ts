import { randomBytes } from 'node:crypto';
import { AnonymousAuthor } from '../../../test/support/anonymous-author.js';
import { RECORD_BYTES, RECORDS_STEP, sealSheet, type SheetEntry } from './answer-sheet.js';

const EDITION = '2026-03-02';

async function authorWith(content: unknown): Promise<{ author: AnonymousAuthor; entry: SheetEntry }> {
  const author = await AnonymousAuthor.make(() => Promise.resolve());
  const tagKey = author.tagKey.toString('base64url');
  return { author, entry: { sealKey: await author.sealKey(), tagKey, content } };
}

/** Text that cannot be made shorter. */
const noise = (length: number): string => randomBytes(length).toString('base64');

describe('the answer sheet', () => {
  it('tells every author their own, however long, and nothing to anybody else', async () => {
    const long = { text: noise(12_000) };
    const one = await authorWith(long);
    const two = await authorWith({ text: '已安排。' });
    const sheet = await sealSheet(EDITION, [one.entry, two.entry]);
    expect(await one.author.read(EDITION, sheet)).toEqual(long);
    expect(await two.author.read(EDITION, sheet)).toEqual({ text: '已安排。' });
    const stranger = await authorWith(null);
    expect(await stranger.author.read(EDITION, sheet)).toBeNull();
    // A record of one edition is nothing in another.
    expect(await one.author.read('2026-03-03', sheet)).toBeNull();
    expect(sheet.includes('已安排')).toBe(false);
  });

  it('has a size that tells nothing below a step, and no two records alike', async () => {
    const entries = await Promise.all(Array.from({ length: 3 }, () => authorWith({ text: noise(9_000) })));
    for (const sheet of [
      await sealSheet(EDITION, []),
      await sealSheet(
        EDITION,
        entries.map(({ entry }) => entry),
      ),
    ]) {
      expect(sheet.length).toBe(RECORD_BYTES * RECORDS_STEP);
      const encapsulated = new Set<string>();
      for (let at = 0; at < sheet.length; at += RECORD_BYTES) {
        encapsulated.add(sheet.subarray(at + 32, at + 64).toString('hex'));
        // Real keys are points below 2^255; records for nobody must not be told apart by that bit.
        expect((sheet[at + 63] ?? 0) & 0x80).toBe(0);
      }
      expect(encapsulated.size).toBe(RECORDS_STEP);
    }
  });

  it('reaches the others when one author gave a key to which nothing can be sealed', async () => {
    const good = await authorWith({ text: '有答复。' });
    const zero = { sealKey: Buffer.alloc(32).toString('base64url'), tagKey: '', content: {} };
    const short = { sealKey: 'AAAA', tagKey: '', content: {} };
    const sheet = await sealSheet(EDITION, [zero, short, good.entry]);
    expect(await good.author.read(EDITION, sheet)).toEqual({ text: '有答复。' });
  });
});
