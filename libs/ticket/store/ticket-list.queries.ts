import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, shownCount, UnitOfWork } from '@huiyin/platform';
import { clockKey, OpenClocks, type OpenClock } from '@huiyin/sla';
import { dateOf } from '../domain/author.js';
import type { TicketState } from '../domain/ticket.js';
import { TicketAccess } from './ticket-access.js';
import type { TicketCountsDto, TicketPageDto, TicketSummaryDto } from './ticket.dto.js';
import { MERGED_COUNT, type TicketRow } from './ticket-row.js';

export const BOXES = ['mine', 'inbox', 'escalations'] as const;
export type Box = (typeof BOXES)[number];

export interface ListRequest {
  readonly box: Box;
  readonly state?: TicketState;
  readonly query?: string;
  readonly cursor?: string;
  readonly limit: number;
}

type SummaryRow = Omit<
  TicketRow,
  | 'body'
  | 'refusal_text'
  | 'abuse_text'
  | 'publication_summary'
  | 'chain_hash'
  | 'author_public_key'
  | 'author_seal_key'
  | 'author_tag_key'
  | 'author_department_id'
>;

// Named one by one: a list must not carry the long texts through memory.
const SUMMARY_COLUMNS = `t.id, t.number, t.kind, t.urgency, t.title, t.author_kind, t.author_person_id, t.state, t.outcome, t.tier,
  t.department_id, t.leader_id, t.awaiting_author, t.awaiting_acceptance, t.refusal_pending, t.abuse_text IS NOT NULL AS abuse_proposed, t.extension_minutes, t.merged_into_id,
  t.submitted_at, t.answered_at, t.closed_at, t.due_at, t.due_leg, t.due_is_paused, t.version,
  ${MERGED_COUNT}`;

/** @param open clocks by ticket and leg, see OpenClocks */
export function summaryOf(
  row: SummaryRow,
  isMine: boolean,
  now: Date,
  open: ReadonlyMap<string, OpenClock>,
): TicketSummaryDto {
  const clock = open.get(clockKey(row.id, row.due_leg));
  const isRemoved = row.outcome === 'removed';
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    urgency: row.urgency,
    title: isRemoved && !isMine ? '' : row.title,
    state: row.state,
    tier: row.tier,
    outcome: row.outcome,
    departmentId: row.department_id,
    awaitingAuthor: row.awaiting_author,
    awaitingAcceptance: row.awaiting_acceptance,
    // A refusal that nobody has approved yet is not said to the author.
    refusalPending: row.refusal_pending && !isMine,
    abuseProposed: row.abuse_proposed && !isMine,
    extensionMinutes: row.extension_minutes,
    isMine,
    submittedAt: row.submitted_at.toISOString(),
    submittedOn: row.author_kind === 'anonymous' ? dateOf(row.submitted_at) : null,
    dueAt: row.due_at?.toISOString() ?? null,
    dueLeg: row.due_leg,
    isPaused: row.due_is_paused,
    isOverdue: row.due_at !== null && !row.due_is_paused && row.due_at < now,
    workingSecondsLeft: clock?.secondsLeft ?? null,
    workingDayMinutes: clock?.workingDayMinutes ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    mergedIntoId: isMine ? null : row.merged_into_id,
    // Whoever works on it sees each of them; its author learns only of many.
    mergedCount: isMine ? (shownCount(row.merged_count) ?? 0) : row.merged_count,
    version: row.version,
  };
}

