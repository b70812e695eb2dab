import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  sign,
  verify,
} from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { deriveAuthor, newReceipt } from '../../apps/web/features/anonymity/protocol/author.js';
import {
  fromBase64Url,
  toBase64Url,
  utf8,
  type Bytes,
} from '../../apps/web/features/anonymity/protocol/bytes.js';
import { signContent } from '../../apps/web/features/anonymity/protocol/content.js';
import { CONTENT_BYTES } from '../../apps/web/features/anonymity/protocol/constants.js';
import { sealEnvelope } from '../../apps/web/features/anonymity/protocol/envelope.js';
import {
  checkKeyLog,
  envelopeKeyOf,
  fingerprintGroups,
  issuerKeyOf,
  promiseKeyOf,
  type KeyAlarm,
  type PublishedKeyLog,
} from '../../apps/web/features/anonymity/protocol/key-log.js';
import { noticeOf } from '../../apps/web/features/anonymity/protocol/key-notice.js';
import { isoWeekOf as clientWeekOf } from '../../apps/web/features/anonymity/protocol/iso-week.js';
import { envelopeKeyMessage } from '../../libs/anonymity/domain/envelope-key-message.js';
import { isoWeekOf } from '../../libs/anonymity/domain/iso-week.js';
import { LABEL, type KeyKind } from '../../libs/anonymity/domain/protocol.js';
import { linkHash, NO_KEY } from '../../libs/anonymity/key-log/key-link.js';

const RECEIPT = Uint8Array.from({ length: 16 }, (_, index) => index);

describe('what a receipt stands for', () => {
  it('is derived as the protocol says, by an independent way', async () => {
    const author = await deriveAuthor(RECEIPT);
    const secret = (purpose: string): Buffer =>
      Buffer.from(hkdfSync('sha256', RECEIPT, Buffer.alloc(0), `${LABEL} ${purpose}`, 32));
    const publicOf = (purpose: string, head: string): string => {
      const der = Buffer.concat([Buffer.from(head, 'hex'), secret(purpose)]);
      return (
        createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({
          format: 'jwk',
        }).x ?? ''
      );
    };
    expect(toBase64Url(author.authorKey)).toBe(publicOf('author', '302e020100300506032b657004220420'));
    expect(toBase64Url(author.sealKey)).toBe(publicOf('seal', '302e020100300506032b656e04220420'));
    expect(Buffer.from(author.tagKey)).toEqual(secret('tag').subarray(0, 16));
  });

  it('is the same on every seat, and another one for every receipt', async () => {
    expect((await deriveAuthor(RECEIPT)).authorKey).toEqual((await deriveAuthor(RECEIPT)).authorKey);
    const keys = await Promise.all(
      Array.from({ length: 50 }, async () => toBase64Url((await deriveAuthor(newReceipt())).authorKey)),
    );
    expect(new Set(keys).size).toBe(50);
  });

  it('lets nobody read the private keys out', async () => {
    const { openKeys } = await deriveAuthor(RECEIPT);
    await expect(crypto.subtle.exportKey('pkcs8', openKeys.privateKey)).rejects.toThrow('not extractable');
  });
});

describe('the content of an envelope', () => {
  it('is signed over its exact bytes and its type', async () => {
    const author = await deriveAuthor(RECEIPT);
    const token = { week: '2026-W48', random: new Uint8Array(32), signature: new Uint8Array(256) };
    const { bytes, payloadHash } = await signContent(author, 'ticket', { title: '食堂', body: '😀' }, token);
    const content = JSON.parse(Buffer.from(bytes).toString()) as Record<string, string>;
    expect(Object.keys(content)).toEqual(['type', 'token', 'authorKey', 'payload', 'signature']);
    const payload = Buffer.from(content['payload'] ?? '', 'base64url');
    expect(JSON.parse(payload.toString())).toEqual({ title: '食堂', body: '😀' });
    expect(payloadHash).toBe(createHash('sha256').update(payload).digest('base64url'));
    const key = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: content['authorKey'] ?? '' },
    });
    const signature = Buffer.from(content['signature'] ?? '', 'base64url');
    const covered = (type: string): Buffer => Buffer.concat([Buffer.from(`${LABEL} ${type}\0`), payload]);
    expect(verify(null, covered('ticket'), key, signature)).toBe(true);
    expect(verify(null, covered('follow-up'), key, signature)).toBe(false);
  });
});

