import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Journal, JournalFull } from './journal.js';

const CAPACITY = 262_144;

describe('the journal', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join('/dev/shm', 'huiyin-journal-'));
    path = join(folder, 'journal');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const files = (): string[] => [`${path}.1`, `${path}.2`];
  const bytes = (): Buffer[] => files().map((file) => readFileSync(file));
  /** What the machine's monitoring sees of it: sizes, and memory that is really taken. */
  const seen = (): unknown => files().map((file) => [statSync(file).size, statSync(file).blocks]);
  const reopened = (): { content: string[]; tornBytes: number } => {
    const { journal, places, tornBytes } = Journal.open(path, CAPACITY);
    const content = places.map((place) => journal.read(place).toString());
    journal.close();
    return { content, tornBytes };
  };

  it('takes all its memory at once, and no message or release shows in its size', () => {
    const { journal } = Journal.open(path, CAPACITY);
    const before = seen();
    expect(before).toEqual([
      [CAPACITY, CAPACITY / 512],
      [CAPACITY, CAPACITY / 512],
    ]);
    const places = [10, 4_000, 200_000].map((length) => journal.append(randomBytes(length)));
    expect(seen()).toEqual(before);
    const kept = journal.rewrite(places.slice(1, 2));
    expect(seen()).toEqual(before);
    journal.rewrite([]);
    expect(seen()).toEqual(before);
    expect(kept).toHaveLength(1);
    journal.close();
    Journal.open(path, 16).journal.close();
    expect(seen()).toEqual(before);
    expect(statfsSync(folder).type).toBe(0x01021994);
  });

  it('keeps what was appended, through restarts and rewrites, and nothing of what is gone', () => {
    const { journal } = Journal.open(path, CAPACITY);
    const places = ['one', 'two', 'three'].map((text) => journal.append(Buffer.from(text)));
    journal.close();
    expect(reopened()).toEqual({ content: ['one', 'two', 'three'], tornBytes: 0 });
    const again = Journal.open(path, CAPACITY).journal;
    again.rewrite([places[2], places[0]].filter((place) => place !== undefined));
    again.append(Buffer.from('four'));
    again.close();
    expect(reopened()).toEqual({ content: ['three', 'one', 'four'], tornBytes: 0 });
    expect(bytes().some((file) => file.includes('two'))).toBe(false);
    expect(bytes().filter((file) => file.includes('one'))).toHaveLength(1);
  });

  it('has no room beyond its limit, and says so before it writes', () => {
    const { journal } = Journal.open(path, CAPACITY);
    journal.append(randomBytes(CAPACITY - 2_000));
    const before = bytes();
    expect(() => journal.append(randomBytes(2_000))).toThrow(JournalFull);
    expect(bytes()).toEqual(before);
    journal.append(randomBytes(1_000));
    journal.close();
  });

  it('wipes a record that was torn at any byte, and keeps those before it', () => {
    const { journal } = Journal.open(path, CAPACITY);
    journal.append(Buffer.from('whole'));
    const before = readFileSync(`${path}.1`);
    const { at, length } = journal.append(Buffer.from('torn by a death'));
    journal.close();
    const after = readFileSync(`${path}.1`);
    const start = at - 24;
    for (let cut = start + 1; cut < at + length; cut++) {
      writeFileSync(`${path}.1`, Buffer.concat([after.subarray(0, cut), before.subarray(cut)]));
      const { content, tornBytes } = reopened();
      expect([cut, content, tornBytes > 0]).toEqual([cut, ['whole'], true]);
      expect(readFileSync(`${path}.1`).equals(before)).toBe(true);
    }
  });

  it('is the old one or the new one at every byte of a rewrite that a death interrupts', () => {
    const { journal } = Journal.open(path, CAPACITY);
    const [, two] = ['one', 'two'].map((text) => journal.append(Buffer.from(text)));
    const [oldBytes] = bytes();
    journal.rewrite(two ? [two] : []);
    journal.close();
    const newBytes = readFileSync(`${path}.2`);
    const empty = Buffer.alloc(CAPACITY);
    const states: [Buffer, Buffer, string[]][] = [];
    const old = oldBytes ?? empty;
    // Its records are written first, then its head; then the old file is wiped.
    for (let cut = 24; cut < 24 + 24 + 3; cut++) {
      states.push([
        old,
        Buffer.concat([empty.subarray(0, 24), newBytes.subarray(24, cut), empty.subarray(cut)]),
        ['one', 'two'],
      ]);
    }
    for (let cut = 1; cut < 24; cut++) {
      states.push([
        old,
        Buffer.concat([newBytes.subarray(0, cut), empty.subarray(cut, 24), newBytes.subarray(24)]),
        ['one', 'two'],
      ]);
    }
    for (let cut = 0; cut < 100; cut++) {
      states.push([Buffer.concat([empty.subarray(0, cut), old.subarray(cut)]), newBytes, ['two']]);
    }
    for (const [first, second, expected] of states) {
      writeFileSync(`${path}.1`, first);
      writeFileSync(`${path}.2`, second);
      expect(reopened().content).toEqual(expected);
      expect(bytes().filter((file) => file.equals(empty))).toHaveLength(1);
    }
  });
});
