import { Injectable } from '@nestjs/common';
import { clockKey, OpenClocks, type Leg } from '@huiyin/sla';
import { UnitOfWork } from '@huiyin/platform';
import { possibleCommands } from '../domain/transitions.js';
import type { Standing, TicketFacts } from '../domain/ticket.js';
import { TicketAccess } from './ticket-access.js';
import { summaryOf } from './ticket-list.queries.js';
import { ticketRefusals } from './ticket-refusals.js';
import { factsOf, TICKET_COLUMNS, type TicketRow } from './ticket-row.js';
import type { TicketDto } from './ticket.dto.js';

interface ViewRow extends TicketRow {
  author_name: string | null;
  leader_name: string | null;
  removed_reason: string | null;
  answers: {
    round: number;
    tier: number;
    text: string;
    isRefusal: boolean;
    isShared: boolean;
    answeredAt: string;
    amendedAt: string | null;
  }[];
  attachments: { id: string; fileName: string; mediaType: string; sizeBytes: number }[];
  clocks: {
    leg: Leg;
    round: number;
    state: 'running' | 'paused' | 'stopped';
    startedAt: string;
    dueAt: string;
    stoppedAt: string | null;
    calendarId: string;
    calendarVersion: number;
  }[];
}

const instant = (text: string): string => new Date(text).toISOString();

const VIEW_COLUMNS = `${TICKET_COLUMNS}, author.name AS author_name, leader.name AS leader_name,
       (SELECT x.text FROM event e JOIN ticket_text x ON x.ticket_id = t.id AND x.version = e.version
         WHERE t.outcome = 'removed' AND e.stream_id = t.id AND e.type = 'ticket.removed' LIMIT 1) AS removed_reason,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('round', a.round, 'tier', a.tier, 'text', a.text,
                 'isRefusal', a.is_refusal,
                 'isShared', a.source_answer_id IS NOT NULL OR EXISTS (SELECT 1 FROM answer c WHERE c.source_answer_id = a.id),
                 'answeredAt', a.answered_at, 'amendedAt', a.amended_at) ORDER BY a.round), '[]')
          FROM answer a WHERE a.ticket_id = t.id) AS answers,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'fileName', f.file_name, 'mediaType', f.media_type,
                 'sizeBytes', f.size_bytes) ORDER BY f.created_at, f.id), '[]')
          FROM attachment f WHERE f.ticket_id = t.id) AS attachments,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('leg', c.leg, 'round', c.round, 'state', c.state,
                 'startedAt', c.started_at, 'dueAt', c.due_at, 'stoppedAt', c.stopped_at, 'calendarId', c.calendar_id,
                 'calendarVersion', c.calendar_version) ORDER BY c.started_at, c.leg), '[]')
          FROM clock c WHERE c.ticket_id = t.id) AS clocks`;
const VIEW_JOINS = `LEFT JOIN person author ON author.id = t.author_person_id
  LEFT JOIN person leader ON leader.id = t.leader_id`;

/** A ticket as one reader may see it. */
export interface SeenTicket<Row extends TicketRow = TicketRow> {
  readonly row: Row;
  readonly facts: TicketFacts;
  readonly standings: ReadonlySet<Standing>;
  /** The reader may not see what was removed. */
  readonly isStub: boolean;
}

