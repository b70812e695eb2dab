import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, UnitOfWork } from '@huiyin/platform';
import { stepsFor, type BulletinState } from '../domain/bulletin.js';
import { possibleSteps } from '../domain/step-table.js';
import { Rectifications } from '../rectification/rectifications.queries.js';
import { BulletinAccess, type Reader } from '../store/bulletin-access.js';
import { BULLETIN_COLUMNS, type BulletinRow } from '../store/bulletin-row.js';
import { shownFigures } from './bulletin-figures.js';
import type {
  BulletinCountsDto,
  BulletinDto,
  BulletinPageDto,
  BulletinSummaryDto,
  BulletinTalkDto,
} from './bulletin.dto.js';
import { BulletinNaming } from './bulletin-naming.queries.js';
import { Receipts } from './receipts.queries.js';

export const BULLETIN_BOXES = ['published', 'drafts', 'discarded'] as const;
export type BulletinBox = (typeof BULLETIN_BOXES)[number];

const BOX_STATES: Readonly<Record<BulletinBox, readonly BulletinState[]>> = {
  published: ['published', 'withdrawn'],
  drafts: ['draft'],
  discarded: ['discarded'],
};

interface ShownRow extends BulletinRow {
  is_read: boolean;
  case_count: number;
}

const SHOWN = `${BULLETIN_COLUMNS},
  EXISTS (SELECT 1 FROM bulletin_receipt x WHERE x.bulletin_id = b.id AND x.person_id = $1) AS is_read,
  (SELECT count(*)::int FROM bulletin_case c WHERE c.bulletin_id = b.id AND c.taken_out_at IS NULL) AS case_count`;

/** Bulletins as each reader may see them. */
@Injectable()
export class Bulletins {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: BulletinAccess,
    private readonly rectifications: Rectifications,
    private readonly receipts: Receipts,
    private readonly naming: BulletinNaming,
  ) {}

  /** Newest first. Whoever is no leader finds the other boxes empty. */
  async list(
    personId: string,
    request: { readonly box: BulletinBox; readonly cursor?: string; readonly limit: number },
  ): Promise<BulletinPageDto> {
    const reader = await this.access.reader(personId);
    const visible = this.access.visible(reader, 1);
    const at = request.box === 'published' ? 'b.published_at' : 'b.drafted_at';
    const [instant = null, id = null] = decodeCursor(request.cursor, ['instant', 'uuid']) ?? [];
    const rows = await this.unitOfWork.read<ShownRow>(
      `SELECT ${SHOWN} FROM bulletin b
        WHERE ${visible.sql} AND b.state = ANY($3) AND ($4::timestamptz IS NULL OR (${at}, b.id) < ($4::timestamptz, $5::uuid))
        ORDER BY ${at} DESC, b.id DESC LIMIT $6`,
      [...visible.parameters, BOX_STATES[request.box], instant, id, request.limit + 1],
    );
    const page = pageOf(
      rows,
      request.limit,
      (row) => [(row.published_at ?? row.drafted_at).toISOString(), row.id],
      (row) => summaryOf(row, reader),
    );
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  /** Undefined when there is none that this person may see. */
  async find(personId: string, id: string): Promise<BulletinDto | undefined> {
    const reader = await this.access.reader(personId);
    const visible = this.access.visible(reader, 1);
    const [row] = await this.unitOfWork.read<ShownRow>(
      `SELECT ${SHOWN} FROM bulletin b WHERE ${visible.sql} AND b.id = $3`,
      [...visible.parameters, id],
    );
    if (!row) return undefined;
    const base = {
      ...summaryOf(row, reader),
      endedAt: row.ended_at?.toISOString() ?? null,
      endReason: row.end_reason,
      actions: possibleSteps(stepsFor(row.kind), row.state, new Set(reader.isLeader ? ['leader'] : [])),
    };
    if (isStub(row, reader)) {
      const nothing = { text: {}, figures: null, cases: [], talks: [], notes: [], departmentIds: [] };
      return { ...base, ...nothing, rectifications: [], receipts: null, readers: null };
    }
    const [cases, notes, talks, rectifications] = await Promise.all([
      this.naming.cases(row, reader),
      this.naming.notes(id),
      this.unitOfWork.read<BulletinTalkDto>(
        `SELECT k.department_id AS "departmentId", k.months_in_a_row AS "monthsInARow", k.talk
           FROM bulletin_talk k JOIN department d ON d.id = k.department_id WHERE k.bulletin_id = $1 ORDER BY d.code`,
        [id],
      ),
      this.rectifications.of(id, reader),
    ]);
    return {
      ...base,
      text: row.text,
      figures: row.kind === 'monthly' ? shownFigures(row.facts) : null,
      cases,
      talks,
      notes,
      departmentIds: await this.naming.departmentIds(row),
      rectifications,
      receipts:
        reader.isLeader && row.published_at !== null
          ? await this.receipts.of(id, row.facts.smallestGroup)
          : null,
      readers: reader.isLeader && row.published_at !== null ? await this.receipts.chosen(row) : null,
    };
  }

  /** What waits for this person, for the marks in the navigation. */
  async counts(personId: string): Promise<BulletinCountsDto> {
    const reader = await this.access.reader(personId);
    // A leader sees every bulletin; unread are those that are meant for them.
    const visible = this.access.visible({ ...reader, isLeader: false }, 1);
    const [row] = await this.unitOfWork.read<BulletinCountsDto>(
      `SELECT (SELECT count(*)::int FROM bulletin b WHERE ${visible.sql} AND b.state = 'published'
                  AND NOT EXISTS (SELECT 1 FROM bulletin_receipt x WHERE x.bulletin_id = b.id AND x.person_id = $1)) AS unread,
              (SELECT count(*)::int FROM bulletin b WHERE $3::boolean AND b.state = 'draft') AS drafts,
              (SELECT count(*)::int FROM rectification r
                WHERE r.department_id = ANY($4::uuid[]) AND r.state IN ('awaited', 'returned')) AS "toAnswer",
              (SELECT count(*)::int FROM rectification r
                WHERE $3::boolean AND r.state = 'answered' AND r.department_id <> ALL($5::uuid[])) AS "toDecide",
              (SELECT count(*)::int FROM rectification r
                WHERE $3::boolean AND r.state IN ('awaited', 'answered', 'returned') AND r.due_at <= $6) AS overdue`,
      [...visible.parameters, reader.isLeader, reader.headedIds, reader.workIds, this.unitOfWork.now()],
    );
    if (!row) throw new Error('Counting returned no row.');
    return row;
  }
}

/** A withdrawn bulletin leaves to its readers that it was there and why it is gone. */
function isStub(row: BulletinRow, reader: Reader): boolean {
  return row.state === 'withdrawn' && !reader.isLeader;
}

function summaryOf(row: ShownRow, reader: Reader): BulletinSummaryDto {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    period: row.period,
    state: row.state,
    title: isStub(row, reader) ? {} : row.title,
    draftedAt: row.drafted_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    isRead: row.is_read,
    // Those of a month are the sum of its figures, which may be too small to show.
    caseCount: reader.isLeader && row.kind !== 'monthly' ? row.case_count : null,
    version: row.version,
  };
}