const hpke = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

describe('an envelope', () => {
  const intake = hpke.kem.generateKeyPair();
  const publicKey = async (): Promise<Bytes> =>
    new Uint8Array(await hpke.kem.serializePublicKey((await intake).publicKey));

  async function open(bytes: Uint8Array) {
    const recipient = await hpke.createRecipientContext({
      recipientKey: await intake,
      enc: Uint8Array.from(bytes.subarray(0, 32)).buffer,
      info: utf8(`${LABEL} envelope`),
    });
    const plain = new Uint8Array(await recipient.open(Uint8Array.from(bytes.subarray(32))));
    const length = new DataView(plain.buffer).getUint32(0);
    const responseKey = new Uint8Array(await recipient.export(utf8(`${LABEL} response`), 32));
    return { content: plain.slice(4, 4 + length), rest: plain.slice(4 + length), responseKey };
  }

  async function respond(key: Bytes, text: string): Promise<Bytes> {
    const plain = new Uint8Array(1024 - 12 - 16);
    new DataView(plain.buffer).setUint16(0, Buffer.byteLength(text));
    plain.set(Buffer.from(text), 2);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, aes, plain);
    return Uint8Array.from([...iv, ...new Uint8Array(sealed)]);
  }

  it.each([
    ['nothing', null],
    ['a word', utf8('words')],
    ['as much as fits', new Uint8Array(CONTENT_BYTES).fill(7)],
  ])('has one size with %s in it, and nobody but the intake reads it', async (_, content) => {
    const { bytes } = await sealEnvelope(await publicKey(), content);
    expect(bytes).toHaveLength(262_144);
    const opened = await open(bytes);
    expect(Buffer.compare(opened.content, content ?? new Uint8Array())).toBe(0);
    expect(opened.rest.every((byte) => byte === 0)).toBe(true);
  });

  it('does not take more than fits', async () => {
    await expect(sealEnvelope(await publicKey(), new Uint8Array(CONTENT_BYTES + 1))).rejects.toThrow(
      RangeError,
    );
  });

  it('is opened by nobody after a change', async () => {
    const { bytes } = await sealEnvelope(await publicKey(), utf8('words'));
    for (const at of [0, 40, 262_143]) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(open(changed)).rejects.toThrow();
    }
  });

  it('gets an answer that only its sender can read', async () => {
    const [one, other] = await Promise.all([
      sealEnvelope(await publicKey(), utf8('one')),
      sealEnvelope(await publicKey(), null),
    ]);
    const answer = { status: 'accepted', promise: { contentHash: 'a', slot: 'b', signature: 'c' } };
    const response = await respond((await open(one.bytes)).responseKey, JSON.stringify(answer));
    expect(response).toHaveLength(1024);
    expect(await one.openResponse(response)).toEqual(answer);
    expect(await other.openResponse(response)).toBeNull();
  });

  it('takes any other answer for none', async () => {
    const envelope = await sealEnvelope(await publicKey(), null);
    const { responseKey } = await open(envelope.bytes);
    for (const text of ['', 'null', '[]', '{"status":"else"}', '{"status"', '17']) {
      expect(await envelope.openResponse(await respond(responseKey, text))).toBeNull();
    }
    expect(await envelope.openResponse(crypto.getRandomValues(new Uint8Array(1024)))).toBeNull();
    expect(await envelope.openResponse(new Uint8Array(1023))).toBeNull();
  });
});