@Injectable()
export class TicketView {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: TicketAccess,
    private readonly openClocks: OpenClocks,
  ) {}

  /** The ticket with what the reader is to it; refused as not found when it does not exist for them. */
  async seen(personId: string, ticketId: string): Promise<SeenTicket> {
    const [found] = await this.visibleRows<TicketRow>(personId, ticketId, TICKET_COLUMNS, '');
    if (!found) throw ticketRefusals.refuse('ticket.not-found');
    return asSeen(found.row, found.standings);
  }

  /** The ticket for this reader; refused as not found when it does not exist for them. */
  async view(personId: string, ticketId: string): Promise<TicketDto> {
    const ticket = await this.find(personId, ticketId);
    if (!ticket) throw ticketRefusals.refuse('ticket.not-found');
    return ticket;
  }

  async find(personId: string, ticketId: string): Promise<TicketDto | undefined> {
    const [found] = await this.visibleRows<ViewRow>(personId, ticketId, VIEW_COLUMNS, VIEW_JOINS);
    if (!found) return undefined;
    return this.dtoOf(asSeen(found.row, found.standings), found.row.author_person_id === personId);
  }

  /** The ticket as its anonymous author sees it, who never asks for it: for what is sealed to the author. */
  async asAnonymousAuthor(ticketId: string): Promise<TicketDto | undefined> {
    const [row] = await this.unitOfWork.read<ViewRow>(
      `SELECT ${VIEW_COLUMNS} FROM ticket t ${VIEW_JOINS} WHERE t.id = $1 AND t.author_kind = 'anonymous'`,
      [ticketId],
    );
    return row && this.dtoOf(asSeen(row, new Set<Standing>(['author'])), true);
  }

  private async dtoOf(
    { row, facts, standings, isStub }: SeenTicket<ViewRow>,
    isMine: boolean,
  ): Promise<TicketDto> {
    const open = await this.openClocks.of([row.id]);
    const answer = row.clocks.findLast(({ leg }) => leg === 'answer');
    const now = this.unitOfWork.now();
    const isAuthor = standings.has('author');
    return {
      ...summaryOf(row, isMine, now, open),
      title: isStub ? '' : row.title,
      body: isStub ? '' : row.body,
      author:
        row.author_kind === 'named' && !isStub
          ? { kind: 'named', personId: row.author_person_id ?? undefined, name: row.author_name ?? undefined }
          : { kind: row.author_kind, departmentId: (isStub ? null : row.author_department_id) ?? undefined },
      leader:
        row.leader_id && !(isAuthor && (row.refusal_pending || row.abuse_proposed))
          ? { id: row.leader_id, name: row.leader_name ?? '' }
          : null,
      round: row.round,
      transfers: row.transfers,
      acknowledged: row.acknowledged,
      mayPublishWording: row.may_publish_wording,
      answerVisibility: row.answer_visibility,
      answers: isStub
        ? []
        : row.answers.map((answer) => ({
            ...answer,
            answeredAt: instant(answer.answeredAt),
            amendedAt: answer.amendedAt === null ? null : instant(answer.amendedAt),
          })),
      publication:
        row.published_at && row.publication_reason
          ? {
              reason: row.publication_reason,
              summary: row.publication_summary,
              publishedAt: row.published_at.toISOString(),
            }
          : null,
      refusalText: isAuthor || isStub ? null : row.refusal_text,
      abuseText: isAuthor || isStub ? null : row.abuse_text,
      extended: row.extended,
      extensionLimitMinutes: open.get(clockKey(row.id, 'answer'))?.extensionLimitMinutes ?? null,
      answerDayMinutes: answer
        ? await this.openClocks.workingDay(answer.calendarId, answer.calendarVersion)
        : null,
      attachments: isStub ? [] : row.attachments,
      clocks: row.clocks.map((clock) => ({
        leg: clock.leg,
        round: clock.round,
        state: clock.state,
        startedAt: instant(clock.startedAt),
        dueAt: instant(clock.dueAt),
        stoppedAt: clock.stoppedAt === null ? null : instant(clock.stoppedAt),
        isBreached:
          clock.state !== 'paused' &&
          new Date(clock.dueAt) < (clock.stoppedAt === null ? now : new Date(clock.stoppedAt)),
      })),
      actions: [...possibleCommands(facts, standings, now)],
      standings: [...standings],
      removedReason: row.removed_reason,
    };
  }

  private async visibleRows<Row extends TicketRow>(
    personId: string,
    ticketId: string,
    columns: string,
    joins: string,
  ): Promise<{ row: Row; standings: ReadonlySet<Standing> }[]> {
    const viewer = await this.access.viewer(personId);
    const visible = this.access.visible(viewer, 2);
    const rows = await this.unitOfWork.read<Row>(
      `SELECT ${columns} FROM ticket t ${joins} WHERE t.id = $1 AND ${visible.sql}`,
      [ticketId, ...visible.parameters],
    );
    return rows.map((row) => ({ row, standings: this.access.standings(viewer, factsOf(row)) }));
  }
}

function asSeen<Row extends TicketRow>(row: Row, standings: ReadonlySet<Standing>): SeenTicket<Row> {
  const isStub = row.outcome === 'removed' && !standings.has('author') && !standings.has('coordinator');
  return { row, facts: factsOf(row), standings, isStub };
}
