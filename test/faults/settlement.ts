import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { ApiPerson } from '../../apps/cli/replay/api-person.js';

const POLL_MS = 500;
/** An attempt that was cut off waits for minutes; the administrator does not. */
const RETRY_EVERY_POLLS = 20;

/** Everybody who reads events and does something with them. */
const FOLLOWERS = ['clock-reactions', 'bulletin-rules', 'notification', 'notification-of-bulletins'];

/** Waits until every event has been followed and every mail has come to an end; false when that takes too long. */
export async function settle(url: string, administrator: ApiPerson, limitMs: number): Promise<boolean> {
  const startedAtMs = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let poll = 1; performance.now() - startedAtMs < limitMs; poll++) {
      const { rows } = await client.query<{ ahead: number; waiting: number }>(
        `SELECT (SELECT count(*)::int FROM event e, unnest($1::text[]) f (name)
                  WHERE NOT EXISTS (SELECT FROM event_subscriber s
                                     WHERE s.name = f.name AND (e.xid, e.position) <= (s.xid, s.position))) AS ahead,
                (SELECT count(*)::int FROM mail WHERE next_attempt_at IS NOT NULL) AS waiting`,
        [FOLLOWERS],
      );
      if (rows[0]?.ahead === 0 && rows[0].waiting === 0) return true;
      if (poll % RETRY_EVERY_POLLS === 0) await retryFailed(client, administrator);
      await delay(POLL_MS);
    }
    return false;
  } finally {
    await client.end();
  }
}

async function retryFailed(client: pg.Client, administrator: ApiPerson): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM mail WHERE state IN ('failed', 'dead') AND failures > 0`,
  );
  for (const { id } of rows) {
    await administrator.send({ method: 'POST', path: `/admin/mail/${id}/retry` });
  }
}
