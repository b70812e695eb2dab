import { simulate } from '../simulation/simulate.js';

it(
  'keeps its truths every day of a large centre, through new calendars and a new policy',
  async () => {
    const output = await simulate('quarter', '--people', '200', '--days', '28');
    expect(output).toMatch(/^200 people, 28 days .* audit: \d+ clocks, 0 differences\.$/m);
    expect(output).toMatch(/\n0 untruths\. (\d+) of \1 spoilt truths noticed\.\n$/);
  },
  10 * 60_000,
);
