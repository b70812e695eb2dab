import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

it('survives a connection that breaks while nobody listens to it', async () => {
  const pool = (database.dataSource.driver as unknown as { master: pg.Pool }).master;
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  // Without a listener of its own, the error of this end would end the process.
  await database.dataSource.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  client.release(true);
  expect(await database.dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
