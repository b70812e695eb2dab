import { createHash } from 'node:crypto';
import type { Actor } from '../database/actor.js';
import type { Tx } from '../database/tx.js';
import { canonicalJson, type Json } from './canonical-json.js';

/** Something that happened, in the past tense; `data` holds identifiers and facts, never a person's text. */
export interface NewEvent {
  readonly type: string;
  readonly data: { readonly [key: string]: Json };
  /** When it truly happened, for what is noticed later; otherwise the instant of the transaction. */
  readonly at?: Date;
}

/** An event as stored. `position` and `xid` order events for followers; `version` orders them in their stream. */
export interface StoredEvent extends NewEvent {
  readonly position: string;
  readonly xid: string;
  readonly streamType: string;
  readonly streamId: string;
  readonly version: number;
  readonly actor: Actor;
  readonly at: Date;
}

/** Where a stream ends: the number and the hash of its last event. */
export interface ChainHead {
  readonly version: number;
  /** SHA-256, 32 bytes. */
  readonly hash: Buffer;
}

export const EMPTY_CHAIN: ChainHead = { version: 0, hash: Buffer.alloc(32) };

/** SHA-256 over the previous hash and the canonical JSON of everything the event says. */
export function eventHash(
  previous: Buffer,
  event: {
    streamType: string;
    streamId: string;
    version: number;
    type: string;
    data: Json;
    actor: Actor;
    at: Date;
  },
): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(
      canonicalJson({
        streamType: event.streamType,
        streamId: event.streamId,
        version: event.version,
        type: event.type,
        data: event.data,
        actor: { ...event.actor },
        at: event.at.toISOString(),
      }),
    )
    .digest();
}

/** What to append where. */
export interface StreamEvents {
  readonly stream: { readonly type: string; readonly id: string; readonly head: ChainHead };
  readonly events: readonly NewEvent[];
}

/**
 * Appends events to streams in the caller's transaction and returns their new heads in the same order, which the
 * caller stores on the rows that it holds locked. The unique key (stream, version) refuses a fork. One statement, and
 * followers see the events in the order given; a stream that comes again goes on where it was left.
 */
export async function appendToStreams(tx: Tx, batch: readonly StreamEvents[]): Promise<ChainHead[]> {
  const heads: ChainHead[] = [];
  const reached = new Map<string, ChainHead>();
  const rows: unknown[][] = [];
  for (const { stream, events } of batch) {
    let head = reached.get(stream.id) ?? stream.head;
    for (const event of events) {
      const version = head.version + 1;
      const at = event.at ?? tx.now;
      const hash = eventHash(head.hash, {
        streamType: stream.type,
        streamId: stream.id,
        version,
        type: event.type,
        data: event.data,
        actor: tx.actor,
        at,
      });
      rows.push([stream.type, stream.id, version, event.type, event.data, tx.actor, at, hash]);
      head = { version, hash };
    }
    reached.set(stream.id, head);
    heads.push(head);
  }
  if (rows.length > 0) {
    const places = rows.map(
      (row, index) => `(${row.map((_, column) => `$${index * row.length + column + 1}`).join(', ')})`,
    );
    await tx.execute(
      `INSERT INTO event (stream_type, stream_id, version, type, data, actor, at, hash) VALUES ${places.join(', ')}`,
      rows.flat(),
    );
  }
  return heads;
}

/** Appends events to one stream; see `appendToStreams`. */
export async function appendEvents(
  tx: Tx,
  stream: StreamEvents['stream'],
  events: readonly NewEvent[],
): Promise<ChainHead> {
  const [head] = await appendToStreams(tx, [{ stream, events }]);
  return head ?? stream.head;
}

interface ChainRow {
  version: number;
  type: string;
  data: Json;
  actor: Actor;
  at: Date;
  hash: Buffer;
}

/** The first version at which a stored chain stops being what was written, or null when it is whole. */
export function firstBrokenLink(
  stream: { readonly type: string; readonly id: string },
  rows: readonly ChainRow[],
): number | null {
  let previous = EMPTY_CHAIN;
  for (const row of rows) {
    const expected = eventHash(previous.hash, {
      streamType: stream.type,
      streamId: stream.id,
      version: row.version,
      type: row.type,
      data: row.data,
      actor: row.actor,
      at: row.at,
    });
    if (row.version !== previous.version + 1 || !expected.equals(row.hash)) return previous.version + 1;
    previous = { version: row.version, hash: row.hash };
  }
  return null;
}
