import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { decodeCursor, pageOf, shownCount, UnitOfWork, type ShownCount } from '@huiyin/platform';
import { TICKET_KINDS, type TicketKind } from '../domain/ticket.js';
import { likePattern } from '../store/ticket-list.queries.js';

const instant = { type: String, format: 'date-time' } as const;

export class BoardItemDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() number: string;
  @ApiProperty({ enum: TICKET_KINDS }) kind: TicketKind;
  @ApiProperty({ format: 'uuid' }) departmentId: string;
  @ApiProperty({ type: String, nullable: true, description: 'The author’s own title, when it may be shown.' })
  title: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The author’s own words, when they may be shown.',
  })
  text: string | null;
  @ApiProperty({ type: String, nullable: true }) summary: string | null;
  @ApiProperty({ description: 'Markdown subset.' }) answer: string;
  @ApiProperty({ enum: [0, 1] }) tier: number;
  @ApiProperty(instant) answeredAt: string;
  @ApiProperty(instant) publishedAt: string;
  @ApiProperty() isAmended: boolean;
  @ApiProperty({ enum: ['resolved', 'unresolved', 'unconfirmed'], nullable: true }) outcome: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How many tickets this one answer was given to; null when few.',
  })
  concerns: ShownCount | null;
}

export class BoardPageDto {
  @ApiProperty({ type: [BoardItemDto] }) items: BoardItemDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

interface BoardRow {
  id: string;
  number: string;
  kind: TicketKind;
  department_id: string;
  title: string | null;
  body: string | null;
  summary: string | null;
  answer: string;
  tier: number;
  answered_at: Date;
  published_at: Date;
  amended_at: Date | null;
  outcome: string | null;
  concerns: number;
}

// Who wrote it is not selected, so no change of the mapping below can show it.
const COLUMNS = `t.id, t.number, t.kind, t.department_id,
  CASE WHEN t.may_publish_wording THEN t.title END AS title,
  CASE WHEN t.may_publish_wording THEN t.body END AS body,
  t.publication_summary AS summary, a.text AS answer, a.tier, a.answered_at, a.amended_at, t.published_at,
  CASE WHEN t.outcome IN ('resolved', 'unresolved', 'unconfirmed') THEN t.outcome END AS outcome,
  1 + (SELECT count(*)::int FROM answer c WHERE c.source_answer_id = a.id) AS concerns`;
const FROM = `FROM ticket t CROSS JOIN LATERAL
  (SELECT * FROM answer a WHERE a.ticket_id = t.id ORDER BY a.round DESC LIMIT 1) a`;

function itemOf(row: BoardRow): BoardItemDto {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    departmentId: row.department_id,
    title: row.title,
    text: row.body,
    summary: row.summary,
    answer: row.answer,
    tier: row.tier,
    answeredAt: row.answered_at.toISOString(),
    publishedAt: row.published_at.toISOString(),
    isAmended: row.amended_at !== null,
    outcome: row.outcome,
    concerns: shownCount(row.concerns),
  };
}

/** The public board: published answers, newest first, without their authors. */
@Injectable()
export class Board {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async list(request: {
    readonly departmentId?: string;
    readonly kind?: TicketKind;
    readonly query?: string;
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<BoardPageDto> {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions = ['t.published_at IS NOT NULL'];
    if (request.departmentId) conditions.push(`t.department_id = ${bind(request.departmentId)}`);
    if (request.kind) conditions.push(`t.kind = ${bind(request.kind)}`);
    if (request.query) {
      const pattern = bind(likePattern(request.query));
      conditions.push(
        `((t.may_publish_wording AND (t.title ILIKE ${pattern} OR t.body ILIKE ${pattern}))
          OR t.publication_summary ILIKE ${pattern} OR a.text ILIKE ${pattern})`,
      );
    }
    const after = decodeCursor(request.cursor, ['instant', 'uuid']);
    if (after) {
      conditions.push(`(t.published_at, t.id) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`);
    }
    const rows = await this.unitOfWork.read<BoardRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${conditions.join(' AND ')}
        ORDER BY t.published_at DESC, t.id DESC LIMIT ${bind(request.limit + 1)}`,
      parameters,
    );
    const page = pageOf(rows, request.limit, (row) => [row.published_at.toISOString(), row.id], itemOf);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  async item(ticketId: string): Promise<BoardItemDto | null> {
    const [row] = await this.unitOfWork.read<BoardRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE t.id = $1 AND t.published_at IS NOT NULL`,
      [ticketId],
    );
    return row ? itemOf(row) : null;
  }
}
