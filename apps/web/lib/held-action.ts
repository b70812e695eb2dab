import { useCallback, useEffect, useRef, useState } from 'react';
import { nowMillis } from './browser-clock.js';

const HOLD_MILLIS = 10_000;

const holders = new Set<() => void | Promise<void>>();

/** Before a sign-out: everything that waits is sent, since its writer has said "send". */
export async function releaseAllHeld(): Promise<void> {
  await Promise.allSettled([...holders].map(async (release) => release()));
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
 */
export function useHeldAction<Input>(send: (input: Input) => void | Promise<void>): HeldAction<Input> {
  const [held, setHeld] = useState<Input | null>(null);
  const [secondsLeft, setSecondsLeft] = useState(0);
  const waiting = useRef<{ input: Input; until: number } | null>(null);
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });

  const release = useCallback((): void | Promise<void> => {
    const entry = waiting.current;
    waiting.current = null;
    setHeld(null);
    return entry ? latest.current(entry.input) : undefined;
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
    holders.add(release);
    return () => {
      clearInterval(timer);
      holders.delete(release);
      window.removeEventListener('pagehide', leaving);
    };
  }, [held, release]);

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
