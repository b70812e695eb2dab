import { simulate } from '../simulation/simulate.js';

it(
  'counts real messages of nine years exactly as an independent script does',
  async () => {
    const output = await simulate('replay', 'test/fixtures/dated-messages.jsonl');
    expect(output).toMatch(/^120 messages .* audit: \d+ clocks, 0 differences\.$/m);
    expect(output).toMatch(/\n0 differences\. (\d+) of \1 planted errors noticed\.\n$/);
  },
  10 * 60_000,
);
