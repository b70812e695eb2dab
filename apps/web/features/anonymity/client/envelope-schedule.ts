/** How often an envelope that got no answer is sent again, and after how long each time. */
const RETRIES = 3;
const RETRY_AFTER_MS = 60_000;

/**
 * When a browser sends its envelopes: once in every stretch of its session, at a moment drawn evenly from the stretch.
 * Each moment is drawn when the one before has passed, from nothing but the time at which the session began and a random
 * number, so that nothing its person does can move it. What got no answer is sent again by a rule that does not know
 * what was inside.
 */
export class EnvelopeSchedule {
  private stretch = 0;
  private moment: number;
  private retry = Infinity;
  private retriesLeft = 0;

  /**
   * @param beganAt milliseconds
   * @param draw numbers in [0, 1), used for nothing else
   */
  constructor(
    private readonly beganAt: number,
    private readonly stretchMs: number,
    private readonly draw: () => number,
  ) {
    this.moment = this.momentOf(0);
  }

  /** When the next one leaves. */
  get next(): number {
    return Math.min(this.moment, this.retry);
  }

  /** The latest time at which the envelope leaves that comes so many after the next one. */
  latest(later: number): number {
    return later === 0 ? this.next : this.beganAt + (this.stretch + later + 1) * this.stretchMs;
  }

  /** One leaves now. Stretches that were slept through are not made up for. */
  leave(now: number): void {
    this.retry = Infinity;
    if (now < this.moment) {
      this.retriesLeft--;
      return;
    }
    this.retriesLeft = RETRIES;
    this.stretch = Math.max(this.stretch + 1, Math.floor((now - this.beganAt) / this.stretchMs));
    this.moment = this.momentOf(this.stretch);
  }

  /** The one that left last got no answer. */
  fail(now: number): void {
    if (this.retriesLeft > 0) this.retry = now + RETRY_AFTER_MS;
  }

  private momentOf(stretch: number): number {
    return this.beganAt + (stretch + this.draw()) * this.stretchMs;
  }
}
