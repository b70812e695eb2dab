import { Injectable } from '@nestjs/common';
import type { ChainHead, Tx } from '@huiyin/platform';
import { ClockKeeper, type DueClock } from '@huiyin/sla';
import type { Author } from '../domain/author.js';
import type { TicketFacts, TicketKind } from '../domain/ticket.js';
import { clockSubjectOf } from '../store/ticket-row.js';
import { textHash, TicketStore } from '../store/ticket-store.js';

export interface Opinion {
  readonly id: string;
  readonly author: Author;
  readonly kind: TicketKind;
  readonly urgency: 'ordinary' | 'urgent';
  readonly department: { readonly id: string; readonly siteId: string | null };
  readonly title: string;
  readonly body: string;
  readonly mayPublishWording: boolean;
  readonly attachments: number;
  readonly authorDepartmentId: string | null;
}

export interface OpenedTicket {
  readonly number: string;
  readonly due: DueClock;
  readonly head: ChainHead;
}

/** Puts an opinion on the desk of its department, whoever wrote it: the row, its first event and its clocks. */
@Injectable()
export class OpenTicket {
  constructor(
    private readonly store: TicketStore,
    private readonly clocks: ClockKeeper,
  ) {}

  async open(tx: Tx, opinion: Opinion): Promise<OpenedTicket> {
    const counted = await tx.row<{ number: string }>(`SELECT nextval('ticket_number')::text AS number`);
    const number = `HY-${counted?.number ?? ''}`;
    const facts = factsOfNew(opinion);
    const due = await this.clocks.apply(
      tx,
      clockSubjectOf(facts, opinion.department.siteId),
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
      title: opinion.title,
      body: opinion.body,
      authorDepartmentId: opinion.authorDepartmentId,
      due,
      events: [
        {
          type: 'ticket.submitted',
          data: {
            number,
            kind: facts.kind,
            urgency: facts.urgency,
            titleSha256: textHash(opinion.title),
            bodySha256: textHash(opinion.body),
            attachments: opinion.attachments,
          },
        },
      ],
    });
    return { number, due, head };
  }
}

function factsOfNew({ id, author, kind, urgency, department, mayPublishWording }: Opinion): TicketFacts {
  return {
    id,
    author,
    kind,
    urgency,
    state: 'open',
    outcome: null,
    tier: 0,
    round: 1,
    transfers: 0,
    departmentId: department.id,
    leaderId: null,
    acknowledged: false,
    awaitingAuthor: false,
    awaitingAcceptance: false,
    refusalPending: false,
    abuseProposed: false,
    extensionMinutes: null,
    extended: false,
    complexitySettled: false,
    dueAt: null,
    mayPublishWording,
    published: false,
    answer: null,
    mergedIntoId: null,
    mergedCount: 0,
    closedAt: null,
  };
}
