import type { Tx } from '@huiyin/platform';
import { attachmentRefusals, MAX_ATTACHMENTS } from './attachment-refusals.js';

/**
 * Ties uploads to a ticket in the caller's transaction.
 * @throws Refused `attachment.not-usable` when one is missing, someone else's, or tied to a ticket already
 */
export async function attachToTicket(
  tx: Tx,
  attachmentIds: readonly string[],
  ticketId: string,
  uploaderPersonId: string,
): Promise<void> {
  const attached = await tx.execute(
    `UPDATE attachment SET ticket_id = $1, attached_at = $2
      WHERE id = ANY($3::uuid[]) AND uploader_person_id = $4 AND ticket_id IS NULL`,
    [ticketId, tx.now, attachmentIds, uploaderPersonId],
  );
  if (attached !== attachmentIds.length || attached > MAX_ATTACHMENTS) {
    throw attachmentRefusals.refuse('attachment.not-usable', {}, [
      {
        field: 'attachmentIds',
        rule: 'usable',
        message: 'attachmentIds must be your own uploads, not used before',
      },
    ]);
  }
}
