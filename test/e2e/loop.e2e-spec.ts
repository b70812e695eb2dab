import { CloseUnconfirmed } from '@huiyin/ticket';
import type { TicketDto, TicketPageDto, TimelineEntryDto } from '../../libs/ticket/store/ticket.dto.js';
import { startApi, type ApiClient, type Answered, type RunningApi } from '../support/running-api.js';

const RATINGS = { outcome: 4, handling: 5, feeling: 4 };

let api: RunningApi;
let agent: ApiClient;
let otherAgent: ApiClient;
let head: ApiClient;
let handler: ApiClient;
let leader: ApiClient;
let dutyLeader: ApiClient;
let coordinator: ApiClient;
let departments: Map<string, string>;

beforeAll(async () => {
  api = await startApi();
  await signInEverybody();
  const listed = await agent.get<{ id: string; code: string }[]>('/departments');
  departments = new Map(listed.map((department) => [department.code, department.id]));
});

afterAll(async () => {
  await api.stop();
});

async function signInEverybody(): Promise<void> {
  const numbers = ['A1001', 'A1002', 'H2111', 'H2113', 'L3002', 'L3003', 'H2131'];
  const clients = await Promise.all(numbers.map((number) => api.client().signIn(number)));
  [agent, otherAgent, head, handler, leader, dutyLeader, coordinator] = clients as [
    ApiClient,
    ApiClient,
    ApiClient,
    ApiClient,
    ApiClient,
    ApiClient,
    ApiClient,
  ];
}

function departmentId(code: string): string {
  const id = departments.get(code);
  if (!id) throw new Error(`no department ${code}`);
  return id;
}

async function submit(client: ApiClient, code = 'CANTEEN', more: object = {}): Promise<TicketDto> {
  const answered = await client.request<{ id: string }>('POST', '/tickets', {
    kind: 'problem',
    departmentId: departmentId(code),
    title: '食堂晚班没有热饭',
    body: '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
    mayPublishWording: true,
    ...more,
  });
  expect(answered.status).toBe(201);
  return client.get<TicketDto>(`/tickets/${answered.body.id}`);
}

/** Gives a step on the newest version that this person sees. */
async function step(
  client: ApiClient,
  ticketId: string,
  command: string,
  body?: object,
): Promise<Answered<TicketDto & { code?: string }>> {
  const { version } = await client.get<TicketDto>(`/tickets/${ticketId}`);
  return client.request('POST', `/tickets/${ticketId}/${command}`, body, { version });
}

async function done(client: ApiClient, ticketId: string, command: string, body?: object): Promise<TicketDto> {
  const answered = await step(client, ticketId, command, body);
  if (answered.status !== 200)
    throw new Error(`${command}: ${answered.status} ${JSON.stringify(answered.body)}`);
  return answered.body;
}

async function timelineTypes(client: ApiClient, ticketId: string): Promise<string[]> {
  const entries = await client.get<TimelineEntryDto[]>(`/tickets/${ticketId}/timeline`);
  return entries.map((entry) => entry.type.replace('ticket.', ''));
}

