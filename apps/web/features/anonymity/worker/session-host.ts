import { AnonymousSession, type SessionParts } from '../client/anonymous-session.js';
import { AnonymityFault, type FromWorker, type ToWorker } from '../client/messages.js';

/** Longer waits are looked at in between, so that a computer that slept finds out. */
const LONGEST_WAIT_MS = 60_000;

export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

/**
 * Runs a session by a real clock and lets a page ask it.
 * @param tell receives the state after every change, and the answers
 * @returns takes the calls of the page
 */
export function hostSession(
  parts: Omit<SessionParts, 'onChange'>,
  clock: Clock,
  tell: (message: FromWorker) => void,
): (call: ToWorker) => void {
  const session = new AnonymousSession({ ...parts, onChange: (state) => tell({ state }) });
  void run(session, clock);
  return ({ id, name, args }) => {
    const method = session[name] as (...given: readonly unknown[]) => Promise<unknown>;
    method.apply(session, [...args]).then(
      (result) => tell({ id, result }),
      (error: unknown) => tell({ id, fault: error instanceof AnonymityFault ? error.code : null }),
    );
  };
}

async function run(session: AnonymousSession, clock: Clock): Promise<never> {
  let wake = (): void => undefined;
  for (;;) {
    const woken = new Promise<void>((resolve) => (wake = resolve));
    const wait = session.nextMomentMillis() - clock.now();
    await Promise.race([clock.wait(Math.min(Math.max(wait, 0), LONGEST_WAIT_MS)), woken]);
    if (session.nextMomentMillis() > clock.now()) continue;
    // Not awaited: what is due in the meantime does not wait for an answer that is late. What came may tell the next moment.
    void session.tick(clock.now()).finally(() => wake());
  }
}
