import { Injectable } from '@nestjs/common';
import { DepartmentDirectory } from '@huiyin/organisation';
import { newId, runOnce, UnitOfWork, type Json, type Tx } from '@huiyin/platform';
import { attachToTicket } from '../attachment/attach-to-ticket.js';
import { ticketRefusals } from '../store/ticket-refusals.js';
import { OpenTicket } from './open-ticket.js';
import type { SubmitTicketDto, SubmittedTicketDto } from './submit-ticket.dto.js';

/** A named employee hands in an opinion; it is with the department from this moment. */
@Injectable()
export class SubmitTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: OpenTicket,
    private readonly departments: DepartmentDirectory,
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
    const department = await this.departments.department(tx, wish.departmentId);
    if (!department?.isActive) {
      const message = 'departmentId must be an active department';
      throw ticketRefusals.refuse('ticket.department-invalid', {}, [
        { field: 'departmentId', rule: 'active', message },
      ]);
    }
    const id = newId(tx.now);
    const { number, due, head } = await this.tickets.open(tx, {
      id,
      author: { kind: 'named', personId },
      kind: wish.kind,
      urgency: wish.urgency ?? 'ordinary',
      department,
      title: wish.title,
      body: wish.body,
      mayPublishWording: wish.mayPublishWording,
      attachments: wish.attachmentIds?.length ?? 0,
      authorDepartmentId: null,
    });
    if (wish.attachmentIds && wish.attachmentIds.length > 0) {
      await attachToTicket(tx, wish.attachmentIds, id, personId);
    }
    return { id, number, version: head.version, state: 'open', dueAt: due.dueAt.toISOString() };
  }
}