describe('an opinion and its answer', () => {
  it('goes from the agent to the department and back, and ends when the author says it is resolved', async () => {
    const ticket = await submit(agent);
    expect(ticket).toMatchObject({
      state: 'open',
      isMine: true,
      dueLeg: 'answer',
      actions: ['reply', 'withdraw'],
    });
    // Five working days from Monday 09:30 in 09:00–12:00 and 13:30–18:00 end on the next Monday at 09:30.
    expect(ticket.dueAt).toBe('2026-03-09T01:30:00.000Z');

    const inbox = await handler.get<TicketPageDto>('/tickets?box=inbox');
    expect(inbox.items.map((item) => item.id)).toContain(ticket.id);
    await done(handler, ticket.id, 'acknowledge');
    const asked = await done(handler, ticket.id, 'ask-author', { text: '是两个职场都这样吗？' });
    expect(asked).toMatchObject({ awaitingAuthor: true, isPaused: true });
    api.clock.advance({ hours: 1 });
    const replied = await done(agent, ticket.id, 'reply', { text: '只有东湾职场。' });
    expect(replied).toMatchObject({ isPaused: false, dueAt: '2026-03-09T02:30:00.000Z' });

    await done(head, ticket.id, 'note', { text: '已与餐饮商沟通，周三前答复。' });
    const answered = await done(head, ticket.id, 'answer', {
      text: '自下周一起保留一个热餐窗口到 23 点。',
      visibility: 'public',
      publicationReason: 'concerns-many',
      namesChecked: true,
    });
    expect(answered).toMatchObject({ state: 'answered', dueLeg: 'confirmation' });

    const board = await otherAgent.get<{ items: { id: string; answer: string }[] }>('/board');
    expect(board.items.find((item) => item.id === ticket.id)).toMatchObject({
      text: '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
      answer: '自下周一起保留一个热餐窗口到 23 点。',
    });
    expect(JSON.stringify(board)).not.toMatch(/A1001|author/);

    const closed = await done(agent, ticket.id, 'confirm', { ratings: RATINGS });
    expect(closed).toMatchObject({ state: 'closed', outcome: 'resolved', dueAt: null, actions: [] });
    expect(await timelineTypes(agent, ticket.id)).toEqual([
      'submitted',
      'acknowledged',
      'author-asked',
      'author-replied',
      'noted',
      'answered',
      'published',
      'confirmed',
      'closed',
    ]);
    expect(await agent.get(`/tickets/${ticket.id}/chain`)).toMatchObject({
      isWhole: true,
      brokenAtVersion: null,
    });
  });

  it('brings a "no" to the leader, who sends it back once, and in the end one level up, where it is said why it stays so', async () => {
    const { id } = await submit(agent);
    await done(head, id, 'answer', { text: '目前没有计划。', visibility: 'private' });
    const no = { verdict: 'no', reason: '没有说明原因。', ratings: RATINGS };
    const escalated = await done(agent, id, 'reject', no);
    expect(escalated).toMatchObject({ state: 'escalated', tier: 1, dueLeg: 'escalated-answer' });
    expect(escalated.leader?.id).toBeDefined();
    const waiting = await leader.get<TicketPageDto>('/tickets?box=escalations');
    expect(waiting.items.map((item) => item.id)).toContain(id);
    expect((await step(head, id, 'answer', { text: '再答一次。', visibility: 'private' })).status).toBe(409);
    expect((await step(head, id, 'redo', { reason: '我自己来。' })).status).toBe(403);

    expect(await done(leader, id, 'redo', { reason: '请给出具体方案。' })).toMatchObject({
      state: 'open',
      tier: 0,
    });
    await done(head, id, 'answer', { text: '方案如下……', visibility: 'private' });
    await done(agent, id, 'reject', { ...no, verdict: 'partly' });
    await done(leader, id, 'answer', { text: '我亲自说明。', visibility: 'private' });
    // The third "no" takes it one level up: the leader who answered has had his word.
    await done(agent, id, 'reject', no);
    const lastWord = { reason: '预算要到明年才有，原因如下。' };
    expect((await step(leader, id, 'close-unresolved', lastWord)).status).toBe(403);
    const closed = await done(dutyLeader, id, 'close-unresolved', lastWord);
    expect(closed).toMatchObject({ state: 'closed', outcome: 'unresolved' });
    const last = (await agent.get<TimelineEntryDto[]>(`/tickets/${id}/timeline`)).at(-1);
    expect(last).toMatchObject({ text: '预算要到明年才有，原因如下。', actor: { standing: 'leader' } });
  });

  it('goes to the duty leader when the responsible leader heads the department concerned', async () => {
    const safetyHandler = await api.client().signIn('H2123');
    const { id } = await submit(agent, 'SAFETY');
    await done(safetyHandler, id, 'answer', { text: '已检查，没有问题。', visibility: 'private' });
    const escalated = await done(agent, id, 'reject', {
      verdict: 'no',
      reason: '问题还在。',
      ratings: RATINGS,
    });
    const me = await dutyLeader.get<{ id: string }>('/session');
    expect(escalated.leader?.id).toBe(me.id);
  });

  it('is refused only when the leader agrees, and the author reads nothing before', async () => {
    const { id } = await submit(agent);
    const proposed = await done(head, id, 'propose-refusal', {
      text: '场地消防规定不允许加装灶具，因此无法提供。',
    });
    expect(proposed).toMatchObject({ state: 'open', refusalPending: true });
    const seenByAuthor = await agent.get<TicketDto>(`/tickets/${id}`);
    expect(seenByAuthor).toMatchObject({
      refusalPending: false,
      refusalText: null,
      leader: null,
      answers: [],
    });
    expect(await timelineTypes(agent, id)).toEqual(['submitted']);
    expect((await step(head, id, 'approve-refusal', {})).status).toBe(403);
    await done(leader, id, 'decline-refusal', { reason: '请先问餐饮商有没有别的办法。' });
    await done(head, id, 'propose-refusal', { text: '餐饮商确认没有其他办法，原因是消防规定。' });
    await done(leader, id, 'approve-refusal', {});
    expect(await agent.get<TicketDto>(`/tickets/${id}`)).toMatchObject({
      state: 'answered',
      answers: [{ isRefusal: true, text: '餐饮商确认没有其他办法，原因是消防规定。' }],
    });
  });

  it('changes hands twice, and the third time the coordinator decides', async () => {
    const it = await api.client().signIn('H2071');
    const { id } = await submit(agent);
    const toIt = { departmentId: departmentId('IT'), reason: '是系统的问题。' };
    const first = await done(agent, id, 'reply', { text: '补充一点。' }).then(() =>
      step(head, id, 'transfer', toIt),
    );
    expect(first).toMatchObject({ status: 200, body: '' });
    expect((await step(it, id, 'acknowledge')).status).toBe(200);
    await done(it, id, 'transfer', { departmentId: departmentId('CANTEEN'), reason: '不是系统的问题。' });
    await done(head, id, 'accept-transfer');
    const due = (await agent.get<TicketDto>(`/tickets/${id}`)).dueAt;
    await step(head, id, 'transfer', toIt);
    const seen = await agent.get<TicketDto>(`/tickets/${id}`);
    expect(seen).toMatchObject({ departmentId: departmentId('COORDINATION'), transfers: 3, dueAt: due });
    await done(coordinator, id, 'transfer', { ...toIt, reason: '按公布的职责属于信息技术部。' });
    expect((await it.get<TicketDto>(`/tickets/${id}`)).departmentId).toBe(departmentId('IT'));
    expect((await head.request('GET', `/tickets/${id}`)).status).toBe(404);
  });

  it('gives one answer to many, and every author decides alone', async () => {
    const primary = await submit(agent);
    const duplicate = await submit(otherAgent);
    await done(head, duplicate.id, 'merge', { intoTicketId: primary.id, reason: '同一件事。' });
    expect(
      (await step(head, duplicate.id, 'answer', { text: '单独答复', visibility: 'private' })).status,
    ).toBe(409);
    await done(head, primary.id, 'answer', {
      text: '统一答复：保留热餐窗口。',
      visibility: 'public',
      publicationReason: 'concerns-many',
      namesChecked: true,
    });
    expect(await otherAgent.get<TicketDto>(`/tickets/${duplicate.id}`)).toMatchObject({
      state: 'answered',
      mergedIntoId: null,
      answers: [{ text: '统一答复：保留热餐窗口。', isShared: true }],
    });
    expect((await otherAgent.request('GET', `/tickets/${primary.id}`)).status).toBe(404);
    await done(head, primary.id, 'amend-answer', { text: '统一答复：保留到 23 点。', reason: '补充时间。' });
    const copy = await otherAgent.get<TicketDto>(`/tickets/${duplicate.id}`);
    expect(copy.answers[0]?.text).toBe('统一答复：保留到 23 点。');
    await done(agent, primary.id, 'confirm', { ratings: RATINGS });
    const no = { verdict: 'no', reason: '我这边没有。', ratings: RATINGS };
    expect((await done(otherAgent, duplicate.id, 'reject', no)).state).toBe('escalated');
    expect((await agent.get<TicketDto>(`/tickets/${primary.id}`)).outcome).toBe('resolved');
    expect(await agent.get(`/board/${primary.id}`)).toMatchObject({ concerns: null, isAmended: true });
    const entries = await agent.get<TimelineEntryDto[]>(`/tickets/${primary.id}/timeline`);
    expect(entries.map((entry) => entry.text)).toEqual(
      expect.arrayContaining(['统一答复：保留热餐窗口。', '统一答复：保留到 23 点。']),
    );
  });

  it('closes by silence as unconfirmed after the window, and the author can still bring it back', async () => {
    const { id } = await submit(agent);
    const answered = await done(head, id, 'answer', { text: '已经处理。', visibility: 'private' });
    const silence = api.app.get(CloseUnconfirmed, { strict: false });
    api.clock.moveTo(new Date(new Date(answered.dueAt ?? '').getTime() - 1));
    await silence.sweep();
    // A week has gone by, and every session with it.
    await signInEverybody();
    expect((await agent.get<TicketDto>(`/tickets/${id}`)).state).toBe('answered');
    api.clock.advance({ ms: 1 });
    const [one, two] = await Promise.all([silence.sweep(), silence.sweep()]);
    expect(one + two).toBeGreaterThan(0);
    expect(await head.get<TicketDto>(`/tickets/${id}`)).toMatchObject({
      state: 'closed',
      outcome: 'unconfirmed',
    });
    expect((await timelineTypes(agent, id)).filter((type) => type === 'closed')).toHaveLength(1);
    const reopened = await done(agent, id, 'reopen', { reason: '休假回来发现还没好。' });
    expect(reopened).toMatchObject({ state: 'open', round: 2 });
  });

  it('leaves a stub with the reason when the coordinator removes it', async () => {
    const { id } = await submit(agent);
    expect((await step(head, id, 'remove', { reason: '不想看到。' })).status).toBe(403);
    await done(coordinator, id, 'remove', { reason: '写有客户的个人信息。' });
    const stub = await head.get<TicketDto>(`/tickets/${id}`);
    expect(stub).toMatchObject({
      title: '',
      body: '',
      removedReason: '写有客户的个人信息。',
      outcome: 'removed',
    });
    expect((await agent.get<TicketDto>(`/tickets/${id}`)).body).not.toBe('');
  });
});

