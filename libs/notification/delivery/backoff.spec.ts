import { backoffMs, MAX_FAILURES } from './backoff.js';

describe('backoffMs', () => {
  it('draws from nothing up to a ceiling that grows', () => {
    expect(backoffMs(1, 0)).toBe(1_000);
    expect(backoffMs(1, 0.5)).toBe(60_000);
    expect(backoffMs(3, 0.5)).toBe(16 * 60_000);
    expect(backoffMs(7, 0.5)).toBe(4 * 3_600_000);
  });

  it('spends about a day before giving up', () => {
    let longestMs = 0;
    for (let failures = 1; failures < MAX_FAILURES; failures++) longestMs += backoffMs(failures, 0.999999);
    expect(longestMs / 3_600_000).toBeGreaterThan(24);
    expect(longestMs / 3_600_000).toBeLessThan(30);
  });
});
