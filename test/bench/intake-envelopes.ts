import { constants, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { ENVELOPE_BYTES } from '../../libs/anonymity/intake/envelope.js';
import { tokenMessage } from '../../libs/anonymity/token/token-verifier.js';

const BODY = '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。'.repeat(8);
const DEPTH = 30_000;

export type EnvelopeKind = 'ticket' | 'forged' | 'empty' | 'deep';

export interface EnvelopeParts {
  /** RSA-2048, private: the key of the week. */
  readonly issuerKey: KeyObject;
  readonly week: string;
  /** X25519, 32 bytes. */
  readonly envelopeKey: Uint8Array;
  readonly departmentId: string;
}

/** Makes envelopes as browsers make them, and worse ones. */
export class Envelopes {
  private readonly suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });

  constructor(private readonly parts: EnvelopeParts) {}

  /** Writes so many of a kind into a file, one behind the other. */
  async write(path: string, kind: EnvelopeKind, count: number): Promise<void> {
    const file = openSync(path, 'w');
    for (let n = 0; n < count; n++) writeSync(file, await this.make(kind));
    closeSync(file);
  }

  async make(kind: EnvelopeKind): Promise<Buffer> {
    switch (kind) {
      case 'empty':
        return this.seal(Buffer.alloc(0));
      case 'deep':
        return this.seal(Buffer.from(`${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`));
      default:
        return this.seal(this.ticket(kind === 'forged'));
    }
  }

  /** A ticket of an author of its own. */
  private ticket(isForged: boolean): Buffer {
    const { issuerKey, week, departmentId } = this.parts;
    const author = generateKeyPairSync('ed25519');
    const authorKey = Buffer.from(author.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const payload = Buffer.from(
      JSON.stringify({
        ...{ kind: 'problem', departmentId, title: '食堂晚班没有热饭', body: BODY },
        ...{ mayPublishWording: true, pictures: [] },
        sealKey: randomBytes(32).toString('base64url'),
        tagKey: randomBytes(16).toString('base64url'),
      }),
    );
    const random = randomBytes(32);
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const signature = isForged
      ? randomBytes(256)
      : sign('sha384', tokenMessage({ week, random }, authorKey), {
          key: issuerKey,
          padding,
          saltLength: 48,
        });
    const signed = Buffer.concat([Buffer.from('huiyin-anon-v1 ticket\0'), payload]);
    const content = {
      type: 'ticket',
      token: { week, random: random.toString('base64url'), signature: signature.toString('base64url') },
      authorKey: authorKey.toString('base64url'),
      payload: payload.toString('base64url'),
      signature: sign(null, signed, author.privateKey).toString('base64url'),
    };
    return Buffer.from(JSON.stringify(content));
  }

  private async seal(content: Buffer): Promise<Buffer> {
    const { buffer } = Uint8Array.from(this.parts.envelopeKey);
    const sender = await this.suite.createSenderContext({
      recipientPublicKey: await this.suite.kem.deserializePublicKey(buffer),
      info: new TextEncoder().encode('huiyin-anon-v1 envelope'),
    });
    const plain = new Uint8Array(ENVELOPE_BYTES - 32 - 16);
    new DataView(plain.buffer).setUint32(0, content.length);
    plain.set(content, 4);
    return Buffer.concat([Buffer.from(sender.enc), Buffer.from(await sender.seal(plain))]);
  }
}
