import {
  AnonymityFault,
  type AnonymityCalls,
  type AnonymityState,
  type AnonymousTicket,
  type CallName,
  type FollowUp,
  type FromWorker,
  type OpenedReceipt,
  type ShownReceipt,
  type ToWorker,
} from '../client/messages.js';

/** The part of a Web Worker that is used here. */
export interface WorkerPort {
  onmessage: ((event: { data: FromWorker }) => void) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

const NOTHING: AnonymityState = {
  token: { state: 'waiting' },
  conditions: null,
  keys: null,
  edition: null,
  waiting: [],
  sent: [],
  thread: null,
};

/** The last envelope has its own limit; this one is for a worker that does not answer. */
const LEAVE_LIMIT_MS = 5_000;

interface Pending {
  resolve(result: unknown): void;
  reject(fault: Error): void;
}

/**
 * The page's side: begins and ends the worker with the session, asks it, and shows its state to React. Whatever way a
 * session ends, one last envelope is sent, and then the worker with everything that it holds is gone.
 */
export class AnonymityClient implements Omit<AnonymityCalls, 'signOut'> {
  private worker: WorkerPort | null = null;
  private pending = new Map<number, Pending>();
  private lastId = 0;
  private hasLeft = false;
  private current = NOTHING;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly createWorker: () => WorkerPort,
    private readonly wait: (milliseconds: number) => Promise<void>,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): AnonymityState => this.current;

  /** The last envelope is on its way or gone: nobody can do anything about it any more. */
  get isLeaving(): boolean {
    return this.hasLeft;
  }

  /** Somebody is signed in. */
  start(): void {
    if (this.worker !== null) return;
    this.hasLeft = false;
    const worker = this.createWorker();
    const { pending } = this;
    worker.onmessage = ({ data }) => {
      if (!('state' in data)) answer(pending, data);
      else if (worker === this.worker) this.show(data.state);
    };
    this.worker = worker;
  }

  /** Before signing out: sends the last envelope, and resolves when it was answered or took too long. */
  async leave(): Promise<void> {
    if (this.worker === null) return;
    this.hasLeft = true;
    await Promise.race([this.call('signOut').catch(() => undefined), this.wait(LEAVE_LIMIT_MS)]);
  }

  /** Nobody is signed in any more. Nothing of the receipt, the token or an answer is left after this. */
  async end(): Promise<void> {
    const { worker, pending, hasLeft } = this;
    if (worker === null) return;
    // An end that nobody chose, like that of a session that was ended elsewhere.
    const leaving = hasLeft ? Promise.resolve() : this.leave();
    this.worker = null;
    this.pending = new Map();
    this.show(NOTHING);
    await leaving;
    worker.terminate();
    for (const { reject } of pending.values()) reject(new AnonymityFault('ended'));
  }

  write(ticket: AnonymousTicket): Promise<ShownReceipt> {
    return this.call('write', ticket);
  }

  confirm(): Promise<void> {
    return this.call('confirm');
  }

  discard(): Promise<void> {
    return this.call('discard');
  }

  takeBack(id: number): Promise<void> {
    return this.call('takeBack', id);
  }

  conceal(): Promise<void> {
    return this.call('conceal');
  }

  openReceipt(typed: string): Promise<OpenedReceipt> {
    return this.call('openReceipt', typed);
  }

  closeReceipt(): Promise<void> {
    return this.call('closeReceipt');
  }

  say(step: FollowUp): Promise<void> {
    return this.call('say', step);
  }

  private call<Name extends CallName>(
    name: Name,
    ...args: Parameters<AnonymityCalls[Name]>
  ): ReturnType<AnonymityCalls[Name]> {
    const { worker, pending } = this;
    const answered = new Promise((resolve, reject) => {
      if (worker === null) return reject(new AnonymityFault('ended'));
      const id = ++this.lastId;
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, name, args } as ToWorker);
    });
    return answered as ReturnType<AnonymityCalls[Name]>;
  }

  private show(state: AnonymityState): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

function answer(pending: Map<number, Pending>, data: Exclude<FromWorker, { state: unknown }>): void {
  const call = pending.get(data.id);
  pending.delete(data.id);
  if ('result' in data) call?.resolve(data.result);
  else call?.reject(data.fault === null ? new Error('The worker failed.') : new AnonymityFault(data.fault));
}
