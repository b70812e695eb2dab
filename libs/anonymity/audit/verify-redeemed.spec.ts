import { constants, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { envelopeKeyMessage } from '../domain/envelope-key-message.js';
import { LABEL, type KeyKind } from '../domain/protocol.js';
import { fingerprintOf, linkHash, NO_KEY } from '../key-log/key-link.js';
import { tokenDigest, tokenMessage } from '../token/token-verifier.js';
import type { AuditFault } from './audit-fault.js';
import { verifyRedeemed } from './verify-redeemed.js';

const WEEKS = ['2026-W10', '2026-W11', '2026-W12'] as const;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const newPromiser = () => generateKeyPairSync('ed25519');
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

interface Entry {
  sequence: number;
  kind: KeyKind;
  week: string;
  spki: string;
  hash: string;
  previousHash: string;
  signature?: string | null;
}

/** Adds to a log as the server does. */
function append(keys: readonly Entry[], kind: KeyKind, week: string, spki: Buffer): Entry[] {
  const last = keys.at(-1);
  const previous = last ? Buffer.from(last.hash, 'base64url') : NO_KEY;
  const sequence = keys.length + 1;
  const hash = linkHash(previous, { sequence, kind, week, spki });
  const entry = {
    ...{ sequence, kind, week, spki: text(spki) },
    ...{ hash: text(hash), previousHash: text(previous) },
  };
  return [...keys, entry];
}

describe('the check of redeemed tokens', () => {
  const issuers = new Map(WEEKS.map((week) => [week as string, newKey()]));
  const issuerOf = (week: string): KeyObject => (issuers.get(week) ?? newKey()).privateKey;
  const spkiOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });
  const log = {
    presentWeek: '2026-W15',
    keys: [...issuers].reduce<Entry[]>(
      (keys, [week, { publicKey }]) => append(keys, 'issuer', week, spkiOf(publicKey)),
      [],
    ),
  };
  const token = (week: string, key = issuerOf(week)) => {
    const authorKey = randomBytes(32);
    const random = randomBytes(32);
    const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
    const signature = sign('sha384', tokenMessage({ week, random }, authorKey), options);
    return { digest: text(tokenDigest({ week, random }, authorKey)), signature: text(signature) };
  };
  type Token = ReturnType<typeof token>;
  const inOrder = (tokens: readonly Token[]): Token[] =>
    tokens.toSorted((one, other) =>
      Buffer.compare(Buffer.from(one.digest, 'base64url'), Buffer.from(other.digest, 'base64url')),
    );
  const weekWith = (week: string, tokens: readonly Token[], counts = {}) => ({
    ...{ week, issued: 400, people: 300 },
    tokens: inOrder(tokens),
    ...counts,
  });
  const honest = WEEKS.map((week) =>
    weekWith(
      week,
      Array.from({ length: 6 }, () => token(week)),
    ),
  );
  const [first, ...others] = honest;
  const tokens = first?.tokens ?? [];
  const fileOf = (weeks: readonly unknown[]) => ({ protocol: LABEL, weeks, withheld: ['2026-W09'] });
  const withFirst = (changed: readonly unknown[], counts = {}) =>
    fileOf([{ ...weekWith(WEEKS[0], [], counts), tokens: changed }, ...others]);
  const faultsOf = (file: unknown, keys: unknown = log, head?: Buffer): AuditFault['code'][] =>
    verifyRedeemed(file, keys, head).faults.map(({ code }) => code);
  const hashAt = (index: number): Buffer => Buffer.from(log.keys[index]?.hash ?? '', 'base64url');

  it('finds nothing wrong where nothing is', () => {
    expect(verifyRedeemed(fileOf(honest), log)).toEqual({
      promisers: [],
      weeks: WEEKS.map((week) => ({ week, issued: 400, people: 300, redeemed: 6, valid: 6 })),
      withheld: ['2026-W09'],
      keys: 3,
      head: hashAt(2),
      faults: [],
    });
  });

  it('finds forged tokens: of another key, another week, or none', () => {
    const forged = [
      token(WEEKS[0], newKey().privateKey),
      token(WEEKS[0], issuerOf(WEEKS[1])),
      { ...token(WEEKS[0]), signature: text(randomBytes(256)) },
      { ...token(WEEKS[0]), signature: tokens[0]?.signature ?? '' },
    ];
    for (const one of forged) {
      expect(faultsOf(withFirst(inOrder([...tokens, one])))).toEqual(['token-forged']);
    }
    const report = verifyRedeemed(withFirst(inOrder([...tokens, ...forged])), log);
    expect(report.weeks[0]).toMatchObject({ redeemed: 10, valid: 6 });
  });

  it('finds one token for two opinions, also under a second signature', () => {
    const [one] = tokens;
    expect(faultsOf(withFirst([one, ...tokens]))).toEqual(['token-double']);
    const authorKey = randomBytes(32);
    const random = randomBytes(32);
    const message = tokenMessage({ week: WEEKS[0], random }, authorKey);
    const twice = [1, 2].map(() => ({
      digest: text(tokenDigest({ week: WEEKS[0], random }, authorKey)),
      signature: text(
        sign('sha384', message, {
          key: issuerOf(WEEKS[0]),
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: 48,
        }),
      ),
    }));
    expect(twice[0]?.signature).not.toBe(twice[1]?.signature);
    expect(faultsOf(withFirst(inOrder(twice)))).toEqual(['token-double']);
    expect(faultsOf(fileOf([...honest, first]))).toEqual(['week-twice']);
  });

  it('finds more redeemed than issued, and numbers that cannot be', () => {
    expect(faultsOf(withFirst(tokens, { issued: 6, people: 6 }))).toEqual([]);
    expect(faultsOf(withFirst(tokens, { issued: 5, people: 5 }))).toEqual(['too-many']);
    expect(faultsOf(withFirst(tokens, { issued: 400, people: 79 }))).toEqual(['counts-impossible']);
    expect(faultsOf(withFirst(tokens, { issued: 400, people: 401 }))).toEqual(['counts-impossible']);
  });

  it('finds an order that could tell something', () => {
    expect(faultsOf(withFirst(tokens.toReversed()))).toContain('order-tells');
    expect(faultsOf(withFirst([tokens[1], tokens[0], ...tokens.slice(2)]))).toEqual(['order-tells']);
  });

  it('finds a key log that was changed, cut, or made for one reader', () => {
    const file = fileOf(honest);
    const other = spkiOf(newKey().publicKey);
    const changedKey = log.keys.map((key, index) => (index === 1 ? { ...key, spki: text(other) } : key));
    expect(faultsOf(file, { ...log, keys: changedKey })).toEqual([
      'chain-broken',
      ...Array<string>(6).fill('token-forged'),
    ]);
    const changedWeek = log.keys.map((key, index) => (index === 1 ? { ...key, week: '2026-W20' } : key));
    expect(faultsOf(file, { ...log, keys: changedWeek })).toEqual(['chain-broken', 'key-missing']);
    const cut = { ...log, keys: log.keys.slice(1).map((key, index) => ({ ...key, sequence: index + 1 })) };
    expect(faultsOf(file, cut)[0]).toBe('chain-broken');
    const second = { ...log, keys: append(log.keys, 'issuer', WEEKS[1], other) };
    expect(faultsOf(file, second)).toEqual(['second-key']);
    // Whole in itself, with the very keys, and yet another log: only the paper tells.
    const rewritten = {
      ...log,
      keys: [...issuers].reduce<Entry[]>(
        (keys, [week, { publicKey }]) => append(keys, 'issuer', week, spkiOf(publicKey)),
        append([], 'intake-promise', '2026-W01', other),
      ),
    };
    expect(faultsOf(file, rewritten)).toEqual([]);
    expect(faultsOf(file, rewritten, hashAt(1))).toEqual(['head-missing']);
    expect(faultsOf(file, log, hashAt(1))).toEqual([]);
  });

  it('finds a key of envelopes that the intake has not signed, and names the keys with which it signs', () => {
    const promiser = newPromiser();
    const spki = spkiOf(promiser.publicKey);
    const begun = append(log.keys, 'intake-promise', '2026-W12', spki);
    const withEnvelopes = (...signers: (KeyObject | null)[]): unknown => ({
      ...log,
      keys: signers.reduce<Entry[]>((keys, signer, index) => {
        const key = { week: `2026-W${12 + index}`, spki: randomBytes(44) };
        const signature = signer && text(sign(null, envelopeKeyMessage(key), signer));
        const added = append(keys, 'intake-envelope', key.week, key.spki);
        return added.with(-1, { ...(added.at(-1) as Entry), signature });
      }, begun),
    });
    const ours = promiser.privateKey;
    const file = fileOf(honest);
    // Nothing was signed at first, and the newest may not be yet.
    for (const right of [
      [ours, ours],
      [null, null, ours, ours],
      [null, null],
      [ours, ours, null],
    ]) {
      expect(faultsOf(file, withEnvelopes(...right))).toEqual([]);
    }
    const theirs = newPromiser().privateKey;
    for (const wrong of [
      [ours, theirs],
      [theirs, ours],
      [ours, null, ours],
      [null, theirs],
    ]) {
      expect(faultsOf(file, withEnvelopes(...wrong))).toEqual(['key-unsigned']);
    }
    const promisers = [{ week: '2026-W12', fingerprint: fingerprintOf(spki) }];
    expect(verifyRedeemed(file, withEnvelopes(ours)).promisers).toEqual(promisers);
  });

  it('finds a key that tokens are not signed with, and a week without one', () => {
    const week = '2026-W13';
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const unfit = { ...log, keys: append(log.keys, 'issuer', week, spkiOf(small.publicKey)) };
    expect(faultsOf(fileOf([weekWith(week, [])]), unfit)).toEqual(['key-unfit']);
    expect(faultsOf(fileOf([weekWith(week, [])]))).toEqual(['key-missing']);
    const sealing = { ...log, keys: append(log.keys, 'intake-envelope', week, randomBytes(44)) };
    expect(faultsOf(fileOf([weekWith(week, [])]), sealing)).toEqual(['key-missing']);
  });

  it('calls what is no file, no log and no token by their names', () => {
    for (const nothing of [null, 7, 'text', [], {}, { keys: {} }, { protocol: LABEL, weeks: 3 }]) {
      expect(faultsOf(nothing, nothing)).toEqual(['log-unreadable', 'file-unreadable']);
    }
    expect(faultsOf({ ...fileOf(honest), protocol: 'another' })).toEqual(['file-unreadable']);
    expect(faultsOf(fileOf([{ ...first, issued: -1 }]))).toEqual(['file-unreadable']);
    expect(faultsOf(fileOf([{ ...first, week: '2026-W54' }]))).toEqual(['file-unreadable']);
    expect(faultsOf(withFirst([null, { digest: 'x', signature: 'y' }, ...tokens]))).toEqual([
      'token-unreadable',
      'token-unreadable',
    ]);
    const keys = [...log.keys, { ...log.keys[0], sequence: 9 }];
    expect(faultsOf(fileOf(honest), { keys })).toEqual(['log-unreadable']);
  });

  it('comes to an end whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (file, keys) => {
        expect(verifyRedeemed(file, keys).faults.length).toBeGreaterThan(0);
      }),
    );
  });
});