describe('when things go wrong', () => {
  it('lets one of two people win and tells the other which version is newer', async () => {
    const { id } = await submit(agent);
    const { version } = await head.get<TicketDto>(`/tickets/${id}`);
    const answers = await Promise.all(
      [head, handler].map((client, index) =>
        client.request(
          'POST',
          `/tickets/${id}/answer`,
          { text: `第 ${index} 个答复。`, visibility: 'private' },
          { version },
        ),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const lost = answers.find((answer) => answer.status === 412);
    expect(lost?.body).toMatchObject({ code: 'ticket.version-changed', currentVersion: version + 1 });
  });

  it('writes a repeated request once and answers it alike, also thirty at the same moment', async () => {
    const wish = {
      kind: 'question',
      departmentId: departmentId('IT'),
      title: '耳机什么时候换新',
      body: '现在的耳机噪音很大，客户听不清。',
      mayPublishWording: false,
    };
    const key = 'the-same-intention';
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => agent.request<{ id: string }>('POST', '/tickets', wish, { key })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const other = await agent.request('POST', '/tickets', { ...wish, title: '另外一件事情' }, { key });
    expect(other).toMatchObject({ status: 422, body: { code: 'request.idempotency-key-reused' } });
  });

  it('shows nobody else’s ticket, and says the same of one that does not exist', async () => {
    const { id } = await submit(agent);
    const foreign = await otherAgent.request('GET', `/tickets/${id}`);
    const missing = await otherAgent.request('GET', '/tickets/00000000-0000-7000-8000-000000000000');
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(foreign.body).toEqual({ ...missing.body, instance: `/api/v1/tickets/${id}` });
    expect((await otherAgent.request('POST', `/tickets/${id}/withdraw`, {}, { version: 1 })).status).toBe(
      404,
    );
  });

  it('refuses to change or delete what was recorded, and notices when someone did it all the same', async () => {
    const { id } = await submit(agent);
    const { dataSource } = api.database;
    const change = dataSource.query(`UPDATE event SET data = '{}' WHERE stream_id = $1`, [id]);
    await expect(change).rejects.toThrow(/never changed/);
    await expect(dataSource.query(`DELETE FROM event WHERE stream_id = $1`, [id])).rejects.toThrow(
      /never changed/,
    );
    await dataSource.query(`UPDATE ticket SET body = '别的话，和原来不同。' WHERE id = $1`, [id]);
    expect(await agent.get(`/tickets/${id}/chain`)).toMatchObject({ isWhole: false, brokenAtVersion: 1 });
  });

  it.each([
    ['an unknown field', { surprise: 1 }, 'surprise'],
    ['a wrong type', { title: 17 }, 'title'],
    ['an over-long text', { title: '长'.repeat(121) }, 'title'],
    ['a control character', { title: 'bell \u0007 here' }, 'title'],
    ['half a surrogate pair', { body: `broken ${String.fromCharCode(0xd800)} text here` }, 'body'],
    ['an unknown kind', { kind: 'rumour' }, 'kind'],
    [
      'too many attachments',
      { attachmentIds: [1, 2, 3, 4, 5, 6].map((n) => `0000000${n}-0000-4000-8000-000000000000`) },
      'attachmentIds',
    ],
    [
      'an attachment of someone else',
      { attachmentIds: ['00000000-0000-4000-8000-000000000000'] },
      'attachmentIds',
    ],
    ['a missing choice', { mayPublishWording: undefined }, 'mayPublishWording'],
    [
      'a department that does not exist',
      { departmentId: '00000000-0000-4000-8000-000000000000' },
      'departmentId',
    ],
  ])('answers %s with the field and the rule, and writes nothing', async (_, change, field) => {
    const before = await api.database.dataSource.query<{ count: string }[]>(`SELECT count(*) FROM ticket`);
    const answered = await agent.request<{ errors: { field: string; rule: string; message: string }[] }>(
      'POST',
      '/tickets',
      {
        kind: 'problem',
        departmentId: departmentId('IT'),
        title: '一个标题在这里',
        body: '这里是正文，至少十个字。',
        mayPublishWording: true,
        ...change,
      },
    );
    expect(answered.status).toBe(400);
    expect(answered.headers.get('content-type')).toContain('application/problem+json');
    expect(answered.body.errors.map((error) => error.field)).toContain(field);
    expect(await api.database.dataSource.query(`SELECT count(*) FROM ticket`)).toEqual(before);
  });

  const json = { 'content-type': 'application/json' };
  it.each([
    ['a broken body', '{"kind":', json, 400],
    ['a form', 'kind=problem', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', '{"kind":"problem"}', { 'content-type': 'text/plain' }, 415],
    ['a list instead of an object', '[1]', json, 400],
    ['a poisoned prototype', '{"__proto__":{"x":1}}', json, 400],
    ['a request from another site', '{}', { ...json, origin: 'https://evil.example' }, 403],
    ['a request that a browser marks as cross-site', '{}', { ...json, 'sec-fetch-site': 'cross-site' }, 403],
    ['a body that is too large', JSON.stringify({ body: 'x'.repeat(200_000) }), json, 413],
  ])('refuses %s with a problem', async (_, body, headers, status) => {
    const answered = await agent.request<{ code: string; status: number }>('POST', '/tickets', body, {
      headers,
    });
    expect(answered.status).toBe(status);
    expect(answered.headers.get('content-type')).toContain('application/problem+json');
    expect(answered.body.code).toMatch(/^request\./);
  });

  it('refuses forged cursors, sort keys and missing versions without an error of its own', async () => {
    const forged = Buffer.from(JSON.stringify(['2026-99-99T00:00:00.000Z', 'x'])).toString('base64url');
    expect((await agent.request('GET', `/tickets?box=mine&cursor=${forged}`)).status).toBe(400);
    expect((await agent.request('GET', '/tickets?box=mine&sort=body')).status).toBe(400);
    expect((await agent.request('GET', '/tickets?box=mine&limit=1000')).status).toBe(400);
    const { id } = await submit(agent);
    const withdraw = (headers: Record<string, string>) =>
      agent.request('POST', `/tickets/${id}/withdraw`, {}, { headers });
    expect((await withdraw({})).status).toBe(428);
    expect((await withdraw({ 'if-match': '*' })).status).toBe(400);
    expect((await agent.request('GET', '/tickets/not-a-uuid')).status).toBe(404);
  });

  it('pages through a list without losing or repeating a row', async () => {
    const all = await agent.get<TicketPageDto>('/tickets?box=mine&limit=100');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: TicketPageDto = await agent.get<TicketPageDto>(
        `/tickets?box=mine&limit=3&cursor=${cursor}`,
      );
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.items.map((item) => item.id));
    expect(new Set(seen).size).toBe(seen.length);
  });
});
