import { MovableClock } from './movable-clock.js';

describe('MovableClock', () => {
  it('moves only when told', () => {
    const clock = new MovableClock('2026-03-02T09:00:00+08:00');
    expect(clock.now().toISOString()).toBe('2026-03-02T01:00:00.000Z');
    clock.advance({ days: 1, minutes: 30 });
    expect(clock.now().toISOString()).toBe('2026-03-03T01:30:00.000Z');
  });
});
