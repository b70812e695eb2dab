import { useCallback, useEffect, useRef, useState } from 'react';
import { nowMillis } from './browser-clock.js';

const HOLD_MILLIS = 10_000;

/** How long a sign-out waits for what is under way. */
const RELEASE_LIMIT_MILLIS = 8000;

type Release = () => Promise<boolean>;
const releases = new Set<Release>();
const drops = new Set<() => void>();

/**
 * Something that somebody has sent and that is not there yet; the answer ends this.
 * @param release sends it now, resolves with whether it has arrived
 * @param drop sends it never
 */
export function notThereYet(release: Release, drop: () => void): () => void {
  releases.add(release);
  drops.add(drop);
  return () => {
    releases.delete(release);
    drops.delete(drop);
  };
}

/** Before a sign-out: everything that waits is sent, since its writer has said "send". False when not all has arrived. */
export async function releaseAllHeld(): Promise<boolean> {
  const limit = new Promise<false>((resolve) => setTimeout(() => resolve(false), RELEASE_LIMIT_MILLIS));
  const all = Promise.all([...releases].map((release) => release()));
  return Promise.race([all.then((arrived) => arrived.every(Boolean)), limit]);
}

/** Whoever sent it is not signed in any more: nothing of it goes out, and nobody hears of it. */
export function dropAllHeld(): void {
  for (const drop of [...drops]) drop();
}

export interface HeldAction<Input> {
  /** What waits to be sent; null when nothing waits. */
  held: Input | null;
  secondsLeft: number;
  hold: (input: Input) => void;
  sendNow: () => void;
  takeBack: () => void;
}

/**
 * Lets a message that reaches other people be taken back for ten seconds: only then is it sent. Leaving the page or
 * closing the tab sends it at once, because the writer has said "send".
 * @param send resolves with whether it has arrived; does not reject
 */
export function useHeldAction<Input>(send: (input: Input) => Promise<boolean>): HeldAction<Input> {
  const [held, setHeld] = useState<Input | null>(null);
  const [secondsLeft, setSecondsLeft] = useState(0);
  const waiting = useRef<{ input: Input; until: number } | null>(null);
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });

  const release = useCallback((): Promise<boolean> => {
    const entry = waiting.current;
    waiting.current = null;
    setHeld(null);
    if (!entry) return Promise.resolve(true);
    const sent = latest.current(entry.input);
    const isThere = notThereYet(
      () => sent,
      () => undefined,
    );
    void sent.finally(isThere);
    return sent;
  }, []);
  const hold = useCallback((input: Input) => {
    waiting.current = { input, until: nowMillis() + HOLD_MILLIS };
    setSecondsLeft(HOLD_MILLIS / 1000);
    setHeld(input);
  }, []);
  const takeBack = useCallback(() => {
    waiting.current = null;
    setHeld(null);
  }, []);

  useEffect(() => {
    if (held === null) return undefined;
    const timer = setInterval(() => {
      const left = (waiting.current?.until ?? 0) - nowMillis();
      if (left <= 0) void release();
      else setSecondsLeft(Math.ceil(left / 1000));
    }, 200);
    const leaving = (): void => void release();
    window.addEventListener('pagehide', leaving);
    const isThere = notThereYet(release, takeBack);
    return () => {
      clearInterval(timer);
      isThere();
      window.removeEventListener('pagehide', leaving);
    };
  }, [held, release, takeBack]);

  const mounted = useRef(0);
  useEffect(() => {
    mounted.current += 1;
    return () => {
      mounted.current -= 1;
      // Strict mode unmounts and mounts again at once; only a real departure leaves the count at zero.
      queueMicrotask(() => {
        if (mounted.current === 0) void release();
      });
    };
  }, [release]);

  return { held, secondsLeft, hold, sendNow: () => void release(), takeBack };
}
