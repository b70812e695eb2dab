/** A second request this soon is the same one: a terminal and npm both pass Ctrl-C on. */
const SAME_REQUEST_MS = 1_000;

/** Thrown by a start that was asked to stop. */
export class Stopped extends Error {}

/** Somebody wants us to end: Ctrl-C, SIGTERM, or a closed terminal. */
export class StopRequest {
  readonly requested: Promise<void>;
  private firstAtMs: number | undefined;

  /** @param force called when somebody asks again, having lost patience */
  constructor(force: () => void) {
    this.requested = new Promise((resolve) => {
      const onSignal = (): void => {
        const nowMs = performance.now();
        if (this.firstAtMs === undefined) {
          this.firstAtMs = nowMs;
          resolve();
        } else if (nowMs - this.firstAtMs > SAME_REQUEST_MS) {
          force();
        }
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    });
  }

  get isRequested(): boolean {
    return this.firstAtMs !== undefined;
  }

  throwIfRequested(): void {
    if (this.isRequested) throw new Stopped();
  }
}
