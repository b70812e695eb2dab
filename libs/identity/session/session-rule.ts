const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Seconds without a request after which a session ends. */
export function idleSeconds(isSharedSeat: boolean): number {
  return (isSharedSeat ? 15 * MINUTE_MS : 8 * HOUR_MS) / 1000;
}

/** When a session that starts now ends at the latest. */
export function sessionEnd(startedAt: Date, isSharedSeat: boolean): Date {
  return new Date(startedAt.getTime() + (isSharedSeat ? 12 : 7 * 24) * HOUR_MS);
}

/** When a session seen now ends without another request; never after its absolute end. */
export function idleEnd(seenAt: Date, isSharedSeat: boolean, expiresAt: Date): Date {
  return new Date(Math.min(seenAt.getTime() + idleSeconds(isSharedSeat) * 1000, expiresAt.getTime()));
}

/** Last-seen is written at most once a minute, so that reading stays reading. */
export function isWorthNoting(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= MINUTE_MS;
}
