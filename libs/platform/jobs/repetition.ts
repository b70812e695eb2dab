import { Log } from '../logging/log.js';

/** Failures make no pause longer than this. */
const LONGEST_AFTER_FAILURES_MS = 5_000;

/**
 * Does something again and again with a pause in between, never twice at once, until it is stopped. A failure is
 * logged and makes short pauses longer, so that an interrupted database is not hammered.
 */
export class Repetition {
  private stopped = false;
  private wake: () => void = () => undefined;
  private readonly running: Promise<void>;

  /** @param step resolves to true when there is more to do at once, without the pause */
  constructor(
    private readonly name: string,
    private readonly pauseMs: number,
    private readonly log: Log,
    private readonly step: () => Promise<boolean>,
  ) {
    this.running = this.run();
  }

  /** Resolves when the step under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        const more = await this.step();
        failures = 0;
        if (more) continue;
      } catch (error) {
        failures += 1;
        this.log.error('repetition failed', { repetition: this.name, failures, error });
      }
      const longerMs = Math.min(this.pauseMs * 2 ** Math.min(failures, 10), LONGEST_AFTER_FAILURES_MS);
      await this.pause(Math.max(this.pauseMs, longerMs));
    }
  }

  private async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.stopped) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
