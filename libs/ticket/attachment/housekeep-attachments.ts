import type { Tx } from '@huiyin/platform';

const LOOSE_HOURS = 24;
const DELETED_AT_ONCE = 500;

/** Deletes uploads that were never tied to a ticket, with their content. */
export async function housekeepAttachments(tx: Tx): Promise<void> {
  await tx.execute(
    `DELETE FROM attachment WHERE id IN (
       SELECT id FROM attachment WHERE ticket_id IS NULL AND created_at < $1
        ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [new Date(tx.now.getTime() - LOOSE_HOURS * 3_600_000), DELETED_AT_ONCE],
  );
}
