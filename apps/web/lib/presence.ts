import { nowMillis } from './browser-clock.js';

/** What somebody who is there does; typing and reading alone send no request. Words that are spoken come without a key. */
export const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'input', 'wheel', 'touchstart'] as const;

/** A request this soon after a sign of life is somebody's doing. */
const ATTENDED_MS = 10_000;

/**
 * Tells requests that somebody caused from those that the page makes by itself. Opening the page was a sign of life;
 * a page that is only lying open must not keep its session awake by looking for news.
 */
export class Presence {
  private lastSign: number;

  constructor(private readonly now: () => number) {
    this.lastSign = now();
  }

  sign(): void {
    this.lastSign = this.now();
  }

  isUnattended(): boolean {
    return this.now() - this.lastSign > ATTENDED_MS;
  }
}

export const presence = new Presence(nowMillis);

if (typeof window !== 'undefined') {
  const sign = (): void => presence.sign();
  // Before any handler of the page, so that its first request already counts as caused.
  for (const name of SIGNS_OF_LIFE) window.addEventListener(name, sign, { passive: true, capture: true });
}
