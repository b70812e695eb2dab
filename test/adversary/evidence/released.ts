import type pg from 'pg';
import { dayAt } from '../world/roster.js';

/** A follow-up as it lies in the database. */
export interface ReleasedFollowUp {
  readonly id: string;
  readonly contentHash: Buffer;
  /** Day of the run on which it came out. */
  readonly day: number;
}

/** An anonymous ticket as it lies in the database, with where it lies. */
export interface ReleasedTicket {
  readonly id: string;
  readonly day: number;
  readonly authorKey: Buffer;
  readonly contentHash: Buffer;
  readonly sealKey: Buffer;
  readonly tagKey: Buffer;
  /** The transaction that wrote it (xmin). */
  readonly transaction: string;
  readonly title: string;
  /** Order among all rows of the table, as they are stored. */
  readonly place: number;
  /** The same for what the departments see. */
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly ticketPlace: number;
  readonly followUps: readonly ReleasedFollowUp[];
}

type Row = Omit<ReleasedTicket, 'day' | 'followUps'> & { readonly releasedOn: string };

/** A token that brought a ticket, as it is published: apart from the ticket, but not without the columns of the system. */
export interface RedeemedToken {
  readonly week: string;
  readonly digest: Buffer;
  readonly signature: Buffer;
  readonly transaction: string;
}

export async function redeemedTokens(database: pg.Client): Promise<RedeemedToken[]> {
  const { rows } = await database.query<RedeemedToken>(
    `SELECT week, digest, signature, xmin::text AS transaction FROM intake.redeemed_token`,
  );
  return rows;
}

export async function releasedTickets(database: pg.Client): Promise<ReleasedTicket[]> {
  const tickets = await database.query<Row>(
    `SELECT r.id, r.released_on::text AS "releasedOn", r.author_key AS "authorKey", r.content_hash AS "contentHash",
            r.seal_key AS "sealKey", r.tag_key AS "tagKey", r.transaction, r.payload->>'title' AS title, r.place, t.id AS "ticketId",
            t.number AS "ticketNumber", t.place AS "ticketPlace"
       FROM (SELECT *, xmin::text AS transaction, row_number() OVER (ORDER BY ctid)::int AS place
               FROM intake.released_ticket) r
       JOIN (SELECT *, row_number() OVER (ORDER BY ctid)::int AS place FROM ticket) t
         ON t.author_public_key = translate(encode(r.author_key, 'base64'), E'+/=\\n', '-_')
      ORDER BY r.place`,
  );
  const followUps = await database.query<
    Omit<ReleasedFollowUp, 'day'> & { readonly releasedOn: string; readonly authorKey: Buffer }
  >(
    `SELECT id, released_on::text AS "releasedOn", author_key AS "authorKey", content_hash AS "contentHash"
       FROM intake.released_follow_up ORDER BY author_key, sequence`,
  );
  const byAuthor = Map.groupBy(followUps.rows, ({ authorKey }) => authorKey.toString('hex'));
  return tickets.rows.map(({ releasedOn, ...ticket }) => ({
    ...ticket,
    day: dayOf(releasedOn),
    followUps: (byAuthor.get(ticket.authorKey.toString('hex')) ?? []).map(({ id, contentHash, ...rest }) => ({
      id,
      contentHash,
      day: dayOf(rest.releasedOn),
    })),
  }));
}

function dayOf(date: string): number {
  return dayAt(Date.parse(`${date}T00:00:00+08:00`));
}
