import { setTimeout as delay } from 'node:timers/promises';
import type { UnitOfWork } from '@huiyin/platform';

/** A mail that nobody has taken for this long is looked for; before that its wake-up call is believed in. */
export const GRACE_MS = 5_000;

interface Undone {
  /** Steps, silences and events that no worker has looked at. */
  readonly work: number;
  /** Mails that are being sent, were called for now, or have been due for longer than a wake-up call is waited for. */
  readonly mails: number;
}

const UNDONE = `SELECT
  (SELECT count(*)::int FROM clock WHERE next_step_at <= $1) +
  (SELECT count(*)::int FROM clock WHERE leg = 'confirmation' AND state = 'running' AND due_at <= $1) +
  (SELECT count(*)::int FROM (VALUES ('clock-reactions'), ('notification')) AS follower (name)
    WHERE EXISTS (SELECT 1 FROM event e
                   WHERE (e.xid, e.position) > (SELECT coalesce(max(s.xid::text)::xid8, '0'), coalesce(max(s.position), 0)
                                                  FROM event_subscriber s WHERE s.name = follower.name))) AS work,
  (SELECT count(*)::int FROM mail
    WHERE state = 'sending' OR next_attempt_at <= $2 OR (next_attempt_at <= $1 AND next_attempt_at = created_at)) AS mails`;

const POLL_MS = 25;
/** After a kill, what a dead worker held stays undone until its claim runs out: that takes simulated time, not ours. */
const AFTER_KILL_MS = 700;
const STUCK_MS = 60_000;

/**
 * Waits until the workers have nothing more to do at this instant. After a kill mails may stay: their claims run out
 * later.
 *
 * @throws Error when something stays undone although everybody who should do it is there
 */
export async function quiet(unitOfWork: UnitOfWork, wasKilled: () => boolean): Promise<void> {
  const startedMs = performance.now();
  let stillSinceMs = startedMs;
  let last = '';
  for (;;) {
    const [undone] = await unitOfWork.read<Undone>(UNDONE, [
      unitOfWork.now(),
      new Date(unitOfWork.now().getTime() - GRACE_MS),
    ]);
    if (!undone || (undone.work === 0 && undone.mails === 0)) return;
    const state = JSON.stringify(undone);
    if (state !== last) stillSinceMs = performance.now();
    last = state;
    if (undone.work === 0 && wasKilled() && performance.now() - stillSinceMs > AFTER_KILL_MS) return;
    if (performance.now() - startedMs > STUCK_MS)
      throw new Error(`The workers leave something undone at ${unitOfWork.now().toISOString()}: ${state}`);
    await delay(POLL_MS);
  }
}
