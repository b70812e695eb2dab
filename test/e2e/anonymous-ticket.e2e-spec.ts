import type { OpenAPIObject } from '@nestjs/swagger';
import { Admission } from '@huiyin/ticket';
import type { TicketDto, TicketPageDto } from '../../libs/ticket/store/ticket.dto.js';
import { AnonymousAuthor } from '../support/anonymous-author.js';
import { startApi, type ApiClient, type RunningApi } from '../support/running-api.js';

/** Everybody who has to do with tickets, and one who has not. */
const READERS = ['H2111', 'H2113', 'L3002', 'L3003', 'H2131', 'S9001', 'A1001'];
/** The day begins, and the hours of the calendar that ships: all that a date can turn into. */
const TIMES_OF_A_DATE = new Set([
  '00:00:00.000',
  '09:00:00.000',
  '12:00:00.000',
  '13:30:00.000',
  '18:00:00.000',
]);

let api: RunningApi;
let departmentId: string;
let ticketRoutes: string[];
let otherRoutes: string[];

const run = (sql: string, parameters: readonly unknown[] = []): Promise<unknown> =>
  api.database.dataSource.query(sql, [...parameters]);

beforeAll(async () => {
  api = await startApi();
  const agent = await api.client().signIn('A1001');
  const description = (await agent.get<OpenAPIObject>('/api/openapi.json')) as OpenAPIObject;
  const readable = Object.entries(description.paths)
    .filter(([, operations]) => 'get' in operations)
    .map(([path]) => path);
  ticketRoutes = readable.filter((path) => path.includes('{ticketId}'));
  otherRoutes = readable.filter((path) => !path.includes('{'));
  const departments = await agent.get<{ id: string; code: string }[]>('/departments');
  departmentId = departments.find(({ code }) => code === 'CANTEEN')?.id ?? '';
});

afterAll(async () => {
  await api.stop();
});

/** Takes over, at this instant, what was released on the date. */
async function admitAt(instant: string): Promise<void> {
  api.clock.moveTo(instant);
  await api.app.get(Admission, { strict: false }).sweep();
}

async function ticketOf(author: AnonymousAuthor): Promise<string> {
  const [row] = await api.unitOfWork.read<{ id: string }>(
    `SELECT id FROM ticket WHERE author_public_key = $1`,
    [author.authorKey.toString('base64url')],
  );
  return row?.id ?? '';
}

/** All that the routes of tickets and the lists say to everybody about one ticket. */
async function saidOf(id: string): Promise<string[]> {
  const said: string[] = [];
  for (const reader of READERS) {
    const client = await api.client().signIn(reader);
    for (const route of ticketRoutes) {
      const { status, body } = await client.request('GET', route.replace('{ticketId}', id));
      said.push(`${reader} ${route} ${status} ${JSON.stringify(body)}`);
    }
    for (const box of ['mine', 'inbox', 'escalations']) {
      const { items } = await client.get<TicketPageDto>(`/tickets?box=${box}`);
      said.push(`${reader} ${box} ${JSON.stringify(items.filter((item) => item.id === id))}`);
    }
  }
  return said;
}

/** Without what names this one ticket: its ids, its number and the links of its chain. */
function nameless(said: readonly string[], id: string, number: string): string[] {
  return said.map((text) =>
    text
      .replaceAll(id, 'ID')
      .replaceAll(number, 'NUMBER')
      .replace(/[0-9a-f]{64}/g, 'HASH'),
  );
}

async function numberOf(client: ApiClient, id: string): Promise<string> {
  return (await client.get<TicketDto>(`/tickets/${id}`)).number;
}

describe('an anonymous ticket', () => {
  it('looks the same to everybody, whenever on its dates it came', async () => {
    const [early, late] = [await AnonymousAuthor.make(run), await AnonymousAuthor.make(run)];
    const named: string[] = [];
    const arrivals = [
      { author: early, ticketAt: '2026-03-03T09:07:13.123+08:00', replyAt: '2026-03-05T08:01:59.001+08:00' },
      { author: late, ticketAt: '2026-03-03T21:48:55.987+08:00', replyAt: '2026-03-05T23:10:42.777+08:00' },
    ];
    for (const { author, ticketAt } of arrivals) {
      await author.submit('2026-03-03', { departmentId });
      await admitAt(ticketAt);
      const agent = await api.client().signIn('A1001');
      const { body } = await agent.request<{ id: string }>('POST', '/tickets', {
        kind: 'problem',
        departmentId,
        title: '晚班没有热饭',
        body: '夜班 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
        mayPublishWording: false,
      });
      named.push(body.id);
    }
    for (const { author, replyAt } of arrivals) {
      await author.send('2026-03-05', 1, { command: 'reply', text: '补充一点。' });
      await admitAt(replyAt);
    }
    api.clock.moveTo('2026-03-06T10:00:00+08:00');
    const head = await api.client().signIn('H2111');
    const whatIsSaid = async (id: string): Promise<string[]> =>
      nameless(await saidOf(id), id, await numberOf(head, id));
    const ids = [await ticketOf(early), await ticketOf(late)] as const;
    const [one, other] = [await whatIsSaid(ids[0]), await whatIsSaid(ids[1])];
    expect(other).toEqual(one);
    // The comparison can tell: named tickets that came at the same instants differ.
    expect(await whatIsSaid(named[1] ?? '')).not.toEqual(await whatIsSaid(named[0] ?? ''));

    // Nothing is finer than a date, and nobody is named, as long as the desk has done nothing.
    expect(one.some((text) => text.includes('"type":"ticket.author-replied"'))).toBe(true);
    const instants = one.flatMap((text) => text.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? []);
    expect(instants.length).toBeGreaterThan(20);
    const timesOfDay = instants.map((instant) =>
      new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 23),
    );
    expect(timesOfDay.filter((time) => !TIMES_OF_A_DATE.has(time))).toEqual([]);
    const ticket = await head.get<TicketDto>(`/tickets/${ids[0]}`);
    expect([ticket.author, ticket.leader]).toEqual([{ kind: 'anonymous' }, null]);
    expect(one.join()).not.toMatch(/personId|siteId/);
    expect(one.filter((text) => text.startsWith('A1001') && !/ 404 |\[\]$/.test(text))).toEqual([]);
  });

  it('keeps its keys: no route tells them to anybody', async () => {
    const [row] = await api.unitOfWork.read<{ keys: string[] }>(
      `SELECT array_agg(key) AS keys FROM ticket CROSS JOIN LATERAL
         unnest(ARRAY[author_public_key, author_seal_key, author_tag_key]) key WHERE author_kind = 'anonymous'`,
    );
    expect(row?.keys.length).toBe(6);
    const id = (
      await api.unitOfWork.read<{ id: string }>(`SELECT id FROM ticket WHERE author_kind = 'anonymous'`)
    )[0]?.id;
    for (const reader of READERS) {
      const client = await api.client().signIn(reader);
      for (const route of [
        ...otherRoutes,
        ...ticketRoutes.map((path) => path.replace('{ticketId}', id ?? '')),
      ]) {
        const { bytes } = await client.request('GET', route);
        for (const key of row?.keys ?? []) expect([route, bytes.includes(key)]).toEqual([route, false]);
      }
    }
  });
});
