import type { Actor, Json } from '@huiyin/platform';
import pg from 'pg';

export interface TicketRecord {
  readonly id: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly tier: number;
  readonly round: number;
  readonly transfers: number;
  readonly acknowledged: boolean;
  readonly awaitingAuthor: boolean;
  readonly title: string;
  readonly authorId: string;
  readonly departmentId: string;
  readonly leaderId: string | null;
  readonly version: number;
  readonly chainHash: Buffer;
  /** Clocks that run or pause. */
  readonly openClocks: number;
  readonly answers: number;
}

export interface EventRecord {
  readonly ticketId: string;
  readonly version: number;
  readonly type: string;
  readonly data: { readonly [key: string]: Json };
  readonly actor: Actor;
  readonly at: Date;
  readonly hash: Buffer;
  readonly text: string | null;
}

export interface MailRecord {
  /** A mail is about a ticket or about a bulletin. */
  readonly ticketId: string | null;
  readonly bulletinId: string | null;
  readonly eventVersion: number;
  readonly kind: string;
  readonly recipientId: string;
  readonly messageId: string;
  readonly state: string;
}

export interface BulletinRecord {
  readonly id: string;
  readonly version: number;
  readonly chainHash: Buffer;
  readonly readerIds: readonly string[];
  /** Departments that owe something. */
  readonly departmentIds: readonly string[];
}

export type BulletinEventRecord = Omit<EventRecord, 'ticketId' | 'text'> & { readonly bulletinId: string };

export interface KeyRecord {
  readonly employeeNumber: string;
  readonly key: string;
  readonly result: Json;
}

/** People of a department who are told of its tickets. */
export interface DeskRecord {
  readonly departmentId: string;
  readonly headId: string | null;
  readonly deputyId: string | null;
  readonly handlerIds: readonly string[];
}

/** All that the database says in the end. */
export interface Records {
  readonly tickets: readonly TicketRecord[];
  readonly events: readonly EventRecord[];
  readonly eventsOf: ReadonlyMap<string, readonly EventRecord[]>;
  readonly mails: readonly MailRecord[];
  readonly keys: readonly KeyRecord[];
  readonly desks: ReadonlyMap<string, DeskRecord>;
  readonly bulletins: readonly BulletinRecord[];
  readonly bulletinEvents: ReadonlyMap<string, readonly BulletinEventRecord[]>;
  /** Employee numbers by person. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly leaderIds: readonly string[];
}

export async function readRecords(url: string): Promise<Records> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const read = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
    (await client.query<Row>(sql)).rows;
  try {
    const tickets = await read<TicketRecord>(
      `SELECT id, state, outcome, tier, round, transfers, acknowledged, awaiting_author AS "awaitingAuthor", title,
              author_person_id AS "authorId", department_id AS "departmentId", leader_id AS "leaderId", version,
              chain_hash AS "chainHash",
              (SELECT count(*)::int FROM clock c WHERE c.ticket_id = t.id AND c.state <> 'stopped') AS "openClocks",
              (SELECT count(*)::int FROM answer a WHERE a.ticket_id = t.id) AS answers
         FROM ticket t ORDER BY id`,
    );
    const events = await read<EventRecord>(
      `SELECT stream_id AS "ticketId", e.version, type, data, actor, at, hash, x.text
         FROM event e LEFT JOIN ticket_text x ON x.ticket_id = e.stream_id AND x.version = e.version
        WHERE stream_type = 'ticket' ORDER BY stream_id, e.version`,
    );
    const mails = await read<MailRecord>(
      `SELECT ticket_id AS "ticketId", bulletin_id AS "bulletinId", event_version AS "eventVersion", kind, recipient_person_id AS "recipientId",
              message_id AS "messageId", state
         FROM mail ORDER BY id`,
    );
    const keys = await read<KeyRecord>(
      `SELECT p.employee_number AS "employeeNumber", k.key, k.result
         FROM idempotency_key k JOIN person p ON p.id = k.person_id`,
    );
    const desks = await read<DeskRecord>(
      `SELECT d.id AS "departmentId", d.head_id AS "headId", d.deputy_id AS "deputyId",
              coalesce(array_agg(m.person_id) FILTER (WHERE m.person_id IS NOT NULL), '{}') AS "handlerIds"
         FROM department d LEFT JOIN department_member m ON m.department_id = d.id GROUP BY d.id`,
    );
    const bulletins = await read<BulletinRecord>(
      `SELECT b.id, b.version, b.chain_hash AS "chainHash", b.reader_person_ids::text[] AS "readerIds",
              ARRAY(SELECT r.department_id::text FROM rectification r WHERE r.bulletin_id = b.id) AS "departmentIds"
         FROM bulletin b ORDER BY b.id`,
    );
    const bulletinEvents = await read<BulletinEventRecord>(
      `SELECT stream_id AS "bulletinId", version, type, data, actor, at, hash FROM event
        WHERE stream_type = 'bulletin' ORDER BY stream_id, version`,
    );
    const people = await read<{ id: string; number: string; isLeader: boolean }>(
      `SELECT id, employee_number AS number, 'leader' = ANY(roles) AS "isLeader" FROM person WHERE is_active`,
    );
    return {
      bulletins,
      bulletinEvents: Map.groupBy(bulletinEvents, (event) => event.bulletinId),
      numbers: new Map(people.map(({ id, number }) => [id, number])),
      leaderIds: people.filter(({ isLeader }) => isLeader).map(({ id }) => id),
      tickets,
      events,
      eventsOf: Map.groupBy(events, (event) => event.ticketId),
      mails,
      keys,
      desks: new Map(desks.map((desk) => [desk.departmentId, desk])),
    };
  } finally {
    await client.end();
  }
}
