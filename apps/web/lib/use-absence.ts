import { useEffect, useRef, useState } from 'react';
import { nowMillis } from './browser-clock.js';
import { SIGNS_OF_LIFE } from './presence.js';

const WARNING_SECONDS = 30;

/**
 * Calls `onGone` once nobody has given a sign of life for so many seconds.
 * @returns the seconds that are left when it is soon, else null
 */
export function useAbsence(seconds: number, onGone: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null);
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  useEffect(() => {
    let lastSeen = nowMillis();
    const seen = (): void => {
      lastSeen = nowMillis();
      setLeft(null);
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, seen, { passive: true });
    const timer = setInterval(() => {
      const rest = Math.ceil(seconds - (nowMillis() - lastSeen) / 1000);
      setLeft(rest <= WARNING_SECONDS ? Math.max(rest, 0) : null);
      if (rest <= 0) gone.current();
    }, 1000);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, seen);
    };
  }, [seconds]);
  return left;
}
