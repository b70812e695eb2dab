import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { DataSource } from 'typeorm';
import { isoWeekOf, publishKey, tokenMessage } from '@huiyin/anonymity';
import { Tx } from '@huiyin/platform';
import { deriveAuthor, newReceipt, type Author } from '../../apps/web/features/anonymity/protocol/author.js';
import { toBase64Url, type Bytes } from '../../apps/web/features/anonymity/protocol/bytes.js';
import { signContent } from '../../apps/web/features/anonymity/protocol/content.js';
import {
  sealEnvelope,
  type IntakeResponse,
  type SealedEnvelope,
} from '../../apps/web/features/anonymity/protocol/envelope.js';
import type { Token } from '../../apps/web/features/anonymity/protocol/token.js';

/** The identified side's part of the protocol, as a test can play it: it signs without being asked who. */
export class TestIssuer {
  private constructor(
    readonly week: string,
    private readonly privateKey: KeyObject,
  ) {}

  /** Makes and publishes the key of a week. */
  static async publish(dataSource: DataSource, now: Date): Promise<TestIssuer> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const week = isoWeekOf(now);
    await dataSource.transaction((manager) =>
      publishKey(
        new Tx(manager, { kind: 'system', name: 'test' }, now),
        'issuer',
        week,
        publicKey.export({ format: 'der', type: 'spki' }),
      ),
    );
    return new TestIssuer(week, privateKey);
  }

  /** What blinding, signing and unblinding leave in an author's hands. */
  token(authorKey: Uint8Array, week = this.week): Token {
    const random = Uint8Array.from(randomBytes(32));
    const message = tokenMessage({ week, random }, authorKey);
    const key = { key: this.privateKey, padding: 6, saltLength: 48 };
    return { week, random, signature: Uint8Array.from(sign('sha384', message, key)) };
  }
}

/** The raw X25519 key that envelopes are sealed to. */
export async function envelopeKeyOf(dataSource: DataSource): Promise<Bytes> {
  const rows: { spki: Buffer }[] = await dataSource.query(
    `SELECT spki FROM anonymity_key WHERE kind = 'intake-envelope' ORDER BY week DESC LIMIT 1`,
  );
  return Uint8Array.from(rows[0]?.spki.subarray(-32) ?? []);
}

export async function newAuthor(): Promise<Author> {
  return deriveAuthor(newReceipt());
}

/** The payload of a ticket with the given fields replaced. */
export function ticketPayload(author: Author, departmentId: string, changes: object = {}): object {
  return {
    kind: 'problem',
    urgency: 'ordinary',
    departmentId,
    title: '食堂晚班没有热饭',
    body: '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
    mayPublishWording: true,
    pictures: [],
    sealKey: toBase64Url(author.sealKey),
    tagKey: toBase64Url(author.tagKey),
    ...changes,
  };
}

/** Sends through the shipped client's own modules; what comes back is opened by them. */
export class AnonymousClient {
  constructor(
    readonly port: number,
    private readonly intakeKey: Bytes,
  ) {}

  async ticket(author: Author, token: Token, payload: object): Promise<IntakeResponse | null> {
    return this.send(await this.seal((await signContent(author, 'ticket', payload, token)).bytes));
  }

  async followUp(author: Author, payload: object): Promise<IntakeResponse | null> {
    return this.send(await this.seal((await signContent(author, 'follow-up', payload, null)).bytes));
  }

  async empty(): Promise<IntakeResponse | null> {
    return this.send(await this.seal(null));
  }

  seal(content: Uint8Array | null): Promise<SealedEnvelope> {
    return sealEnvelope(this.intakeKey, content);
  }

  async send(envelope: SealedEnvelope): Promise<IntakeResponse | null> {
    const { body } = await post(this.port, envelope.bytes);
    return envelope.openResponse(body);
  }
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly milliseconds: number;
}

/** One request on a connection of its own. */
export function post(
  port: number,
  body: Uint8Array,
  headers: Record<string, string> = {},
  method = 'POST',
  path = '/',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const sent = request(
      {
        ...{ host: '127.0.0.1', port, method, path, agent: false },
        headers: { 'content-type': 'application/octet-stream', 'content-length': body.length, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
            milliseconds: performance.now() - start,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What a server answers to bytes that are no request of any library; empty when it just closes. */
export function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}
