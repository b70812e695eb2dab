import Table from 'cli-table3';
import { compare } from './comparison.js';
import { board, findPerson } from './floor-sql.js';
import { httpCaller, measure, median, type Shot } from './load.js';
import { residentMegabytes, Stage } from './stage.js';

/** Fills up to so many tickets, every tenth published with an answer; texts of the length people write. */
async function fill(stage: Stage, from: number, to: number): Promise<void> {
  await stage.pool.query(
    `INSERT INTO ticket (id, number, kind, urgency, title, body, author_kind, author_person_id, state, outcome, department_id,
                         may_publish_wording, answer_visibility, answer_tier, published_at, publication_reason,
                         submitted_at, answered_at, closed_at, version, chain_hash)
     SELECT gen_random_uuid(), 'B-' || n, 'problem', 'ordinary', 'Ticket ' || n, repeat('夜班热餐窗口。', 40), 'named',
            (SELECT id FROM person WHERE employee_number = 'A10' || lpad((n % 40 + 1)::text, 2, '0')),
            'closed', 'resolved', (SELECT id FROM department WHERE code = 'CANTEEN'), true, 'public', 0,
            CASE WHEN n % 10 = 0 THEN timestamptz '2026-01-01' + n * interval '1 second' END,
            CASE WHEN n % 10 = 0 THEN 'concerns-many' END,
            timestamptz '2026-01-01' + n * interval '1 second', timestamptz '2026-01-01', timestamptz '2026-01-02', 1,
            decode(repeat('00', 32), 'hex')
       FROM generate_series($1::int, $2::int) n`,
    [from, to],
  );
  await stage.pool.query(
    `INSERT INTO answer (id, ticket_id, round, tier, text, is_refusal, answered_by, answered_at)
     SELECT gen_random_uuid(), t.id, 1, 0, repeat('保留热餐窗口。', 40), false, t.author_person_id, t.answered_at
       FROM ticket t WHERE t.published_at IS NOT NULL AND NOT EXISTS (SELECT FROM answer a WHERE a.ticket_id = t.id)`,
  );
  await stage.pool.query('VACUUM ANALYZE');
}

/** `npm run bench -- read`: the newest 25 of the board, and what a page costs with 10 k and with 1 M tickets. */
export async function benchRead(): Promise<void> {
  await using stage = await Stage.set();
  await fill(stage, 1, 10_000);
  const floorUrl = await stage.startFloor();
  const huiyin = await stage.startHuiyin();
  const cookies = await stage.signIn(huiyin.baseUrl, 90);
  let turn = 0;
  const cookie = (): string => cookies[turn++ % cookies.length] ?? '';
  const page = (path: string) => (): Shot => ({ method: 'GET', path, headers: { cookie: cookie() } });
  const boardPage = page('/api/v1/board');
  await compare('board, newest 25 of 10 k', [
    {
      name: '(a) bare pg loop',
      once: () => async () => {
        await findPerson(stage.pool, cookie().replace('__Host-huiyin=', ''));
        await board(stage.pool);
      },
    },
    {
      name: '(b) bare Fastify + pg',
      once: (connections) => httpCaller(floorUrl, connections, 200, boardPage),
    },
    { name: '(c) Huiyin', once: (connections) => httpCaller(huiyin.baseUrl, connections, 200, boardPage) },
  ]);

  const pages = {
    board: boardPage,
    mine: page('/api/v1/tickets?box=mine'),
    inbox: page('/api/v1/tickets?box=inbox'),
  };
  const cost = async (): Promise<Map<string, number>> => {
    const figures = new Map<string, number>();
    for (const [name, shot] of Object.entries(pages)) {
      const caller = httpCaller(huiyin.baseUrl, 1, 200, shot);
      await measure(1, 1, caller);
      const rounds: number[] = [];
      for (let round = 0; round < 5; round++) rounds.push((await measure(1, 2, caller)).p50);
      figures.set(name, median(rounds));
    }
    return figures;
  };
  const small = await cost();
  await fill(stage, 10_001, 1_000_000);
  const large = await cost();
  const table = new Table({
    head: ['page of 25, one connection', 'p50 ms at 10 k', 'p50 ms at 1 M', 'ratio'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const [name, milliseconds] of small) {
    const grown = large.get(name) ?? Number.NaN;
    table.push([name, milliseconds.toFixed(2), grown.toFixed(2), (grown / milliseconds).toFixed(2)]);
  }
  console.log(table.toString());
  console.log(`Memory of the api afterwards: ${residentMegabytes(huiyin.pid).toFixed(0)} MB`);
}
