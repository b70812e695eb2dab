import { Injectable } from '@nestjs/common';
import { Refused, Tx } from '@huiyin/platform';
import { instantOfAct } from '../domain/author.js';
import type { Command, DropReason } from '../domain/ticket.js';
import { TicketCommands } from '../store/ticket-commands.js';
import { readMessagePayload, type AuthorMessage } from './released-payload.js';
import { ReleasedRows, type ReleasedRow } from './released-rows.queries.js';

/** What became of a message; `not-yet`: its ticket is still to be taken over. */
export type MessageOutcome =
  'done' | 'dropped' | 'replayed' | 'key-refused' | 'no-ticket' | 'unusable' | 'not-yet';

/** What stays meant whatever came after it. */
const TIMELESS: ReadonlySet<string> = new Set(['reply', 'reveal']);
/** Refused because of the ticket; other refusals are about the organisation, and the message waits. */
const TOO_LATE: ReadonlySet<string> = new Set(['ticket.not-possible-now', 'ticket.not-yours']);

interface TicketAtHand {
  readonly id: string;
  readonly outcome: string | null;
  readonly lastEventAt: Date;
  readonly lastSequence: number;
}

/** Lets an anonymous author do what a named one does, through the same table. Whoever holds the key is the author. */
@Injectable()
export class AdmitMessage {
  constructor(
    private readonly released: ReleasedRows,
    private readonly commands: TicketCommands,
  ) {}

  /** On the last try the author is told that it failed, and nothing else is done. */
  async admit(tx: Tx, row: ReleasedRow, isLastTry = false): Promise<MessageOutcome> {
    const ticket = await this.ticketOf(tx, row.authorKey);
    if (!ticket) return (await this.released.isTicketSettled(tx, row.authorKey)) ? 'no-ticket' : 'not-yet';
    if (ticket.outcome === 'abusive') return 'key-refused';
    const message = readMessagePayload(row.payload);
    if (!message || row.sequence === null) return 'unusable';
    const at = instantOfAct(row.releasedOn, ticket.lastEventAt);
    const fault = await this.faultOf(tx, ticket, row.sequence, row.contentHash, message);
    if (fault === 'replayed') return 'replayed';
    const reason = fault ?? (isLastTry ? 'failed' : null);
    if (reason !== null) return this.drop(tx, ticket, at, row.sequence, message, reason);
    const asAuthor = new Tx(tx.manager, { kind: 'anonymous', publicKey: row.authorKey }, at);
    try {
      await this.give(asAuthor, ticket, message, 'author');
      return 'done';
    } catch (error) {
      // Refused before anything was written.
      if (!(error instanceof Refused && TOO_LATE.has(error.code))) throw error;
      return this.drop(tx, ticket, at, row.sequence, message, 'not-possible-now');
    }
  }

  private async ticketOf(tx: Tx, authorKey: string): Promise<TicketAtHand | undefined> {
    const found = await tx.row<{ id: string }>(
      `SELECT id FROM ticket WHERE author_public_key = $1 FOR UPDATE`,
      [authorKey],
    );
    if (!found) return undefined;
    return tx.row<TicketAtHand>(
      `SELECT t.id, t.outcome,
              (SELECT max(e.at) FROM event e WHERE e.stream_id = t.id) AS "lastEventAt",
              (SELECT coalesce(max(m.sequence), 0) FROM author_message m WHERE m.ticket_id = t.id) AS "lastSequence"
         FROM ticket t WHERE t.id = $1`,
      [found.id],
    );
  }

  /** Each number counts once. Messages are held for different times, so an older one may come after a newer one. */
  private async faultOf(
    tx: Tx,
    ticket: TicketAtHand,
    sequence: number,
    contentHash: Buffer,
    message: AuthorMessage,
  ): Promise<DropReason | 'replayed' | null> {
    const isNew = await tx.execute(
      `INSERT INTO author_message (ticket_id, sequence, payload_sha256) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [ticket.id, sequence, contentHash],
    );
    if (isNew === 0) {
      const known = await tx.row<{ hash: Buffer }>(
        `SELECT payload_sha256 AS hash FROM author_message WHERE ticket_id = $1 AND sequence = $2`,
        [ticket.id, sequence],
      );
      return known?.hash.equals(contentHash) ? 'replayed' : 'number-used';
    }
    // A verdict on an answer must not be taken for one on the next answer.
    return sequence < ticket.lastSequence && !TIMELESS.has(message.name) ? 'overtaken' : null;
  }

  private async drop(
    tx: Tx,
    ticket: TicketAtHand,
    at: Date,
    sequence: number,
    message: AuthorMessage,
    reason: DropReason,
  ): Promise<'dropped'> {
    const asSystem = new Tx(tx.manager, tx.actor, at);
    await this.give(
      asSystem,
      ticket,
      { name: 'drop-message', message: message.name, sequence, reason },
      'system',
    );
    return 'dropped';
  }

  private give(
    tx: Tx,
    ticket: TicketAtHand,
    command: Command,
    standing: 'author' | 'system',
  ): Promise<boolean> {
    return this.commands.performInTransaction(tx, ticket.id, command, () => true, standing);
  }
}
