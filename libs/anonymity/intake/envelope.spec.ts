import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { sealEnvelope } from '../../../apps/web/features/anonymity/protocol/envelope.js';
import { ENVELOPE_BYTES, EnvelopeKey, RESPONSE_BYTES, sealResponse } from './envelope.js';

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

describe('an envelope', () => {
  const pair = generateKeyPairSync('x25519');
  const key = new EnvelopeKey(pair.privateKey);
  const publicKey = Uint8Array.from(
    Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
  );

  it('gives back what the browser put in, of any length', async () => {
    const most = ENVELOPE_BYTES - 32 - 16 - 4;
    const around = [16_384, 32_768, 65_536].flatMap((edge) => [edge - 5, edge - 4, edge - 3, edge]);
    for (const length of [
      1,
      12,
      ...around,
      most - 1,
      most,
      ...Array.from({ length: 20 }, () => randomInt(most)),
    ]) {
      const content = Uint8Array.from(randomBytes(length));
      const { bytes, openResponse } = await sealEnvelope(publicKey, content);
      const opened = key.open(bytes);
      expect([length, opened?.content.equals(content)]).toEqual([length, true]);
      const response = opened && sealResponse(opened.responseKey, { status: 'empty' });
      expect(response).toHaveLength(RESPONSE_BYTES);
      expect(await openResponse(Uint8Array.from(response ?? []))).toEqual({ status: 'empty' });
    }
    const empty = await sealEnvelope(publicKey, null);
    expect(key.open(empty.bytes)?.content).toHaveLength(0);
  });

  it('is none when any bit of it is wrong, or its size, or the key', async () => {
    const { bytes } = await sealEnvelope(publicKey, Uint8Array.from(randomBytes(500)));
    for (const at of [0, 31, 32, 600, 16_415, 16_416, ENVELOPE_BYTES - 17, ENVELOPE_BYTES - 1]) {
      const wrong = Uint8Array.from(bytes);
      wrong[at] = (wrong[at] ?? 0) ^ 1;
      expect([at, key.open(wrong)]).toEqual([at, null]);
    }
    for (const wrong of [bytes.subarray(1), bytes.subarray(0, -1), new Uint8Array(0)]) {
      expect(key.open(wrong)).toBeNull();
    }
    expect(key.open(randomBytes(ENVELOPE_BYTES))).toBeNull();
    expect(new EnvelopeKey(generateKeyPairSync('x25519').privateKey).open(bytes)).toBeNull();
  });

  it('is none when it says that it holds more than there is room for', async () => {
    const most = ENVELOPE_BYTES - 32 - 16 - 4;
    for (const [length, isRead] of [
      [most, true],
      [most + 1, false],
      [0xffff_ffff, false],
    ] as const) {
      const sender = await suite.createSenderContext({
        recipientPublicKey: await suite.kem.deserializePublicKey(publicKey.buffer),
        info: new TextEncoder().encode('huiyin-anon-v1 envelope'),
      });
      const plain = Buffer.alloc(ENVELOPE_BYTES - 32 - 16);
      plain.writeUInt32BE(length);
      const sealed = await sender.seal(Uint8Array.from(plain));
      const opened = key.open(Buffer.concat([Buffer.from(sender.enc), Buffer.from(sealed)]));
      expect([length, opened !== null]).toEqual([length, isRead]);
    }
  });
});
