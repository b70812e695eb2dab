/** A second request this soon is the same one: a terminal and npm both pass Ctrl-C on. */
const SAME_REQUEST_MS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Thrown by a start that was asked to stop. */
export class Stopped extends Error {}

/** Somebody wants us to end: Ctrl-C, SIGTERM, a closed terminal, or the death of what started us. */
export class StopRequest {
  readonly requested: Promise<void>;
  private firstAtMs: number | undefined;
  private readonly onRequest: () => void;

  /** @param force called when somebody asks again, having lost patience */
  constructor(force: () => void) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.requested = promise;
    this.onRequest = () => {
      const nowMs = performance.now();
      if (this.firstAtMs === undefined) {
        this.firstAtMs = nowMs;
        resolve();
      } else if (nowMs - this.firstAtMs > SAME_REQUEST_MS) {
        force();
      }
    };
    for (const signal of SIGNALS) process.on(signal, this.onRequest);
    process.on('disconnect', this.onRequest);
  }

  get isRequested(): boolean {
    return this.firstAtMs !== undefined;
  }

  throwIfRequested(): void {
    if (this.isRequested) throw new Stopped();
  }

  /** Stops listening; the open channel to the launcher would keep this process alive. */
  end(): void {
    for (const signal of SIGNALS) process.off(signal, this.onRequest);
    process.off('disconnect', this.onRequest);
    if (process.connected) process.disconnect();
  }
}
