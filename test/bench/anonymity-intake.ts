import { constants, createPublicKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import Table from 'cli-table3';
import { isoWeekOf, TokenVerifier, tokenMessage } from '@huiyin/anonymity';
import { SystemClock } from '@huiyin/platform';
import { Acceptance } from '../../libs/anonymity/intake/acceptance.js';
import { ENVELOPE_BYTES, EnvelopeKey, sealResponse } from '../../libs/anonymity/intake/envelope.js';
import { KnownAuthors } from '../../libs/anonymity/intake/known-authors.js';
import { Pool } from '../../libs/anonymity/intake/pool.js';
import { median } from './load.js';

const TICKETS = 600;
const ROUNDS = 5;
/** As many as the intake opens at a time. */
const AT_ONCE = 4;
const BODY = '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。'.repeat(8);

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** Everything that the intake does between the last byte of an envelope and the first of its response. */
export class IntakeBench implements Disposable {
  private readonly clock = new SystemClock();
  private readonly week = isoWeekOf(this.clock.now());
  private readonly issuer = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly envelopeKeys = generateKeyPairSync('x25519');
  private readonly promiseKey = generateKeyPairSync('ed25519').privateKey;
  private readonly departmentId = randomUUID();
  private readonly folder = mkdtempSync(
    join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'huiyin-bench-intake-'),
  );

  /** An envelope with a ticket of an author of its own. */
  async ticketEnvelope(isForged = false): Promise<Buffer> {
    const author = generateKeyPairSync('ed25519');
    const authorKey = Buffer.from(author.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const payload = Buffer.from(
      JSON.stringify({
        ...{ kind: 'problem', departmentId: this.departmentId, title: '食堂晚班没有热饭', body: BODY },
        ...{ mayPublishWording: true, pictures: [] },
        sealKey: randomBytes(32).toString('base64url'),
        tagKey: randomBytes(16).toString('base64url'),
      }),
    );
    const random = randomBytes(32);
    const signature = isForged
      ? randomBytes(256)
      : sign('sha384', tokenMessage({ week: this.week, random }, authorKey), {
          key: this.issuer.privateKey,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: 48,
        });
    const signed = Buffer.concat([Buffer.from('huiyin-anon-v1 ticket\0'), payload]);
    const content = {
      type: 'ticket',
      token: { week: this.week, random: base64url(random), signature: base64url(signature) },
      authorKey: base64url(authorKey),
      payload: base64url(payload),
      signature: base64url(sign(null, signed, author.privateKey)),
    };
    return this.seal(Buffer.from(JSON.stringify(content)));
  }

  /** @param content empty for the envelope that nearly everybody sends */
  async seal(content: Buffer): Promise<Buffer> {
    const { x } = this.envelopeKeys.publicKey.export({ format: 'jwk' });
    const raw = Uint8Array.from(Buffer.from(x ?? '', 'base64url'));
    const sender = await suite.createSenderContext({
      recipientPublicKey: await suite.kem.deserializePublicKey(raw.buffer),
      info: new TextEncoder().encode('huiyin-anon-v1 envelope'),
    });
    const plain = new Uint8Array(ENVELOPE_BYTES - 32 - 16);
    new DataView(plain.buffer).setUint32(0, content.length);
    plain.set(content, 4);
    return Buffer.concat([Buffer.from(sender.enc), Buffer.from(await sender.seal(plain))]);
  }

  /** Processor milliseconds, of all threads, and envelopes a second. */
  async round(envelopes: readonly Buffer[], expected: string): Promise<{ perSecond: number; cpuMs: number }> {
    const { pool } = Pool.open(join(this.folder, randomUUID()));
    const key = new EnvelopeKey(this.envelopeKeys.privateKey);
    const spki = createPublicKey(this.issuer.privateKey).export({ format: 'der', type: 'spki' });
    const verifiers = new Map([[this.week, new TokenVerifier(this.week, spki)]]);
    const departments = { isActive: (id: string) => id === this.departmentId, mayBeNamed: () => false };
    const acceptance = new Acceptance({
      pool,
      authors: new KnownAuthors(),
      plan: { kind: 'daily', minute: 150 },
      promiseKey: () => this.promiseKey,
      told: () => ({ departments, verifiers }),
      now: () => this.clock.now(),
    });
    const waiting = [...envelopes];
    const start = performance.now();
    const before = process.cpuUsage();
    const work = async (): Promise<void> => {
      for (let envelope = waiting.pop(); envelope; envelope = waiting.pop()) {
        const opened = key.open(envelope);
        if (!opened) throw new Error('An envelope did not open.');
        const verdict = await acceptance.decide(opened.content);
        if (verdict.status !== expected) throw new Error(`Not ${expected}: ${JSON.stringify(verdict)}`);
        sealResponse(opened.responseKey, verdict);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const cpu = process.cpuUsage(before);
    const seconds = (performance.now() - start) / 1_000;
    pool.close();
    return {
      perSecond: envelopes.length / seconds,
      cpuMs: (cpu.user + cpu.system) / 1_000 / envelopes.length,
    };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * What the intake can take, without the network. Machines are busy: what two quiet cores would do follows from the
 * processor time of one envelope.
 */
export async function benchIntake(): Promise<void> {
  using bench = new IntakeBench();
  const make = async (count: number, one: () => Promise<Buffer>): Promise<Buffer[]> => {
    const made: Buffer[] = [];
    while (made.length < count) made.push(await one());
    return made;
  };
  const kinds: [string, string, Buffer[]][] = [
    ['accept: ticket, promise, journal', 'accepted', await make(TICKETS, () => bench.ticketEnvelope())],
    ['refuse: forged token', 'refused', await make(TICKETS / 2, () => bench.ticketEnvelope(true))],
    ['empty envelope', 'empty', await make(TICKETS / 2, () => bench.seal(Buffer.alloc(0)))],
  ];
  const table = new Table({
    head: ['intake', 'per second', 'CPU ms each', 'two cores would do'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const [name, expected, envelopes] of kinds) {
    const rounds: { perSecond: number; cpuMs: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await bench.round(envelopes, expected));
    const cpuMs = median(rounds.map((figures) => figures.cpuMs));
    table.push([
      name,
      median(rounds.map(({ perSecond }) => perSecond)).toFixed(0),
      cpuMs.toFixed(3),
      (2_000 / cpuMs).toFixed(0),
    ]);
  }
  console.log(table.toString());
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
