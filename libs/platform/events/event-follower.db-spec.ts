import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { SystemClock } from '../clock/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EventFollower } from './event-follower.js';

let database: TestDatabase;
let follower: EventFollower;

beforeAll(async () => {
  database = await createTestDatabase();
  follower = new EventFollower(new UnitOfWork(database.dataSource, new SystemClock()));
});

afterAll(async () => {
  await database.drop();
});

it('follows transactions in the order of their numbers, also where the numbers get a digit more', async () => {
  const transactions = [8, 9, 9, 10, 11, 98, 99, 100, 101, 102];
  for (const [index, xid] of transactions.entries()) {
    await database.dataSource.query(
      `INSERT INTO event (xid, stream_type, stream_id, version, type, data, actor, at, hash)
       VALUES ($1::text::xid8, 'probe', $2, $3, 'probe.happened', '{}', '{"kind": "system", "name": "test"}', now(), $4)`,
      [String(xid), randomUUID(), index + 1, Buffer.alloc(32)],
    );
  }
  const seen: number[] = [];
  const advance = async (): Promise<number> =>
    follower.advance(
      'probe',
      (_tx, event) => {
        if (event.streamType === 'probe') seen.push(Number(event.xid));
        return Promise.resolve();
      },
      3,
    );
  // Transactions of other tests on the same server hold nothing back that is as old as these.
  for (let batch = 0; batch < 4; batch++) await advance();
  expect(seen).toEqual(transactions);
});
