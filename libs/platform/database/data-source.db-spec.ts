import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { prepared } from './prepared.js';

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

it('plans a prepared statement once on each connection, and others every time', async () => {
  const runner = database.dataSource.createQueryRunner();
  const twice = prepared('SELECT $1::int + $1::int AS sum');
  expect(await runner.query(twice, [2])).toEqual([{ sum: 4 }]);
  expect(await runner.query(twice, [3])).toEqual([{ sum: 6 }]);
  expect(await runner.query('SELECT $1::int AS one', [1])).toEqual([{ one: 1 }]);
  const kept: unknown = await runner.query(
    `SELECT statement, generic_plans + custom_plans AS runs FROM pg_prepared_statements`,
  );
  await runner.release();
  expect(kept).toEqual([{ statement: twice, runs: '2' }]);
});
