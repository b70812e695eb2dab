import { Presence } from './presence.js';

describe('presence', () => {
  it('ends ten seconds after the last sign of life and begins with the next', () => {
    let now = 1_000;
    const presence = new Presence(() => now);
    expect(presence.isUnattended()).toBe(false);
    now += 10_000;
    expect(presence.isUnattended()).toBe(false);
    now += 1;
    expect(presence.isUnattended()).toBe(true);
    presence.sign();
    expect(presence.isUnattended()).toBe(false);
  });
});
