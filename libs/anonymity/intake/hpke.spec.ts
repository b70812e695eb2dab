import {
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { HpkeReceiver } from './hpke.js';

interface Vector {
  readonly info: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly key: string;
  readonly base_nonce: string;
  readonly encryption: { readonly aad: string; readonly pt: string; readonly ct: string };
  readonly exports: readonly { readonly context: string; readonly value: string }[];
}

const vector = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/rfc9180-x25519-aes256gcm.json', import.meta.url), 'utf8'),
) as Vector;
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const bytes = (buffer: Uint8Array): ArrayBuffer => Uint8Array.from(buffer).buffer;

/** An X25519 key from its 32 bytes (RFC 8410). */
function privateKey(raw: Uint8Array): KeyObject {
  const key = Buffer.concat([hex('302e020100300506032b656e04220420'), raw]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

function open(key: KeyObject, nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

describe('receiving by HPKE', () => {
  it('meets the vector of RFC 9180 byte by byte', () => {
    const context = new HpkeReceiver(privateKey(hex(vector.skRm)), hex(vector.info)).receive(hex(vector.enc));
    expect(context.key.export().toString('hex')).toBe(vector.key);
    expect(context.nonce.toString('hex')).toBe(vector.base_nonce);
    expect(vector.exports).toHaveLength(3);
    for (const { context: name, value } of vector.exports) {
      expect(context.exportSecret(hex(name)).toString('hex')).toBe(value);
    }
    const { aad, pt, ct } = vector.encryption;
    expect(open(context.key, context.nonce, hex(ct), hex(aad)).toString('hex')).toBe(pt);
  });

  it('agrees with another implementation, whatever is sent, about whatever, and with any export', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        async (text, info, name) => {
          const pair = generateKeyPairSync('x25519');
          const raw = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
          const sender = await suite.createSenderContext({
            recipientPublicKey: await suite.kem.deserializePublicKey(bytes(raw)),
            info: bytes(info),
          });
          const sealed = Buffer.from(await sender.seal(bytes(text)));
          const context = new HpkeReceiver(pair.privateKey, info).receive(new Uint8Array(sender.enc));
          expect(open(context.key, context.nonce, sealed, Buffer.alloc(0))).toEqual(Buffer.from(text));
          const exported = await sender.export(bytes(name), 32);
          expect(context.exportSecret(name)).toEqual(Buffer.from(exported));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('shares nothing with a sender who meant another key, or something else', () => {
    const enc = hex(vector.enc);
    const others = [
      new HpkeReceiver(generateKeyPairSync('x25519').privateKey, hex(vector.info)),
      new HpkeReceiver(privateKey(hex(vector.skRm)), Buffer.from('something else')),
    ];
    for (const other of others) {
      expect(other.receive(enc).key.export().toString('hex')).not.toBe(vector.key);
    }
  });

  it('refuses points of small order, of which everybody would know the secret', () => {
    const receiver = new HpkeReceiver(privateKey(hex(vector.skRm)), hex(vector.info));
    // The orders 1, 2, 4 and 8, and what is the same modulo 2^255 - 19 (RFC 7748; cr.yp.to/ecdh.html).
    const small = [
      '0000000000000000000000000000000000000000000000000000000000000000',
      '0100000000000000000000000000000000000000000000000000000000000000',
      'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
      '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ];
    // The highest bit of a key says nothing.
    const withBit = small.map((point) => {
      const changed = hex(point);
      changed[31] = (changed[31] ?? 0) | 0x80;
      return changed;
    });
    for (const point of [...small.map(hex), ...withBit]) expect(() => receiver.receive(point)).toThrow();
    expect(() => receiver.receive(hex(vector.enc))).not.toThrow();
  });

  it('refuses what is no key by its length', () => {
    const receiver = new HpkeReceiver(privateKey(hex(vector.skRm)), hex(vector.info));
    for (const length of [0, 1, 31, 33, 64, 1_000]) {
      expect(() => receiver.receive(randomBytes(length))).toThrow();
    }
  });
});
