import { SystemClock, UnitOfWork } from '@huiyin/platform';
import type { OpenDataSource } from './database.js';
import { DEMO_PASSWORD } from './seed/demo-people.js';
import { seedDemo } from './seed/demo-seed.js';

/** Creates the demo organisation in a database without people; says whether it did. */
export async function seedWhenEmpty(dataSource: OpenDataSource): Promise<boolean> {
  return seedDemo(new UnitOfWork(dataSource, new SystemClock()));
}

/** How to sign in to the demo. */
export function demoPeople(): string {
  return [
    `Demo people (everybody's password is ${DEMO_PASSWORD}; the sign-in page also offers them by one click):`,
    '  A1001  an agent, Chinese        A1003  an agent, English      A1005  an agent, Russian',
    '  H2031  head of Quality          H2033  a handler of Quality   H2131  head of the coordinators',
    '  L3001  the leader of operations L3003  the leader on duty     S9001  the administrator',
  ].join('\n');
}
