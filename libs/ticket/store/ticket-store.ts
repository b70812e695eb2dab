import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DueClock } from '@huiyin/sla';
import { appendEvents, newId, type ChainHead, type NewEvent, type Tx } from '@huiyin/platform';
import { authorPersonId } from '../domain/author.js';
import { concerned } from '../domain/decide.js';
import type { Decision, TicketEvent } from '../domain/decision.js';
import { NO_SETBACKS, type Setbacks } from '../domain/higher-level.js';
import type { Standing, TicketFacts } from '../domain/ticket.js';
import { TICKET_COLUMNS, type TicketRow } from './ticket-row.js';

export const TICKET_STREAM = 'ticket';

export interface NewTicket {
  readonly facts: TicketFacts;
  readonly number: string;
  readonly title: string;
  readonly body: string;
  /** Named by an anonymous author, see `author_department_id`. */
  readonly authorDepartmentId?: string | null;
  readonly due: DueClock | null;
  readonly events: readonly TicketEvent[];
}

/** SHA-256 of a text in hexadecimal: what the chain keeps of it. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function asNewEvent(event: TicketEvent, ticket: TicketFacts, standing: Standing): NewEvent {
  return {
    type: event.type,
    data: {
      ...event.data,
      ...concerned(ticket),
      standing,
      ...(event.text === undefined ? {} : { textSha256: textHash(event.text) }),
    },
  };
}

/** Rows of tickets, their texts and answers. Every write also appends to the ticket's chain, or fails. */
@Injectable()
export class TicketStore {
  /** The ticket, locked until the transaction ends. */
  async lock(tx: Tx, ticketId: string): Promise<TicketRow | undefined> {
    return tx.row<TicketRow>(`SELECT ${TICKET_COLUMNS} FROM ticket t WHERE t.id = $1 FOR UPDATE OF t`, [
      ticketId,
    ]);
  }

  /** Tickets still waiting for the answer to another one, locked, in a fixed order. */
  async lockMerged(tx: Tx, ticketId: string): Promise<TicketRow[]> {
    return tx.rows<TicketRow>(
      `SELECT ${TICKET_COLUMNS} FROM ticket t WHERE t.merged_into_id = $1 AND t.state = 'open' ORDER BY t.id FOR UPDATE OF t`,
      [ticketId],
    );
  }

  /** Counted from the ticket's own history, which cannot be changed. */
  async setbacks(tx: Tx, ticketId: string): Promise<Setbacks> {
    const row = await tx.row<Setbacks>(
      `SELECT count(*) FILTER (WHERE type = 'ticket.redo-ordered')::int AS redos,
              count(*) FILTER (WHERE type = 'ticket.rejected')::int AS noes
         FROM event WHERE stream_id = $1`,
      [ticketId],
    );
    return row ?? NO_SETBACKS;
  }

