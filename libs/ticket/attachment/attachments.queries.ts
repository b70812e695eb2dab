import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { TicketAccess } from '../store/ticket-access.js';
import { attachmentRefusals } from './attachment-refusals.js';

export interface StoredAttachment {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

interface Row extends StoredAttachment {
  readonly uploaderId: string;
  readonly ticketId: string | null;
  readonly isRemoved: boolean;
  readonly isOwnTicket: boolean;
}

/** Files as their readers may see them: a loose upload its uploader, an attached one whoever sees the ticket. */
@Injectable()
export class Attachments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: TicketAccess,
  ) {}

  /** @throws Refused `attachment.not-found` also when it exists and is not for this person */
  async find(personId: string, attachmentId: string): Promise<StoredAttachment> {
    const [row] = await this.unitOfWork.read<Row>(
      `SELECT f.id, f.file_name AS "fileName", f.media_type AS "mediaType", f.size_bytes AS "sizeBytes",
              f.uploader_person_id AS "uploaderId", f.ticket_id AS "ticketId",
              coalesce(t.outcome = 'removed', false) AS "isRemoved",
              coalesce(t.author_person_id = $2, false) AS "isOwnTicket"
         FROM attachment f LEFT JOIN ticket t ON t.id = f.ticket_id WHERE f.id = $1`,
      [attachmentId, personId],
    );
    if (!row || !(await this.mayRead(personId, row))) throw attachmentRefusals.refuse('attachment.not-found');
    return row;
  }

  /** Takes back an upload that belongs to no ticket yet. */
  async delete(personId: string, attachmentId: string): Promise<void> {
    await this.unitOfWork.run({ kind: 'person', personId }, async (tx) => {
      const row = await tx.row<{ ticketId: string | null }>(
        `SELECT ticket_id AS "ticketId" FROM attachment WHERE id = $1 AND uploader_person_id = $2 FOR UPDATE`,
        [attachmentId, personId],
      );
      if (!row) throw attachmentRefusals.refuse('attachment.not-found');
      if (row.ticketId !== null) throw attachmentRefusals.refuse('attachment.in-use');
      await tx.execute(`DELETE FROM attachment WHERE id = $1`, [attachmentId]);
    });
  }

  private async mayRead(personId: string, row: Row): Promise<boolean> {
    if (row.ticketId === null) return row.uploaderId === personId;
    const viewer = await this.access.viewer(personId);
    // Of a removed ticket only its author and the coordinator see more than the stub.
    if (row.isRemoved && !row.isOwnTicket && !viewer.isCoordinatorMember) return false;
    return this.access.sees(viewer, row.ticketId);
  }
}
