import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Needles } from './needles.js';
import { search } from './places.js';
import { databaseLog, programLog, tableRows, tracesOf } from './traces.js';
import { logPieces, type WriteAheadLog } from './write-ahead-log.js';

const PAGE = 8_192;
const SEGMENT = 16 * 1_048_576;

describe('the search', () => {
  it('finds bytes in every spelling, and says where', async () => {
    const secret = Buffer.concat([randomBytes(20), Buffer.of(0xfb, 0xff, 0xfe)]);
    const canaries = [{ kind: 'secret', bytes: secret }];
    const spelled = [secret, secret.toString('hex'), secret.toString('base64url'), secret.toString('base64')];
    for (const spelling of spelled) {
      const bytes = Buffer.concat([randomBytes(5_000), Buffer.from(spelling as string), randomBytes(5_000)]);
      expect([...(await search(canaries, [{ name: 'a log', bytes }])).keys()]).toEqual(['secret in a log']);
    }
    expect((await search(canaries, [{ name: 'a log', bytes: randomBytes(100_000) }])).size).toBe(0);
    const almost = Buffer.from(secret);
    almost[10] = (almost[10] ?? 0) ^ 1;
    expect((await search(canaries, [{ name: 'a log', bytes: almost }])).size).toBe(0);
  });

  it('tells every place of every needle, however alike they begin and end', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 3, maxLength: 14 });
    const data = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 200 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), data, (texts, hay) => {
        const needles = new Needles<number>();
        for (const [index, one] of texts.entries()) needles.add(Buffer.from(one), index);
        const found: string[] = [];
        needles.search(Buffer.from(hay), (index, at, length) => found.push(`${index} ${at} ${length}`));
        const expected = texts.flatMap((one, index) =>
          Array.from(hay, (_, at) => at)
            .filter((at) => hay.startsWith(one, at))
            .map((at) => `${index} ${at} ${one.length}`),
        );
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  it('finds what crosses a page of the write-ahead log, from the page on where the run began', () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-wal-'));
    const segment = Buffer.alloc(SEGMENT);
    const text = 'across the edge of a page';
    segment.write(text.slice(0, 10), 3 * PAGE - 10);
    segment.write(text.slice(10), 3 * PAGE + 24);
    segment.write('before the run', PAGE + 100);
    writeFileSync(join(folder, '000000010000000000000002'), segment);
    const from = 2 * SEGMENT + 2 * PAGE + 50;
    const [piece] = [...logPieces(folder, from, 3 * SEGMENT - 1)];
    const at = piece?.bytes.indexOf(text) ?? -1;
    expect(piece?.positionOf(at)).toBe(2 * SEGMENT + 3 * PAGE - 10);
    expect(piece?.positionOf(at + 10)).toBe(2 * SEGMENT + 3 * PAGE + 24);
    expect(piece?.bytes.includes('before the run')).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('takes whole lines, with their times, from logs and tables', async () => {
    const key = (n: number): Buffer => Buffer.alloc(32, n);
    const ticket = {
      ...{
        id: 'the-row',
        day: 1,
        title: '食堂晚班没有热饭',
        ticketId: 'the-ticket',
        ticketNumber: 'HY-10042',
      },
      ...{
        authorKey: key(1),
        contentHash: key(2),
        sealKey: key(3),
        tagKey: key(4),
        place: 0,
        ticketPlace: 0,
      },
      transaction: '7',
      followUps: [],
    };
    const emptyLog = { pieces: () => [] } as unknown as WriteAheadLog;
    const log = [
      '2026-11-28 12:00:00.100 UTC [1] a@b LOG:  statement: SELECT 1',
      '2026-11-28 12:00:01.250 UTC [1] a@b LOG:  statement: INSERT',
      `  VALUES ('食堂晚班没有热饭')`,
      '2026-11-28 12:00:02.000 UTC [1] a@b LOG:  statement: SELECT 2',
    ].join('\n');
    const traces = await tracesOf([ticket], emptyLog, [
      databaseLog(Buffer.from(log)),
      programLog(
        Buffer.from(`{"time":1795867376065,"msg":"${key(1).toString('base64url')}"}\n{"msg":"other"}\n`),
      ),
      tableRows(['(0,1) 7 W1001 the-ticket', '(0,2) 7 W1002']),
    ]);
    const trace = traces.get('the-row');
    expect(trace?.firstMs).toBe(Date.parse('2026-11-28T12:00:01.250Z'));
    expect(trace?.lines.map(({ text, atMs }) => [text.trim().split('\n').length, atMs])).toEqual([
      [2, Date.parse('2026-11-28T12:00:01.250Z')],
      [1, 1_795_867_376_065],
      [1, null],
    ]);
    expect(trace?.lines[2]?.text).toContain('W1001');
  });
});
