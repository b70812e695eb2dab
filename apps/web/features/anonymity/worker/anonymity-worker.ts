import { nowMillis } from '../../../lib/browser-clock.js';
import type { FromWorker, ToWorker } from '../client/messages.js';
import { intakeTransport, issuerTransport, sheetTransport } from './browser-transports.js';
import { hostSession } from './session-host.js';

/*
 * Holds receipts, tokens and answers in the memory of a worker: the page never stutters, nothing of it is ever stored, and
 * ending the worker is how it is wiped.
 */

interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { data: ToWorker }) => void): void;
  postMessage(message: FromWorker): void;
}
const scope = globalThis as unknown as WorkerScope;

const take = hostSession(
  {
    issuer: issuerTransport,
    intake: intakeTransport,
    sheets: sheetTransport,
    draw: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  },
  {
    now: nowMillis,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  },
  (message) => scope.postMessage(message),
);
scope.addEventListener('message', ({ data }) => take(data));
