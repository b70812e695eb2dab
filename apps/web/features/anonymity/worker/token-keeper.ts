import type { TokenState, ToWorker } from './messages.js';

/** The part of a Web Worker that is used here. */
export interface TokenWorker {
  onmessage: ((event: { data: TokenState }) => void) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

const CHINESE_TIME_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const dayOf = (millis: number): number => Math.floor((millis + CHINESE_TIME_MS) / DAY_MS);

/**
 * Fetches the token of each day as long as somebody is signed in, and forgets everything at the end. Does the same
 * for everyone: never because somebody writes or sends something.
 */
export class TokenKeeper {
  private worker: TokenWorker | null = null;
  private day = 0;
  private isAsking = false;
  private current: TokenState = { state: 'waiting' };
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly createWorker: () => TokenWorker,
    private readonly now: () => number,
  ) {}

  get state(): TokenState {
    return this.current;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Called when a page is there, and every now and then; asks once a day, and again when nobody answered. */
  look(): void {
    const today = dayOf(this.now());
    const isDone =
      this.day === today && !(this.current.state === 'none' && this.current.reason === 'unreachable');
    if (this.isAsking || isDone) return;
    this.worker ??= this.start();
    this.isAsking = true;
    this.day = today;
    this.worker.postMessage({ ask: 'obtain', nowMillis: this.now() });
  }

  /** Nothing of the receipt or the token is left after this. */
  wipe(): void {
    this.worker?.terminate();
    this.worker = null;
    this.isAsking = false;
    this.day = 0;
    this.tell({ state: 'waiting' });
  }

  private start(): TokenWorker {
    const worker = this.createWorker();
    worker.onmessage = ({ data }) => {
      this.isAsking = false;
      this.tell(data);
    };
    return worker;
  }

  private tell(state: TokenState): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}
