import { randomUUID } from 'node:crypto';
import { compare } from './comparison.js';
import { findPerson, submit } from './floor-sql.js';
import { httpCaller, type Shot } from './load.js';
import { residentMegabytes, Stage } from './stage.js';

const BODY = '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。'.repeat(8);

/** Rows that one submission leaves in each table; the floor must leave as many as Huiyin. */
async function rowsOf(stage: Stage, work: () => Promise<void>): Promise<string> {
  const count = async (): Promise<number[]> => {
    const { rows } = await stage.pool.query<{ counts: number[] }>(
      `SELECT ARRAY[(SELECT count(*) FROM ticket), (SELECT count(*) FROM event), (SELECT count(*) FROM clock),
                    (SELECT count(*) FROM idempotency_key)]::int[] AS counts`,
    );
    return rows[0]?.counts ?? [];
  };
  const before = await count();
  await work();
  return (await count()).map((after, index) => after - (before[index] ?? 0)).join(' ');
}

/** `npm run bench -- submit`: a submission, durable, in three ways on one PostgreSQL. */
export async function benchSubmit(): Promise<void> {
  await using stage = await Stage.set();
  const floorUrl = await stage.startFloor();
  const huiyin = await stage.startHuiyin();
  const cookies = await stage.signIn(huiyin.baseUrl, 90);
  const { rows } = await stage.pool.query<{ id: string }>(`SELECT id FROM department WHERE code = 'CANTEEN'`);
  const departmentId = rows[0]?.id ?? '';
  const wish = {
    kind: 'problem',
    departmentId,
    title: '食堂晚班没有热饭',
    body: BODY,
    mayPublishWording: true,
  };
  const body = JSON.stringify(wish);
  let turn = 0;
  const cookie = (): string => cookies[turn++ % cookies.length] ?? '';
  const shot = (): Shot => ({
    method: 'POST',
    path: '/api/v1/tickets',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), cookie: cookie() },
    body,
  });
  const bare = async (): Promise<void> => {
    const personId = await findPerson(stage.pool, cookie().replace('__Host-huiyin=', ''));
    await submit(stage.pool, personId, { departmentId, title: wish.title, body: BODY, key: randomUUID() });
  };

  const floorRows = await rowsOf(stage, () => httpCaller(floorUrl, 1, 201, shot)(0));
  const ourRows = await rowsOf(stage, () => httpCaller(huiyin.baseUrl, 1, 201, shot)(0));
  if (floorRows !== ourRows)
    throw new Error(`The floor writes other rows than Huiyin: ${floorRows}, ${ourRows}.`);

  await compare('submit', [
    { name: '(a) bare pg loop', once: () => bare },
    { name: '(b) bare Fastify + pg', once: (connections) => httpCaller(floorUrl, connections, 201, shot) },
    { name: '(c) Huiyin', once: (connections) => httpCaller(huiyin.baseUrl, connections, 201, shot) },
  ]);
  console.log(`Memory of the api afterwards: ${residentMegabytes(huiyin.pid).toFixed(0)} MB`);
}
