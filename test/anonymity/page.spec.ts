import { setImmediate as soon } from 'node:timers/promises';
import type {
  AnonymityState,
  FromWorker,
  ToWorker,
} from '../../apps/web/features/anonymity/client/messages.js';
import {
  AnonymityClient,
  type WorkerPort,
} from '../../apps/web/features/anonymity/worker/anonymity-client.js';
import { hostSession } from '../../apps/web/features/anonymity/worker/session-host.js';
import { BothSides } from './both-sides.js';
import { faultOf, MINUTE, SIGN_IN, TICKET } from './seat.js';

/** Waits that end when a test moves the time of both sides. */
class Waits {
  private waiting: { readonly until: number; readonly end: () => void }[] = [];

  constructor(private readonly sides: BothSides) {}

  readonly wait = (milliseconds: number): Promise<void> =>
    new Promise((end) => this.waiting.push({ until: this.sides.now + milliseconds, end }));

  async move(milliseconds: number): Promise<void> {
    const end = this.sides.now + milliseconds;
    for (;;) {
      await soon();
      const next = Math.min(...this.waiting.map(({ until }) => until));
      if (next > end) break;
      this.sides.now = next;
      const due = this.waiting.filter(({ until }) => until === next);
      this.waiting = this.waiting.filter(({ until }) => until !== next);
      for (const one of due) one.end();
    }
    this.sides.now = end;
  }
}

/** A worker without a thread: messages are copied as between threads, and nothing is heard after its end. */
class LocalWorker implements WorkerPort {
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  isEnded = false;
  private readonly take: (call: ToWorker) => void;

  constructor(sides: BothSides, { wait }: Waits) {
    this.take = hostSession(
      sides.parts(() => 0.5),
      { now: () => sides.now, wait },
      (message) => {
        const data = structuredClone(message);
        queueMicrotask(() => {
          if (!this.isEnded) this.onmessage?.({ data });
        });
      },
    );
  }

  postMessage(message: ToWorker): void {
    const copy = structuredClone(message);
    queueMicrotask(() => {
      if (!this.isEnded) this.take(copy);
    });
  }

  terminate(): void {
    this.isEnded = true;
  }
}

describe('the page', () => {
  let sides: BothSides;
  let waits: Waits;
  let workers: LocalWorker[];
  let client: AnonymityClient;
  beforeEach(() => {
    sides = new BothSides(SIGN_IN);
    waits = new Waits(sides);
    workers = [];
    client = new AnonymityClient(() => {
      const worker = new LocalWorker(sides, waits);
      workers.push(worker);
      return worker;
    }, waits.wait);
  });
  afterEach(() => sides.close());

  const until = (isSo: (state: AnonymityState) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo(client.getSnapshot())) return;
        forget();
        resolve();
      };
      const forget = client.subscribe(look);
      look();
    });
  async function signIn(): Promise<void> {
    client.start();
    await waits.move(0);
    await until(({ token }) => token.state === 'ready');
  }

  it('shows what the worker knows, and lets it write', async () => {
    await signIn();
    const { chinese } = await client.write(TICKET);
    expect(chinese).toHaveLength(12);
    await client.confirm();
    expect(client.getSnapshot().waiting).toMatchObject([{ ticket: TICKET }]);
    await waits.move(31 * MINUTE);
    await until(({ sent }) => sent.length === 1);
    expect(client.getSnapshot().sent).toMatchObject([{ outcome: { status: 'accepted' } }]);
    expect(await faultOf(client.confirm())).toBe('no-draft');
  });

  it('sends at the very moment that was drawn, and the next after it', async () => {
    await signIn();
    for (const [count, minutes] of [30, 60, 60].entries()) {
      const envelope = sides.nextEnvelope();
      await waits.move(minutes * MINUTE - 1);
      expect(sides.envelopes).toHaveLength(count);
      await waits.move(1);
      await envelope;
    }
    expect(sides.envelopes.map((time) => (time - SIGN_IN) / MINUTE)).toEqual([30, 90, 150]);
  });

  it('sends the last envelope before it leaves, and keeps the worker in case signing out fails', async () => {
    await signIn();
    await client.write(TICKET);
    await client.confirm();
    await client.leave();
    expect(sides.verdicts).toMatchObject([{ status: 'accepted' }]);
    expect(workers[0]?.isEnded).toBe(false);
    await client.end();
    expect(workers[0]?.isEnded).toBe(true);
    expect(sides.envelopes).toHaveLength(1);
    expect(client.getSnapshot()).toMatchObject({ token: { state: 'waiting' }, sent: [], waiting: [] });
    expect(await faultOf(client.write(TICKET))).toBe('ended');
  });

  it('sends it as well when the session was ended elsewhere, and begins anew with the next person', async () => {
    await signIn();
    await client.write(TICKET);
    await client.confirm();
    const ended = client.end();
    client.start();
    await ended;
    expect(sides.payloads).toMatchObject([TICKET]);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    await waits.move(0);
    await until(({ token }) => token.state === 'ready');
    expect(client.getSnapshot().sent).toEqual([]);
    expect(await faultOf(client.confirm())).toBe('no-draft');
  });

  it('does not wait for ever for a worker that hangs', async () => {
    client = new AnonymityClient(
      () => ({ onmessage: null, postMessage: () => undefined, terminate: () => undefined }),
      waits.wait,
    );
    client.start();
    const answer = faultOf(client.write(TICKET));
    const left = client.leave();
    await waits.move(6_000);
    await left;
    await client.end();
    expect(await answer).toBe('ended');
  });
});
