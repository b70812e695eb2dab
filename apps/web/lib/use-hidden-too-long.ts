import { useEffect, useRef } from 'react';
import { nowMillis } from './browser-clock.js';

/**
 * Calls `onGone` when the page has not been in view for so long, and at once when the browser puts it away. Timers of
 * pages out of view may be late, so it looks again before the page is shown.
 */
export function useHiddenTooLong(milliseconds: number, onGone: () => void): void {
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  useEffect(() => {
    let hiddenAt: number | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') {
        hiddenAt ??= nowMillis();
        timer = setTimeout(() => gone.current(), milliseconds);
      } else if (hiddenAt !== null) {
        if (nowMillis() - hiddenAt >= milliseconds) gone.current();
        hiddenAt = null;
      }
    };
    const away = (): void => gone.current();
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pagehide', away);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', away);
    };
  }, [milliseconds]);
}
