import { BrowserTooOld } from '../protocol/author.js';
import { KeyAlarm } from '../protocol/key-log.js';
import { NoTokenNow, obtainToken, type Eligibility } from '../protocol/obtain-token.js';
import { issuerTransport } from './issuer-transport.js';
import type { TokenState, ToWorker } from './messages.js';

/*
 * Holds receipt and token in the memory of a worker: the page never stutters, nothing of it is ever stored, and ending
 * the worker is how it is wiped.
 */

interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { data: ToWorker }) => void): void;
  postMessage(message: TokenState): void;
}
const scope = globalThis as unknown as WorkerScope;

let held: Eligibility | null = null;

async function obtain(nowMillis: number): Promise<TokenState> {
  try {
    held = await obtainToken(issuerTransport, nowMillis, held?.keyLog.head ?? null);
    return { state: 'ready', week: held.token.week };
  } catch (error) {
    if (error instanceof KeyAlarm) {
      held = null;
      return { state: 'alarm', code: error.code };
    }
    if (error instanceof BrowserTooOld) return { state: 'too-old' };
    // Yesterday's token is still one.
    if (held !== null) return { state: 'ready', week: held.token.week };
    return { state: 'none', reason: error instanceof NoTokenNow ? error.reason : 'unreachable' };
  }
}

scope.addEventListener('message', ({ data }) => {
  obtain(data.nowMillis).then(
    (state) => scope.postMessage(state),
    () => scope.postMessage({ state: 'none', reason: 'unreachable' }),
  );
});
