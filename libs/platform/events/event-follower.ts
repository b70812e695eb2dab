import { Injectable } from '@nestjs/common';
import type { Actor } from '../database/actor.js';
import type { Tx } from '../database/tx.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Json } from './canonical-json.js';
import type { StoredEvent } from './event-chain.js';

/** Writes what follows from an event, in the transaction that also moves the follower's position. */
export type EventHandler = (tx: Tx, event: StoredEvent) => Promise<void>;

interface EventRow {
  position: string;
  xid: string;
  stream_type: string;
  stream_id: string;
  version: number;
  type: string;
  data: { [key: string]: Json };
  actor: Actor;
  at: Date;
}

/**
 * Reads committed events in order, once for each named subscriber. Events are taken in (transaction, position)
 * order and only below the oldest transaction still running, so one that commits late is never stepped over.
 */
@Injectable()
export class EventFollower {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Handles up to `limit` events and returns how many; 0 also when another worker holds this subscriber. */
  async advance(subscriber: string, handler: EventHandler, limit = 200): Promise<number> {
    return this.unitOfWork.run({ kind: 'system', name: subscriber }, async (tx) => {
      await tx.execute(`INSERT INTO event_subscriber (name) VALUES ($1) ON CONFLICT DO NOTHING`, [
        subscriber,
      ]);
      const position = await tx.row<{ xid: string; position: string }>(
        `SELECT xid::text, position::text FROM event_subscriber WHERE name = $1 FOR UPDATE SKIP LOCKED`,
        [subscriber],
      );
      if (!position) return 0;
      const rows = await tx.rows<EventRow>(
        // The order is by the numbers: a bare name would mean the texts selected here, in which 10000 comes before 9999.
        `SELECT e.position::text, e.xid::text, e.stream_type, e.stream_id, e.version, e.type, e.data, e.actor, e.at
           FROM event e
          WHERE (e.xid, e.position) > ($1::xid8, $2::bigint) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY e.xid, e.position LIMIT $3`,
        [position.xid, position.position, limit],
      );
      for (const row of rows) {
        await handler(tx, {
          position: row.position,
          xid: row.xid,
          streamType: row.stream_type,
          streamId: row.stream_id,
          version: row.version,
          type: row.type,
          data: row.data,
          actor: row.actor,
          at: row.at,
        });
      }
      const last = rows.at(-1);
      if (last) {
        await tx.execute(
          `UPDATE event_subscriber SET xid = $2::xid8, position = $3::bigint, moved_at = $4 WHERE name = $1`,
          [subscriber, last.xid, last.position, tx.now],
        );
      }
      return rows.length;
    });
  }
}
