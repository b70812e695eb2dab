import type { TokenState, ToWorker } from './messages.js';
import { TokenKeeper, type TokenWorker } from './token-keeper.js';

class FakeWorker implements TokenWorker {
  onmessage: ((event: { data: TokenState }) => void) | null = null;
  readonly asked: ToWorker[] = [];
  isTerminated = false;
  postMessage(message: ToWorker): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  answer(state: TokenState): void {
    this.onmessage?.({ data: state });
  }
}

const MINUTE = 60_000;

describe('the keeper of the token', () => {
  let now = Date.parse('2026-11-24T23:50:00+08:00');
  let workers: FakeWorker[] = [];
  let keeper: TokenKeeper;
  beforeEach(() => {
    now = Date.parse('2026-11-24T23:50:00+08:00');
    workers = [];
    keeper = new TokenKeeper(
      () => {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker;
      },
      () => now,
    );
  });
  const asked = (): number => workers.reduce((sum, worker) => sum + worker.asked.length, 0);

  it('asks once a day, however often it is looked at, and again after midnight in China', () => {
    keeper.look();
    keeper.look();
    expect(asked()).toBe(1);
    workers[0]?.answer({ state: 'ready', week: '2026-W48' });
    keeper.look();
    expect(asked()).toBe(1);
    expect(keeper.state).toEqual({ state: 'ready', week: '2026-W48' });
    now += 10 * MINUTE;
    keeper.look();
    expect(asked()).toBe(2);
    expect(workers).toHaveLength(1);
  });

  it('does not ask again when there is none today, but does when nobody answered', () => {
    keeper.look();
    workers[0]?.answer({ state: 'none', reason: 'session-has-one' });
    keeper.look();
    expect(asked()).toBe(1);
    workers[0]?.answer({ state: 'none', reason: 'unreachable' });
    keeper.look();
    expect(asked()).toBe(2);
  });

  it('ends the worker when its person leaves, and starts a new one for the next', () => {
    keeper.look();
    workers[0]?.answer({ state: 'ready', week: '2026-W48' });
    let told = 0;
    keeper.subscribe(() => told++);
    keeper.wipe();
    expect(workers[0]?.isTerminated).toBe(true);
    expect(told).toBe(1);
    expect(keeper.state).toEqual({ state: 'waiting' });
    keeper.look();
    expect(workers).toHaveLength(2);
    expect(asked()).toBe(2);
  });
});
