import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { obtainToken } from '../../apps/web/features/anonymity/protocol/obtain-token.js';
import { checkKeyLog, type PublishedKeyLog } from '../../apps/web/features/anonymity/protocol/key-log.js';
import { tokenDigest } from '../../libs/anonymity/token/token-verifier.js';
import { startApi, type RunningApi } from '../support/running-api.js';

const CLI = resolve(import.meta.dirname, '../../dist/apps/cli/main.js');
const WEEK = '2026-W10';

interface RedeemedTokens {
  readonly weeks: { week: string; tokens: { digest: string; signature: string }[] }[];
  readonly withheld: string[];
}

describe('the check from outside', () => {
  let api: RunningApi;
  let folder: string;
  let file: RedeemedTokens;
  let keys: PublishedKeyLog;

  beforeAll(async () => {
    api = await startApi();
    folder = mkdtempSync(join(tmpdir(), 'huiyin-audit-'));
    for (let n = 1; n <= 12; n++) {
      const client = await api.client().signIn(`A10${String(n).padStart(2, '0')}`);
      const { token, author } = await obtainToken(
        {
          issue: async ({ week, blinded }) => {
            const answered = await client.request<{ blindSignature: string | null; reason: null }>(
              'POST',
              '/anonymity/tokens',
              { week, blinded },
            );
            return answered.body;
          },
        },
        await checkKeyLog(await client.get('/anonymity/keys'), api.clock.now().getTime()),
      );
      if (n > 6) continue;
      await api.database.dataSource.query(`INSERT INTO intake.redeemed_token VALUES ($1, $2, $3)`, [
        token.week,
        tokenDigest(token, author.authorKey),
        Buffer.from(token.signature),
      ]);
    }
    // As the intake does when the week is over.
    await api.database.dataSource.query(
      `INSERT INTO intake.held_tokens (published_before, key_week, sealed) VALUES ('2026-W11', '2026-W13', '')`,
    );
    api.clock.moveTo('2026-03-23T00:00:00+08:00');
    file = await api.client().get('/anonymity/redeemed-tokens/2026');
    keys = await api.client().get('/anonymity/keys');
  }, 60_000);
  afterAll(async () => {
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As an outsider runs it: without a database, a home or any other setting. */
  function verify(redeemed: unknown, log: unknown, ...more: string[]): { code: number | null; text: string } {
    const [tokenFile, keyFile] = [join(folder, 'tokens.json'), join(folder, 'keys.json')];
    writeFileSync(tokenFile, typeof redeemed === 'string' ? redeemed : JSON.stringify(redeemed));
    writeFileSync(keyFile, JSON.stringify(log));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [CLI, 'anonymity', 'verify', tokenFile, '--keys', keyFile, ...more],
      { cwd: folder, env: {}, encoding: 'utf8' },
    );
    return { code: status, text: stdout + stderr };
  }

  it('finds everything in order with nothing but two files that anybody can fetch', () => {
    expect(file.weeks[0]?.tokens).toHaveLength(6);
    const head = Buffer.from(keys.keys.at(-1)?.hash ?? '', 'base64url')
      .toString('hex')
      .toUpperCase();
    const printed = head.match(/.{4}/g)?.join(' ') ?? '';
    const { code, text } = verify(file, keys, '--head', printed);
    expect([code, text]).toEqual([0, expect.stringContaining('No fault.')]);
    expect(text).toMatch(/2026-W10 +│ +12 +│ +12 +│ +6 +│ +6 +│ right/);
    expect(text).toContain(printed);
  });

  it('notices what was forged, doubled, added or changed, and says so by its exit code', () => {
    const week = file.weeks[0] ?? { week: WEEK, tokens: [] };
    const [token, other] = week.tokens;
    const withTokens = (tokens: unknown[], counts = {}) => ({
      ...file,
      weeks: [{ ...week, ...counts, tokens }],
    });
    const swapped = { digest: token?.digest, signature: other?.signature };
    const changed = keys.keys.map((key) => (key.sequence === 2 ? { ...key, week: '2026-W40' } : key));
    const cases: [unknown, unknown, string][] = [
      [withTokens([swapped, ...week.tokens.slice(1)]), keys, 'not signed with the key'],
      [withTokens([token, ...week.tokens]), keys, 'there twice'],
      [withTokens(week.tokens, { issued: 5, people: 5 }), keys, 'More tokens were redeemed than issued'],
      [file, { ...keys, keys: changed }, 'does not follow'],
      [file, { ...keys, keys: keys.keys.slice(1) }, 'no key log'],
      ['{"protocol":', keys, 'is no JSON'],
      [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, keys, 'no file of redeemed tokens'],
    ];
    for (const [redeemed, log, sentence] of cases) {
      const { code, text } = verify(redeemed, log);
      expect([code, text]).toEqual([1, expect.stringContaining(sentence)]);
    }
    const wrongPaper = verify(file, keys, '--head', '0'.repeat(64));
    expect([wrongPaper.code, wrongPaper.text]).toEqual([1, expect.stringContaining('notice board')]);
    expect(verify(file, keys, '--head', 'ABCD').text).toContain('64 signs');
  });

  it('is open to everybody for weeks about many, and to administrators alone for the rest', async () => {
    const answered = await api.client().request('GET', '/anonymity/redeemed-tokens/2026');
    expect([answered.status, answered.headers.get('cache-control')]).toEqual([200, 'public, max-age=60']);
    const path = '/admin/anonymity/redeemed-tokens/2026';
    expect((await api.client().request('GET', path)).status).toBe(401);
    expect((await (await api.client().signIn('A1001')).request('GET', path)).status).toBe(403);
    const administrator = await api.client().signIn('S9001');
    expect(await administrator.get(path)).toEqual(file);
    for (const year of ['26', '20266', 'now', '2026-W10', '%00']) {
      expect((await api.client().request('GET', `/anonymity/redeemed-tokens/${year}`)).status).toBe(400);
    }
    expect(await api.client().get('/anonymity/redeemed-tokens/1999')).toMatchObject({
      weeks: [],
      withheld: [],
    });
  });
});
