import { simulate } from '../simulation/simulate.js';

it(
  'tells everything once and in time, though its workers are killed again and again',
  async () => {
    const output = await simulate('weeks', '--weeks', '1');
    expect(output).toMatch(/^1 weeks .* [1-9]\d* kills, .* audit: \d+ clocks, 0 differences\.$/m);
    expect(output).toMatch(/\n0 violations\. (\d+) of \1 lies noticed\.\n$/);
  },
  10 * 60_000,
);
