import { Injectable } from '@nestjs/common';
import { newId, runOnce, UnitOfWork, type Json, type Tx } from '@huiyin/platform';
import { ClockKeeper } from '@huiyin/sla';
import { attachToTicket } from '../attachment/attach-to-ticket.js';
import type { TicketFacts } from '../domain/ticket.js';
import { ticketRefusals } from '../store/ticket-refusals.js';
import { clockSubjectOf } from '../store/ticket-row.js';
import { textHash, TicketStore } from '../store/ticket-store.js';
import type { SubmitTicketDto, SubmittedTicketDto } from './submit-ticket.dto.js';

/** A named employee hands in an opinion; it is with the department from this moment. */
@Injectable()
export class SubmitTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: TicketStore,
    private readonly clocks: ClockKeeper,
  ) {}

  async submit(personId: string, idempotencyKey: string, wish: SubmitTicketDto): Promise<SubmittedTicketDto> {
    const request = { submit: JSON.parse(JSON.stringify(wish)) as Json };
    const result = await runOnce(
      this.unitOfWork,
      { personId, key: idempotencyKey, request },
      async (tx): Promise<{ [key: string]: Json }> => ({ ...(await this.write(tx, personId, wish)) }),
    );
    return result as unknown as SubmittedTicketDto;
  }

  private async write(tx: Tx, personId: string, wish: SubmitTicketDto): Promise<SubmittedTicketDto> {
    const department = await tx.row<{ number: string; siteId: string | null }>(
      `SELECT nextval('ticket_number')::text AS number, site_id AS "siteId" FROM department WHERE id = $1 AND is_active`,
      [wish.departmentId],
    );
    if (!department) {
      const message = 'departmentId must be an active department';
      throw ticketRefusals.refuse('ticket.department-invalid', {}, [
        { field: 'departmentId', rule: 'active', message },
      ]);
    }
    const number = `HY-${department.number}`;
    const facts: TicketFacts = {
      id: newId(tx.now),
      author: { kind: 'named', personId },
      kind: wish.kind,
      urgency: wish.urgency ?? 'ordinary',
      state: 'open',
      outcome: null,
      tier: 0,
      round: 1,
      transfers: 0,
      departmentId: wish.departmentId,
      leaderId: null,
      acknowledged: false,
      awaitingAuthor: false,
      awaitingAcceptance: false,
      refusalPending: false,
      abuseProposed: false,
      extensionMinutes: null,
      extended: false,
      mayPublishWording: wish.mayPublishWording,
      published: false,
      answer: null,
      mergedIntoId: null,
      mergedCount: 0,
      closedAt: null,
    };
    const due = await this.clocks.apply(
      tx,
      clockSubjectOf(facts, department.siteId),
      [
        { do: 'start', leg: 'acknowledge', round: 1 },
        { do: 'start', leg: 'answer', round: 1 },
      ],
      { isNew: true },
    );
    if (!due) throw new Error('A new ticket must have a clock.');
    const head = await this.store.insert(tx, {
      facts,
      number,
      title: wish.title,
      body: wish.body,
      due,
      events: [
        {
          type: 'ticket.submitted',
          data: {
            number,
            kind: facts.kind,
            urgency: facts.urgency,
            titleSha256: textHash(wish.title),
            bodySha256: textHash(wish.body),
            attachments: wish.attachmentIds?.length ?? 0,
          },
        },
      ],
    });
    if (wish.attachmentIds && wish.attachmentIds.length > 0) {
      await attachToTicket(tx, wish.attachmentIds, facts.id, personId);
    }
    return { id: facts.id, number, version: head.version, state: 'open', dueAt: due.dueAt.toISOString() };
  }
}