describe('the log of keys', () => {
  const NOW = new Date('2026-11-24T09:00:00+08:00').getTime();
  const rsa = (): Buffer =>
    generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'der', type: 'spki' });
  const x25519 = generateKeyPairSync('x25519').publicKey;
  const promiser = generateKeyPairSync('ed25519');
  const ed25519 = promiser.publicKey;
  const keys = [rsa(), rsa(), rsa()] as const;

  type Entry = readonly [KeyKind, string, Buffer];
  const WHOLE: readonly Entry[] = [
    ['issuer', '2026-W47', keys[0]],
    ['issuer', '2026-W48', keys[1]],
    ['intake-envelope', '2026-W40', x25519.export({ format: 'der', type: 'spki' })],
    ['intake-promise', '2026-W40', ed25519.export({ format: 'der', type: 'spki' })],
    ['issuer', '2026-W49', keys[2]],
  ];

  /** As the server makes it. */
  function publish(
    entries: readonly Entry[],
    presentWeek = '2026-W48',
    by = promiser.privateKey,
  ): PublishedKeyLog {
    let previous: Buffer = NO_KEY;
    return {
      presentWeek,
      keys: entries.map(([kind, week, spki], index) => {
        const link = { sequence: index + 1, kind, week, spki };
        const previousHash = previous;
        previous = linkHash(previousHash, link);
        const text = (bytes: Buffer): string => bytes.toString('base64url');
        const signature = kind === 'intake-envelope' ? text(sign(null, envelopeKeyMessage(link), by)) : null;
        const hashes = { hash: text(previous), previousHash: text(previousHash) };
        return { ...link, spki: text(spki), ...hashes, signature };
      }),
    };
  }
  const alarm = async (log: unknown, now = NOW, seen: Bytes | null = null): Promise<string> =>
    checkKeyLog(log as PublishedKeyLog, now, seen)
      .then(async (checked) => {
        await issuerKeyOf(checked);
        await envelopeKeyOf(checked);
        return 'fine';
      })
      .catch((error: KeyAlarm) => error.code ?? String(error));

  it('as the server makes it is accepted, with the key of the week', async () => {
    const log = await checkKeyLog(publish(WHOLE), NOW);
    const jwk = createPublicKey({ key: keys[1], format: 'der', type: 'spki' }).export({ format: 'jwk' });
    expect((await issuerKeyOf(log)).modulus).toBe(
      BigInt(`0x${Buffer.from(jwk.n ?? '', 'base64url').toString('hex')}`),
    );
    expect(toBase64Url(await envelopeKeyOf(log))).toBe(x25519.export({ format: 'jwk' }).x);
    expect(toBase64Url(promiseKeyOf(log))).toBe(ed25519.export({ format: 'jwk' }).x);
    const groups = fingerprintGroups(log.keys[1]?.fingerprint ?? new Uint8Array());
    expect(groups.join('').toLowerCase()).toBe(createHash('sha256').update(keys[1]).digest('hex'));
    expect(groups).toHaveLength(16);
  });

  it('may grow, but not lose what was seen', async () => {
    const { head } = await checkKeyLog(publish(WHOLE.slice(0, 4)), NOW);
    expect(await alarm(publish(WHOLE), NOW, head)).toBe('fine');
    expect(await alarm(publish(WHOLE.slice(0, 3)), NOW, head)).toBe('chain-forked');
    const other: Entry = ['issuer', '2026-W48', rsa()];
    expect(await alarm(publish(WHOLE.with(1, other)), NOW, head)).toBe('chain-forked');
  });

  it('with a second key for a week is refused', async () => {
    expect(await alarm(publish([...WHOLE, ['issuer', '2026-W48', rsa()]]))).toBe('second-key');
    expect(await alarm(publish([...WHOLE, ['intake-envelope', '2026-W40', rsa()]]))).toBe('second-key');
  });

  it('with anything changed, left out or moved is refused', async () => {
    const whole = publish(WHOLE);
    const swap = <T>(list: readonly T[]): T[] => [list[1], list[0], ...list.slice(2)] as T[];
    const broken: unknown[] = [
      { ...whole, keys: whole.keys.slice(1) },
      { ...whole, keys: whole.keys.toSpliced(2, 1) },
      { ...whole, keys: swap(whole.keys) },
      ...whole.keys.flatMap((entry, index) =>
        [
          { sequence: 17 },
          { kind: 'issuer-of-one' },
          { kind: entry.kind === 'issuer' ? 'intake-promise' : 'issuer' },
          { week: '2026-W50' },
          { week: '' },
          { spki: toBase64Url(rsa()) },
          { spki: `${entry.spki}=` },
          { hash: entry.previousHash },
          { previousHash: entry.hash },
          { hash: null },
        ].map((change) => ({ ...whole, keys: whole.keys.with(index, { ...entry, ...change } as never) })),
      ),
      ...[null, undefined, 17, 'text', [], {}, { presentWeek: '2026-W48' }, { keys: whole.keys }],
      { presentWeek: '2026-W48', keys: [null] },
    ];
    for (const log of broken) expect([log, await alarm(log)]).toEqual([log, 'chain-broken']);
  });

  it('is refused when nobody else would use the key of its week', async () => {
    expect(await alarm(publish(WHOLE, '2026-W49'))).toBe('week-wrong');
    expect(await alarm(publish(WHOLE, '2026-W47'))).toBe('week-wrong');
    expect(await alarm(publish(WHOLE.toSpliced(1, 1)))).toBe('no-key');
    expect(await alarm(publish([]))).toBe('no-key');
    // A computer whose clock is a day off still belongs to everyone else.
    const day = 86_400_000;
    expect(await alarm(publish(WHOLE), NOW - 2 * day)).toBe('fine');
    expect(await alarm(publish(WHOLE), NOW - 3 * day)).toBe('week-wrong');
  });

  it('is refused with a key for envelopes that the intake has not signed', async () => {
    const theirs = generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' });
    const planted = publish([...WHOLE, ['intake-envelope', '2026-W48', theirs]]);
    const last = planted.keys.length - 1;
    const signedWith = (signature: string | null): PublishedKeyLog => ({
      ...planted,
      keys: planted.keys.map((key, index) => (index === last ? { ...key, signature } : key)),
    });
    expect(await alarm(planted)).toBe('fine');
    // As long as there is none, nothing is sealed, and it is looked again.
    expect(await alarm(signedWith(null))).toBe('no-key');
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const other = sign(null, envelopeKeyMessage({ week: '2026-W48', spki: theirs }), stranger);
    const forOtherWeek = sign(
      null,
      envelopeKeyMessage({ week: '2026-W49', spki: theirs }),
      promiser.privateKey,
    );
    for (const signature of [other, forOtherWeek, Buffer.alloc(64), Buffer.from('short')]) {
      expect(await alarm(signedWith(signature.toString('base64url')))).toBe('key-unsigned');
    }
    expect(await alarm(signedWith('no base64 at all'))).toBe('key-unsigned');
    expect(await alarm(signedWith(planted.keys[2]?.signature ?? null))).toBe('key-unsigned');
  });

  it('shows when the intake signs with another key than before', async () => {
    const stranger = generateKeyPairSync('ed25519');
    const theirs = generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' });
    const replaced = publish(
      [
        ...WHOLE,
        ['intake-promise', '2026-W48', stranger.publicKey.export({ format: 'der', type: 'spki' })],
        ['intake-envelope', '2026-W48', theirs],
      ],
      '2026-W48',
      stranger.privateKey,
    );
    const before = await checkKeyLog(publish(WHOLE), NOW);
    expect(noticeOf(before, publish(WHOLE)).isPromiseReplaced).toBe(false);
    // Of its own the log is as good as any; people see it, and the paper on the notice board says whose it is.
    expect(await alarm(replaced)).toBe('fine');
    expect(noticeOf(await checkKeyLog(replaced, NOW), replaced)).toMatchObject({
      isPromiseReplaced: true,
      promise: { week: '2026-W48' },
    });
  });

  it('is refused with a key that hides less', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const slow = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey;
    for (const key of [weak, slow, ed25519]) {
      const entry: Entry = ['issuer', '2026-W48', key.export({ format: 'der', type: 'spki' })];
      expect(await alarm(publish(WHOLE.with(1, entry)))).toBe('key-unfit');
    }
    const entry: Entry = ['intake-envelope', '2026-W40', ed25519.export({ format: 'der', type: 'spki' })];
    expect(await alarm(publish(WHOLE.with(2, entry)))).toBe('key-unfit');
  });
});

describe('both halves', () => {
  it('count weeks alike', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (instant) => {
          expect(clientWeekOf(instant.getTime())).toBe(isoWeekOf(instant));
        },
      ),
    );
  });

  it('write bytes as base64url in one way only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
    for (const text of ['A', 'AB', 'AAB', 'AA==', 'A+', 'ÄÄ', null, 17])
      expect(fromBase64Url(text)).toBeNull();
  });

  it('agree on Ed25519', async () => {
    const author = await deriveAuthor(RECEIPT);
    const pkcs8 = Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      Buffer.from(hkdfSync('sha256', RECEIPT, Buffer.alloc(0), `${LABEL} author`, 32)),
    ]);
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    expect(Buffer.from(await author.sign(utf8('word')))).toEqual(sign(null, Buffer.from('word'), key));
  });
});
