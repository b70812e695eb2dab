import type { Tx } from '@huiyin/platform';

const DAY_MS = 86_400_000;
const DEVICE_DAYS = 180;

/** Removes what no longer has a meaning: ended sessions, forgotten browsers, buckets that have leaked empty. */
export async function housekeepIdentity(tx: Tx): Promise<void> {
  const before = (days: number): Date => new Date(tx.now.getTime() - days * DAY_MS);
  await tx.execute(`DELETE FROM session WHERE idle_expires_at < $1`, [tx.now]);
  await tx.execute(`DELETE FROM known_device WHERE last_used_at < $1`, [before(DEVICE_DAYS)]);
  // The slowest bucket forgets one attempt in half an hour and never holds as many as a week's worth.
  await tx.execute(`DELETE FROM sign_in_bucket WHERE filled_at < $1`, [before(7)]);
}