/** Text for ILIKE in which the reader's % and _ mean themselves. */
export function likePattern(query: string): string {
  return `%${query.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** Lists of tickets, a page at a time by key, so that a page costs the same at any depth and size. */
@Injectable()
export class TicketLists {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: TicketAccess,
    private readonly openClocks: OpenClocks,
  ) {}

  async list(personId: string, request: ListRequest): Promise<TicketPageDto> {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions: string[] = [];
    let dueFirst = false;
    if (request.box === 'mine') {
      conditions.push(`t.author_person_id = ${bind(personId)}`);
      if (request.state) conditions.push(`t.state = ${bind(request.state)}`);
    } else if (request.box === 'inbox') {
      const viewer = await this.access.viewer(personId);
      conditions.push(
        `t.department_id = ANY(${bind(viewer.departmentIds)}::uuid[])`,
        `t.author_person_id IS DISTINCT FROM ${bind(personId)}`,
      );
      dueFirst = request.state === undefined || request.state === 'open';
      // Merged tickets wait with the one they were merged into; work is shown once.
      conditions.push(
        dueFirst ? `t.state = 'open' AND t.merged_into_id IS NULL` : `t.state = ${bind(request.state)}`,
      );
    } else {
      dueFirst = request.state === undefined || request.state === 'escalated';
      conditions.push(this.access.owned(await this.access.viewer(personId), bind));
      conditions.push(
        dueFirst
          ? // What is not closed is due at some time, which the index knows.
            `t.due_at IS NOT NULL AND (t.state = 'escalated' OR t.refusal_pending OR t.extension_minutes IS NOT NULL OR t.abuse_text IS NOT NULL)`
          : `t.state = ${bind(request.state)}`,
      );
    }
    if (request.query) {
      const pattern = bind(likePattern(request.query));
      conditions.push(`(t.title ILIKE ${pattern} OR t.number ILIKE ${pattern})`);
    }
    const after = decodeCursor(request.cursor, ['instant', 'uuid']);
    if (after) {
      const [instant, id] = after;
      conditions.push(
        `(${dueFirst ? 't.due_at' : 't.submitted_at'}, t.id) ${dueFirst ? '>' : '<'} (${bind(instant)}::timestamptz, ${bind(id)}::uuid)`,
      );
    }
    const order = dueFirst ? 't.due_at, t.id' : 't.submitted_at DESC, t.id DESC';
    const rows = await this.unitOfWork.read<SummaryRow>(
      `SELECT ${SUMMARY_COLUMNS} FROM ticket t WHERE ${conditions.join(' AND ')}
        ORDER BY ${order} LIMIT ${bind(request.limit + 1)}`,
      parameters,
    );
    const open = await this.openClocks.of(rows.filter((row) => row.due_at !== null).map((row) => row.id));
    const now = this.unitOfWork.now();
    const page = pageOf(
      rows,
      request.limit,
      (row) => [((dueFirst ? row.due_at : row.submitted_at) ?? row.submitted_at).toISOString(), row.id],
      (row) => summaryOf(row, row.author_person_id === personId, now, open),
    );
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  /** What waits for this person, for the marks in the navigation. */
  async counts(personId: string): Promise<TicketCountsDto> {
    const viewer = await this.access.viewer(personId);
    const parameters: unknown[] = [personId, viewer.departmentIds, this.unitOfWork.now()];
    const owned = this.access.owned(viewer, (value) => `$${parameters.push(value)}`);
    const [row] = await this.unitOfWork.read<TicketCountsDto>(
      `SELECT
         (SELECT count(*)::int FROM ticket t WHERE t.author_person_id = $1 AND t.state = 'answered') AS "verdictsWaiting",
         (SELECT count(*)::int FROM ticket t WHERE t.author_person_id = $1 AND t.awaiting_author) AS "questionsWaiting",
         inbox.open AS "inboxOpen", inbox.overdue AS "inboxOverdue",
         (SELECT count(*)::int FROM ticket t WHERE t.due_at IS NOT NULL AND ${owned} AND t.state = 'escalated') AS "escalationsOpen",
         (SELECT count(*)::int FROM ticket t WHERE t.due_at IS NOT NULL AND ${owned} AND t.refusal_pending) AS "refusalsWaiting",
         (SELECT count(*)::int FROM ticket t WHERE t.due_at IS NOT NULL AND ${owned} AND t.extension_minutes IS NOT NULL) AS "extensionsWaiting",
         (SELECT count(*)::int FROM ticket t WHERE t.due_at IS NOT NULL AND ${owned} AND t.abuse_text IS NOT NULL) AS "abusesWaiting"
       FROM (SELECT count(*)::int AS open,
                    count(*) FILTER (WHERE t.due_at < $3 AND NOT t.due_is_paused)::int AS overdue
               FROM ticket t
              WHERE t.department_id = ANY($2::uuid[]) AND t.state = 'open' AND t.merged_into_id IS NULL
                AND t.author_person_id IS DISTINCT FROM $1) AS inbox`,
      parameters,
    );
    if (!row) throw new Error('Counting returned no row.');
    return row;
  }
}
