import { nowMillis } from '../../../lib/browser-clock.js';
import { AnonymousSession } from '../client/anonymous-session.js';
import { AnonymityFault, type FromWorker, type ToWorker } from '../client/messages.js';
import { intakeTransport, issuerTransport, sheetTransport } from './browser-transports.js';

/*
 * Holds receipts, tokens and answers in the memory of a worker: the page never stutters, nothing of it is ever stored, and
 * ending the worker is how it is wiped.
 */

interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { data: ToWorker }) => void): void;
  postMessage(message: FromWorker): void;
}
const scope = globalThis as unknown as WorkerScope;

/** Longer waits are looked at in between, so that a computer that slept finds out. */
const LONGEST_WAIT_MS = 60_000;

const session = new AnonymousSession({
  issuer: issuerTransport,
  intake: intakeTransport,
  sheets: sheetTransport,
  draw: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  onChange: (state) => scope.postMessage({ state }),
});

async function run(): Promise<void> {
  for (;;) {
    const wait = session.nextMomentMillis() - nowMillis();
    await new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(wait, 0), LONGEST_WAIT_MS)));
    // Not awaited: what is due in the meantime does not wait for an answer that is late.
    void session.tick(nowMillis());
  }
}

function call({ name, args }: ToWorker): Promise<unknown> {
  const method = session[name] as (...given: readonly unknown[]) => Promise<unknown>;
  return method.apply(session, [...args]);
}

scope.addEventListener('message', ({ data }) => {
  call(data).then(
    (result) => scope.postMessage({ id: data.id, result }),
    (error: unknown) =>
      scope.postMessage({ id: data.id, fault: error instanceof AnonymityFault ? error.code : null }),
  );
});

void run();
