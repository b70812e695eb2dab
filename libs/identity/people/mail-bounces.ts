import type { Tx } from '@huiyin/platform';

/**
 * Remembers that a mail server refused this person's address, for the administrator to see. It is no change of the
 * person, so the version stays.
 *
 * @param reason SMTP code and enhanced status, such as `550 5.1.1`; never the server's sentence
 */
export async function recordMailBounce(tx: Tx, personId: string, reason: string): Promise<void> {
  await tx.execute(`UPDATE person SET mail_bounced_at = $2, mail_bounce_reason = $3 WHERE id = $1`, [
    personId,
    tx.now,
    reason,
  ]);
}
