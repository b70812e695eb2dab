import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, UnitOfWork } from '@huiyin/platform';
import {
  RECTIFICATION_STEPS,
  rectificationStandings,
  type RectificationState,
} from '../domain/rectification.js';
import { possibleSteps } from '../domain/step-table.js';
import type { RectificationDto, RectificationPageDto } from '../reading/bulletin.dto.js';
import { BulletinAccess, type Reader } from '../store/bulletin-access.js';
import type { Texts } from '../store/bulletin-row.js';

interface Row {
  id: string;
  bulletinId: string;
  bulletinNumber: string;
  bulletinTitle: Texts;
  departmentId: string;
  state: RectificationState;
  dueOn: string;
  dueAt: Date;
  returnReason: string | null;
  version: number;
  answers: RectificationDto['answers'];
}

// Dates of answers come as PostgreSQL writes them into JSON; they are made ISO 8601 below.
const SELECT = `SELECT r.id, r.bulletin_id AS "bulletinId", b.number AS "bulletinNumber", b.title AS "bulletinTitle",
    r.department_id AS "departmentId", r.state, to_char(r.due_on, 'YYYY-MM-DD') AS "dueOn", r.due_at AS "dueAt",
    r.return_reason AS "returnReason", r.version,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('round', a.round, 'text', a.text,
              'doneOn', to_char(a.done_on, 'YYYY-MM-DD'), 'answeredAt', a.answered_at, 'returnReason', a.return_reason)
              ORDER BY a.round DESC), '[]')
       FROM rectification_answer a WHERE a.rectification_id = r.id) AS answers
  FROM rectification r JOIN bulletin b ON b.id = r.bulletin_id`;

const OPEN = `r.state IN ('awaited', 'answered', 'returned')`;

/** Rectifications as the leadership and the departments concerned see them. */
@Injectable()
export class Rectifications {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: BulletinAccess,
  ) {}

  /** What is not accepted yet, the most urgent first: for leaders all, for others those of their departments. */
  async open(
    personId: string,
    request: { readonly cursor?: string; readonly limit: number },
  ): Promise<RectificationPageDto> {
    const reader = await this.access.reader(personId);
    const [instant = null, id = null] = decodeCursor(request.cursor, ['instant', 'uuid']) ?? [];
    const rows = await this.unitOfWork.read<Row>(
      `${SELECT} WHERE ${OPEN} AND ($1::boolean OR r.department_id = ANY($2::uuid[]))
         AND ($3::timestamptz IS NULL OR (r.due_at, r.id) > ($3::timestamptz, $4::uuid))
       ORDER BY r.due_at, r.id LIMIT $5`,
      [reader.isLeader, reader.workIds, instant, id, request.limit + 1],
    );
    const page = pageOf(
      rows,
      request.limit,
      (row) => [row.dueAt.toISOString(), row.id],
      (row) => this.shown(row, reader),
    );
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  async of(bulletinId: string, reader: Reader): Promise<RectificationDto[]> {
    const rows = await this.unitOfWork.read<Row>(
      `${SELECT} WHERE r.bulletin_id = $1 AND ($2::boolean OR r.department_id = ANY($3::uuid[])) ORDER BY r.due_at, r.id`,
      [bulletinId, reader.isLeader, reader.workIds],
    );
    return rows.map((row) => this.shown(row, reader));
  }

  /** Undefined when there is none that this person may see. */
  async find(personId: string, id: string): Promise<RectificationDto | undefined> {
    const reader = await this.access.reader(personId);
    const [row] = await this.unitOfWork.read<Row>(
      `${SELECT} WHERE r.id = $1 AND ($2::boolean OR r.department_id = ANY($3::uuid[]))`,
      [id, reader.isLeader, reader.workIds],
    );
    return row ? this.shown(row, reader) : undefined;
  }

  private shown(row: Row, reader: Reader): RectificationDto {
    const standings = rectificationStandings({
      isLeader: reader.isLeader,
      headsIt: reader.headedIds.includes(row.departmentId),
      worksThere: reader.workIds.includes(row.departmentId),
    });
    const isOpen = row.state !== 'accepted' && row.state !== 'dropped';
    return {
      ...row,
      dueAt: row.dueAt.toISOString(),
      isOverdue: isOpen && row.dueAt <= this.unitOfWork.now(),
      answers: row.answers.map((answer) => ({
        ...answer,
        answeredAt: new Date(answer.answeredAt).toISOString(),
      })),
      actions: possibleSteps(RECTIFICATION_STEPS, row.state, standings).filter((step) => step !== 'drop'),
    };
  }
}
