import type { Tx } from './database/tx.js';

/** A client may repeat a request for two days and get the first answer; after that its key is forgotten. */
const IDEMPOTENCY_HOURS = 48;

/** Removes what no longer has a meaning. */
export async function housekeepPlatform(tx: Tx): Promise<void> {
  await tx.execute(`DELETE FROM idempotency_key WHERE created_at < $1`, [
    new Date(tx.now.getTime() - IDEMPOTENCY_HOURS * 3_600_000),
  ]);
}