  async insert(tx: Tx, ticket: NewTicket): Promise<ChainHead> {
    const { facts, due } = ticket;
    const head = await appendEvents(
      tx,
      { type: TICKET_STREAM, id: facts.id, head: { version: 0, hash: Buffer.alloc(32) } },
      ticket.events.map((event) => asNewEvent(event, facts, 'author')),
    );
    await tx.execute(
      `INSERT INTO ticket (id, number, kind, urgency, title, body, author_kind, author_person_id, author_public_key,
                           state, department_id, may_publish_wording, submitted_at, due_at, due_leg, version, chain_hash,
                           author_seal_key, author_tag_key, author_department_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
      [
        facts.id,
        ticket.number,
        facts.kind,
        facts.urgency,
        ticket.title,
        ticket.body,
        facts.author.kind,
        authorPersonId(facts.author),
        facts.author.kind === 'anonymous' ? facts.author.publicKey : null,
        facts.state,
        facts.departmentId,
        facts.mayPublishWording,
        tx.now,
        due?.dueAt ?? null,
        due?.leg ?? null,
        head.version,
        head.hash,
        facts.author.kind === 'anonymous' ? facts.author.sealKey : null,
        facts.author.kind === 'anonymous' ? facts.author.tagKey : null,
        ticket.authorDepartmentId ?? null,
      ],
    );
    return head;
  }

  /** Writes a decision: events and texts, then the row with what it says now. Returns the new version. */
  async save(
    tx: Tx,
    row: TicketRow,
    after: TicketFacts,
    decision: Decision,
    due: DueClock | null,
  ): Promise<number> {
    const head = await appendEvents(
      tx,
      { type: TICKET_STREAM, id: row.id, head: { version: row.version, hash: row.chain_hash } },
      decision.events.map((event) => asNewEvent(event, after, decision.standing)),
    );
    const texts = decision.events
      .map((event, index) => ({ version: row.version + index + 1, text: event.text }))
      .filter((entry): entry is { version: number; text: string } => entry.text !== undefined);
    for (const { version, text } of texts) {
      await tx.execute(`INSERT INTO ticket_text (ticket_id, version, text) VALUES ($1, $2, $3)`, [
        row.id,
        version,
        text,
      ]);
    }
    const published = decision.publication !== undefined;
    await tx.execute(
      `UPDATE ticket SET
         state = $2, outcome = $3, tier = $4, round = $5, transfers = $6, department_id = $7, leader_id = $8,
         acknowledged = $9, awaiting_author = $10, awaiting_acceptance = $11, refusal_pending = $12,
         refusal_text = $13, answer_visibility = $14, answer_tier = $15,
         published_at = CASE WHEN $16::boolean THEN $17 ELSE published_at END,
         publication_reason = CASE WHEN $16::boolean THEN $18 ELSE publication_reason END,
         publication_summary = CASE WHEN $16::boolean THEN $19 ELSE publication_summary END,
         merged_into_id = $20, answered_at = $21, closed_at = $22, due_at = $23, due_leg = $24, due_is_paused = $25,
         version = $26, chain_hash = $27, extension_minutes = $28, extended = $29, abuse_text = $30,
         urgency = $31, complexity_settled = $32
       WHERE id = $1`,
      [
        row.id,
        after.state,
        after.outcome,
        after.tier,
        after.round,
        after.transfers,
        after.departmentId,
        after.leaderId,
        after.acknowledged,
        after.awaitingAuthor,
        after.awaitingAcceptance,
        after.refusalPending,
        decision.refusalText === undefined ? row.refusal_text : decision.refusalText,
        after.answer?.visibility ?? null,
        after.answer?.tier ?? null,
        published,
        decision.publication ? tx.now : null,
        decision.publication?.publicationReason ?? null,
        decision.publication?.summary ?? null,
        after.mergedIntoId,
        decision.answer ? tx.now : row.answered_at,
        after.closedAt,
        due?.dueAt ?? null,
        due?.leg ?? null,
        due?.isPaused ?? false,
        head.version,
        head.hash,
        after.extensionMinutes,
        after.extended,
        after.abuseProposed ? (decision.abuseText ?? row.abuse_text) : null,
        after.urgency,
        after.complexitySettled,
      ],
    );
    return head.version;
  }

  /**
   * Keeps an answer and returns its id; `sourceAnswerId` ties the copies of one answer for many together.
   * @param ticket as it is with the answer
   */
  async addAnswer(
    tx: Tx,
    ticket: TicketFacts,
    answer: NonNullable<Decision['answer']>,
    answeredBy: string,
    sourceAnswerId: string | null,
  ): Promise<string> {
    const id = newId(tx.now);
    await tx.execute(
      `INSERT INTO answer (id, ticket_id, round, tier, text, is_refusal, answered_by, answered_at, source_answer_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        ticket.id,
        ticket.round,
        ticket.answer?.tier ?? ticket.tier,
        answer.text,
        answer.isRefusal,
        answeredBy,
        tx.now,
        sourceAnswerId,
      ],
    );
    return id;
  }

  /**
   * Replaces the text of a ticket's latest answer and of its copies whose authors have not said anything newer.
   * The old text stays in the timeline. Returns the ids of the tickets that carry a copy.
   */
  async amendAnswer(tx: Tx, ticketId: string, text: string): Promise<string[]> {
    const rows = await tx.rows<{ ticket_id: string }>(
      `WITH latest AS (SELECT id FROM answer WHERE ticket_id = $1 ORDER BY round DESC LIMIT 1)
       UPDATE answer a SET text = $2, amended_at = $3
        FROM latest
       WHERE a.id = latest.id
          OR (a.source_answer_id = latest.id
              AND NOT EXISTS (SELECT 1 FROM answer newer WHERE newer.ticket_id = a.ticket_id AND newer.round > a.round)
              AND EXISTS (SELECT 1 FROM ticket t WHERE t.id = a.ticket_id AND t.state IN ('answered', 'closed')))
       RETURNING a.ticket_id`,
      [ticketId, text, tx.now],
    );
    return rows
      .map((row) => row.ticket_id)
      .filter((id) => id !== ticketId)
      .sort();
  }
}
