import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { TicketAccess } from '@huiyin/ticket';
import type { Reader } from '../store/bulletin-access.js';
import type { BulletinRow } from '../store/bulletin-row.js';
import type { BulletinCaseDto, BulletinNoteDto } from './bulletin.dto.js';

/** What a bulletin names: cases, departments, notes. Never who wrote what, nor what they wrote. */
@Injectable()
export class BulletinNaming {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketAccess,
  ) {}

  /**
   * A rule names its cases to every reader, with a way to the ticket for whoever may see it. The cases behind a month's
   * figures are listed only to whoever may see the ticket: counting them would give away figures that are not shown.
   */
  async cases(row: Pick<BulletinRow, 'id' | 'kind'>, reader: Reader): Promise<BulletinCaseDto[]> {
    const viewer = await this.tickets.viewer(reader.personId);
    const visible = this.tickets.visible(viewer, 4);
    const rows = await this.unitOfWork.read<BulletinCaseDto & { dueAt: Date | null }>(
      `SELECT c.key, c.ticket_number AS "ticketNumber", CASE WHEN ${visible.sql} THEN c.ticket_id END AS "ticketId",
              c.ticket_kind AS "ticketKind", c.department_id AS "departmentId", c.reason, c.leg, c.due_at AS "dueAt",
              c.overdue_seconds AS "overdueSeconds", c.count, c.taken_out_reason AS "takenOutReason"
         FROM bulletin_case c JOIN ticket t ON t.id = c.ticket_id
        WHERE c.bulletin_id = $1 AND (c.taken_out_at IS NULL OR $2::boolean) AND (NOT $3::boolean OR ${visible.sql})
        ORDER BY c.taken_out_at IS NOT NULL, c.overdue_seconds DESC NULLS LAST, c.ticket_number, c.key LIMIT 500`,
      [row.id, reader.isLeader, row.kind === 'monthly', ...visible.parameters],
    );
    return rows.map((item) => ({ ...item, dueAt: item.dueAt?.toISOString() ?? null }));
  }

  async notes(bulletinId: string): Promise<BulletinNoteDto[]> {
    const rows = await this.unitOfWork.read<{ text: BulletinNoteDto['text']; writtenAt: Date }>(
      `SELECT text, written_at AS "writtenAt" FROM bulletin_note WHERE bulletin_id = $1 ORDER BY version`,
      [bulletinId],
    );
    return rows.map(({ text, writtenAt }) => ({ text, writtenAt: writtenAt.toISOString() }));
  }

  /** In the order of their codes, which tells nothing about their figures. */
  async departmentIds(row: Pick<BulletinRow, 'id' | 'kind'>): Promise<string[]> {
    const rows = await this.unitOfWork.read<{ id: string }>(
      `SELECT d.id FROM department d
        WHERE d.id IN (SELECT k.department_id FROM bulletin_talk k WHERE k.bulletin_id = $1)
           OR ($2 AND d.id IN (SELECT c.department_id FROM bulletin_case c WHERE c.bulletin_id = $1 AND c.taken_out_at IS NULL))
        ORDER BY d.code`,
      [row.id, row.kind !== 'monthly'],
    );
    return rows.map(({ id }) => id);
  }
}
