import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { TicketDto, TimelineEntryDto } from '../../libs/ticket/store/ticket.dto.js';

const RECORD_BYTES = 4_096;
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
type KeyPair = Awaited<ReturnType<typeof suite.kem.generateKeyPair>>;
type Run = (sql: string, parameters: readonly unknown[]) => Promise<unknown>;

/** What the sheet tells an author. */
export interface SheetContent {
  readonly edition: string;
  readonly ticketHash: string;
  readonly lastSequence: number;
  readonly ticket: TicketDto;
  readonly timeline: TimelineEntryDto[];
}

export interface AnonymousOpinion {
  readonly departmentId: string;
  readonly [field: string]: unknown;
}

/**
 * An anonymous author behind the intake: writes what the intake would hand over, and reads the answer sheet with
 * nothing but the author's own keys. The format is written down here a second time on purpose.
 */
export class AnonymousAuthor {
  readonly authorKey = randomBytes(32);
  readonly tagKey = randomBytes(16);

  private constructor(
    private readonly run: Run,
    readonly keys: KeyPair,
  ) {}

  static async make(run: Run): Promise<AnonymousAuthor> {
    return new AnonymousAuthor(run, await suite.kem.generateKeyPair());
  }

  /** As base64url. */
  async sealKey(): Promise<string> {
    return Buffer.from(await suite.kem.serializePublicKey(this.keys.publicKey)).toString('base64url');
  }

  /** Hands over a ticket, released on a date `YYYY-MM-DD`; resolves with the id of the row. */
  async submit(
    releasedOn: string,
    opinion: AnonymousOpinion,
    pictures: readonly Buffer[] = [],
  ): Promise<string> {
    const id = randomUUID();
    const payload = {
      kind: 'problem',
      urgency: 'ordinary',
      title: '晚班没有热饭',
      body: '夜班 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
      mayPublishWording: false,
      ownDepartmentId: null,
      ...opinion,
    };
    await this.run(
      `INSERT INTO intake.released_ticket (id, released_on, author_key, content_hash, seal_key, tag_key, payload)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        releasedOn,
        this.authorKey,
        sha256(payload),
        Buffer.from(await this.sealKey(), 'base64url'),
        this.tagKey,
        payload,
      ],
    );
    for (const [position, content] of pictures.entries()) {
      await this.run(
        `INSERT INTO intake.released_picture (id, ticket_id, position, content) VALUES ($1, $2, $3, $4)`,
        [randomUUID(), id, position, content],
      );
    }
    return id;
  }

  /** Hands over a message with its number in the author's order. */
  async send(releasedOn: string, sequence: number, payload: object): Promise<string> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO intake.released_follow_up (id, released_on, author_key, sequence, content_hash, payload)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, releasedOn, this.authorKey, sequence, sha256(payload), payload],
    );
    return id;
  }

  /** What an edition says to this author, or null when it says nothing. */
  async read(edition: string, sheet: Buffer): Promise<SheetContent | null> {
    const records = Array.from({ length: sheet.length / RECORD_BYTES }, (_, index) =>
      sheet.subarray(index * RECORD_BYTES, (index + 1) * RECORD_BYTES),
    );
    const parts: Buffer[] = [];
    for (let n = 1, total = 1; n <= total; n++) {
      const place = `${edition}/${n}`;
      const tag = createHmac('sha256', this.tagKey).update(place).digest();
      const record = records.find((candidate) => candidate.subarray(0, 32).equals(tag));
      if (!record) return null;
      const recipient = await suite.createRecipientContext({
        recipientKey: this.keys,
        enc: bytesOf(record.subarray(32, 64)),
        info: bytesOf(Buffer.from('huiyin-anon-v1 answer-sheet')),
      });
      const plain = Buffer.from(
        await recipient.open(bytesOf(record.subarray(64)), bytesOf(Buffer.from(place))),
      );
      total = plain.readUInt16BE(0);
      parts.push(plain.subarray(4, 4 + plain.readUInt16BE(2)));
    }
    return JSON.parse(inflateRawSync(Buffer.concat(parts)).toString('utf8')) as SheetContent;
  }
}

function sha256(payload: object): Buffer {
  return createHash('sha256').update(JSON.stringify(payload)).digest();
}

function bytesOf(buffer: Buffer): ArrayBuffer {
  return Uint8Array.from(buffer).buffer;
}
