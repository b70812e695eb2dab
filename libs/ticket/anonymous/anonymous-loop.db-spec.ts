import { ClockAudit, ClockSweep } from '@huiyin/sla';
import { AnonymousAuthor, type SheetContent } from '../../../test/support/anonymous-author.js';
import { isBehind } from '../../../test/support/followers.js';
import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';
import { CloseUnconfirmed } from '../confirmation/close-unconfirmed.job.js';
import { ClockReactions } from '../escalation/clock-reactions.job.js';
import { dueDifferences } from '../store/due-audit.queries.js';
import type { TicketDto, TicketPageDto, TimelineEntryDto } from '../store/ticket.dto.js';
import { Admission } from './admission.job.js';
import { AnswerSheetPress } from './answer-sheet.job.js';

const RATINGS = { outcome: 2, handling: 4, feeling: 3 };

let api: RunningApi;
let head: ApiClient;
let handler: ApiClient;
let leader: ApiClient;
let agent: ApiClient;
let canteen: string;
let ownDepartment: string;

const run = (sql: string, parameters: readonly unknown[] = []): Promise<unknown> =>
  api.database.dataSource.query(sql, [...parameters]);
const rows = <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
  api.unitOfWork.read<Row>(sql, parameters);
const service = <T>(type: abstract new (...args: never[]) => T): T => api.app.get(type, { strict: false });

beforeAll(async () => {
  api = await startApi({ settings: { mode: 'demo' } });
  await signIn();
  const departments = await agent.get<{ id: string; code: string }[]>('/departments');
  canteen = departments.find(({ code }) => code === 'CANTEEN')?.id ?? '';
  ownDepartment = departments.find(({ code }) => code === 'SAFETY')?.id ?? '';
});

afterAll(async () => {
  await api.stop();
});

async function signIn(): Promise<void> {
  [head, handler, leader, agent] = (await Promise.all(
    ['H2111', 'H2113', 'L3002', 'A1001'].map((number) => api.client().signIn(number)),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient];
}

/** Another day, on which everybody signs in anew. */
async function moveTo(instant: string): Promise<void> {
  api.clock.moveTo(instant);
  await signIn();
}

/** Takes over all that is released, as the worker does. */
async function admit(): Promise<void> {
  while ((await service(Admission).sweep()) > 0);
}

async function ticketIdOf(author: AnonymousAuthor): Promise<string> {
  const [row] = await rows<{ id: string }>(`SELECT id FROM ticket WHERE author_public_key = $1`, [
    author.authorKey.toString('base64url'),
  ]);
  return row?.id ?? '';
}

async function submitted(
  releasedOn: string,
  more: object = {},
): Promise<{ author: AnonymousAuthor; id: string }> {
  const author = await AnonymousAuthor.make(run);
  await author.submit(releasedOn, { departmentId: canteen, ...more });
  await admit();
  return { author, id: await ticketIdOf(author) };
}

async function step(client: ApiClient, id: string, command: string, body?: object): Promise<TicketDto> {
  const { version } = await client.get<TicketDto>(`/tickets/${id}`);
  const answered = await client.request<TicketDto>('POST', `/tickets/${id}/${command}`, body, { version });
  if (answered.status !== 200) throw new Error(`${command}: ${JSON.stringify(answered.body)}`);
  return answered.body;
}

const types = async (client: ApiClient, id: string): Promise<string[]> =>
  (await client.get<TimelineEntryDto[]>(`/tickets/${id}/timeline`)).map(({ type }) =>
    type.replace('ticket.', ''),
  );

/** What the newest sheet tells this author; everybody can fetch it, and nobody else can read it. */
async function sheetFor(author: AnonymousAuthor): Promise<SheetContent | null> {
  // In the demo there is at most one edition a minute.
  api.clock.advance({ minutes: 1 });
  await service(AnswerSheetPress).sweep();
  const [newest] = await agent.get<{ edition: string }[]>('/answer-sheet');
  const { bytes } = await agent.request('GET', `/answer-sheet/${newest?.edition ?? ''}`);
  return author.read(newest?.edition ?? '', bytes);
}

describe('an anonymous author', () => {
  it('goes the whole way: submit, answer, "no", the leader, yes', async () => {
    // Tuesday evening; the department sees it at once and has from Wednesday morning.
    await moveTo('2026-03-03T19:30:00+08:00');
    const { author, id } = await submitted('2026-03-03');
    const ticket = await handler.get<TicketDto>(`/tickets/${id}`);
    expect(ticket).toMatchObject({
      state: 'open',
      author: { kind: 'anonymous' },
      submittedOn: '2026-03-03',
      submittedAt: '2026-03-02T16:00:00.000Z',
      // Five whole working days: Wednesday to Tuesday.
      dueAt: '2026-03-10T10:00:00.000Z',
    });
    const inbox = await handler.get<TicketPageDto>('/tickets?box=inbox');
    expect(inbox.items.map((item) => item.id)).toContain(id);
    // Not for the author's colleagues, and for no account at all.
    expect((await agent.request('GET', `/tickets/${id}`)).status).toBe(404);

    await moveTo('2026-03-04T10:12:13+08:00');
    await step(head, id, 'ask-author', { text: '是两个职场都这样吗？' });
    expect((await sheetFor(author))?.timeline.at(-1)).toMatchObject({
      type: 'ticket.author-asked',
      text: '是两个职场都这样吗？',
      actor: { name: null },
    });
    await moveTo('2026-03-06T20:00:00+08:00');
    await author.send('2026-03-06', 1, { command: 'reply', text: '只有东湾职场。' });
    await admit();
    const replied = await handler.get<TicketDto>(`/tickets/${id}`);
    // For Wednesday, Thursday and Friday the clock stood still.
    expect(replied).toMatchObject({ awaitingAuthor: false, dueAt: '2026-03-13T10:00:00.000Z' });

    await moveTo('2026-03-09T11:00:00+08:00');
    await step(head, id, 'answer', { text: '目前没有计划。', visibility: 'private' });
    const read = await sheetFor(author);
    expect(read?.ticket).toMatchObject({
      state: 'answered',
      isMine: true,
      actions: ['confirm', 'reject', 'withdraw', 'reveal'],
      answers: [{ text: '目前没有计划。' }],
    });

    await moveTo('2026-03-11T19:00:00+08:00');
    await author.send('2026-03-11', 2, {
      command: 'reject',
      verdict: 'no',
      reason: '没有说明原因。',
      ratings: RATINGS,
    });
    await admit();
    expect(await leader.get<TicketDto>(`/tickets/${id}`)).toMatchObject({ state: 'escalated', round: 2 });

    await moveTo('2026-03-12T15:30:00+08:00');
    await step(leader, id, 'answer', { text: '下周一起保留一个窗口。', visibility: 'private' });
    await author.send('2026-03-16', 3, { command: 'confirm', ratings: { ...RATINGS, outcome: 5 } });
    await moveTo('2026-03-16T19:00:00+08:00');
    await admit();
    const closed = await sheetFor(author);
    expect(closed).toMatchObject({ lastSequence: 3, ticket: { state: 'closed', outcome: 'resolved' } });
    const acts = closed?.timeline.map(({ type, on, at }) => `${type.replace('ticket.', '')} ${on ?? at}`);
    expect(acts).toEqual([
      'submitted 2026-03-03',
      'author-asked 2026-03-04T02:12:13.000Z',
      'author-replied 2026-03-06',
      'answered 2026-03-09T03:00:00.000Z',
      'rejected 2026-03-11',
      'escalated 2026-03-11',
      'answered 2026-03-12T07:30:00.000Z',
      'confirmed 2026-03-16',
      'closed 2026-03-16',
    ]);
    expect(await head.get(`/tickets/${id}/chain`)).toMatchObject({ isWhole: true });
    expect((await service(ClockAudit).run()).differences).toEqual([]);
    expect(await dueDifferences(api.unitOfWork)).toEqual([]);
  });

  it('has pictures, and an own department only where it is large enough', async () => {
    await moveTo('2026-03-17T09:00:00+08:00');
    const picture = Buffer.from('RIFF....WEBP picture');
    const author = await AnonymousAuthor.make(run);
    const count = (members: number) =>
      run(
        `UPDATE person SET department_id = CASE WHEN id IN (SELECT id FROM person WHERE is_active ORDER BY id LIMIT $2)
                                           THEN $1::uuid END`,
        [ownDepartment, members],
      );
    await count(9);
    await author.submit('2026-03-16', { departmentId: canteen, ownDepartmentId: ownDepartment }, [picture]);
    await admit();
    const small = await head.get<TicketDto>(`/tickets/${await ticketIdOf(author)}`);
    expect(small.author).toEqual({ kind: 'anonymous' });
    expect(small.attachments).toMatchObject([{ fileName: '1.webp', mediaType: 'image/webp' }]);
    const file = await head.request('GET', `/attachments/${small.attachments[0]?.id ?? ''}`);
    expect(file.bytes).toEqual(picture);
    await count(10);
    const { id } = await submitted('2026-03-16', { ownDepartmentId: ownDepartment });
    expect((await head.get<TicketDto>(`/tickets/${id}`)).author).toEqual({
      kind: 'anonymous',
      departmentId: ownDepartment,
    });
  });

  it('loses no ticket to a department that was closed on the way', async () => {
    const safety = ownDepartment;
    await run(`UPDATE department SET is_active = false WHERE id = $1`, [safety]);
    const { id } = await submitted('2026-03-16', { departmentId: safety });
    const [row] = await rows<{ code: string }>(
      `SELECT d.code FROM ticket t JOIN department d ON d.id = t.department_id WHERE t.id = $1`,
      [id],
    );
    expect(row?.code).toBe('COORDINATION');
    await run(`UPDATE department SET is_active = true WHERE id = $1`, [safety]);
  });
});

describe('messages of an anonymous author', () => {
  const outcomes = async (author: AnonymousAuthor): Promise<string[]> =>
    (
      await rows<{ outcome: string }>(
        `SELECT a.outcome FROM intake.released_follow_up f JOIN admitted_release a ON a.release_id = f.id
          WHERE f.author_key = $1 ORDER BY f.released_on, f.sequence`,
        [author.authorKey],
      )
    ).map(({ outcome }) => outcome);

  it('count once each, and a verdict that a later one has overtaken is not taken for another answer', async () => {
    await moveTo('2026-03-18T09:00:00+08:00');
    const { author, id } = await submitted('2026-03-17');
    await step(head, id, 'answer', { text: '已安排。', visibility: 'private' });
    const no = { command: 'reject', verdict: 'no', reason: '还是没有。', ratings: RATINGS };
    // The "yes" was written first, was held longer, and comes when the leader has answered already.
    await author.send('2026-03-18', 2, no);
    await admit();
    await step(leader, id, 'answer', { text: '我来办。', visibility: 'private' });
    await author.send('2026-03-19', 1, { command: 'confirm', ratings: RATINGS });
    await moveTo('2026-03-19T20:00:00+08:00');
    await admit();
    expect(await head.get<TicketDto>(`/tickets/${id}`)).toMatchObject({ state: 'answered', round: 2 });
    expect((await sheetFor(author))?.timeline.at(-1)).toMatchObject({
      type: 'ticket.message-dropped',
      on: '2026-03-19',
      data: { message: 'confirm', sequence: 1, reason: 'overtaken' },
    });
    // What the intake hands over again under another row has no effect; under the same number something else is told.
    await run(`ALTER TABLE intake.released_follow_up DROP CONSTRAINT released_follow_up_sequence`);
    await author.send('2026-03-20', 2, no);
    await author.send('2026-03-20', 2, { ...no, reason: '另外一件事。' });
    await admit();
    expect((await outcomes(author)).sort()).toEqual(['done', 'dropped', 'dropped', 'replayed']);
    expect((await types(head, id)).filter((type) => type === 'rejected')).toHaveLength(1);
    await author.send('2026-03-23', 3, { command: 'confirm', ratings: RATINGS });
    await admit();
    expect((await head.get<TicketDto>(`/tickets/${id}`)).state).toBe('closed');
  });

  it('that come too late are dropped, and the author reads it', async () => {
    const { author, id } = await submitted('2026-03-17');
    await author.send('2026-03-18', 1, { command: 'withdraw' });
    await author.send('2026-03-18', 2, { command: 'confirm', ratings: RATINGS });
    await admit();
    expect(await head.get<TicketDto>(`/tickets/${id}`)).toMatchObject({ outcome: 'withdrawn' });
    expect(await types(head, id)).toEqual(['submitted', 'closed', 'message-dropped']);
    expect((await sheetFor(author))?.timeline.at(-1)?.data).toMatchObject({ reason: 'not-possible-now' });
  });

  it('do nothing any more once a leader has agreed that they are abuse', async () => {
    const { author, id } = await submitted('2026-03-17');
    const { version } = await head.get<TicketDto>(`/tickets/${id}`);
    const reason = { reason: '通篇辱骂，没有事由。' };
    const tried = await handler.request('POST', `/tickets/${id}/propose-abuse`, reason, { version });
    expect(tried.status).toBe(403);
    await step(head, id, 'propose-abuse', reason);
    expect((await sheetFor(author))?.timeline).toHaveLength(1);
    const waiting = await leader.get<TicketPageDto>('/tickets?box=escalations');
    expect(waiting.items.find((item) => item.id === id)).toMatchObject({ abuseProposed: true });
    expect(await step(leader, id, 'approve-abuse', {})).toMatchObject({ outcome: 'abusive', actions: [] });
    await author.send('2026-03-20', 1, { command: 'reply', text: '更多辱骂。' });
    await admit();
    expect(await outcomes(author)).toEqual(['key-refused']);
    expect((await sheetFor(author))?.timeline.at(-1)).toMatchObject({
      type: 'ticket.closed',
      text: reason.reason,
    });
    // Another ticket of whoever it was is a stranger's.
    expect((await submitted('2026-03-20')).id).not.toBe('');
  });

  it('do nothing any more either when the abuse came with a “no”', async () => {
    const { author, id } = await submitted('2026-03-17');
    await step(head, id, 'answer', { text: '已安排。', visibility: 'private' });
    const no = { command: 'reject', verdict: 'no', reason: '通篇辱骂。', ratings: RATINGS };
    await author.send('2026-03-18', 1, no);
    await admit();
    const reason = { reason: '来信只有辱骂。' };
    await step(head, id, 'propose-abuse', reason);
    const declined = await step(leader, id, 'decline-abuse', { reason: '言辞激烈，但有事由。' });
    expect(declined).toMatchObject({ state: 'escalated', abuseProposed: false });
    expect(declined.actions).toContain('answer');
    await step(head, id, 'propose-abuse', reason);
    expect(await step(leader, id, 'approve-abuse', {})).toMatchObject({ outcome: 'abusive' });
    await author.send('2026-03-20', 2, { command: 'reply', text: '更多辱骂。' });
    await admit();
    expect(await outcomes(author)).toEqual(['done', 'key-refused']);
    expect((await sheetFor(author))?.timeline.at(-1)).toMatchObject({
      type: 'ticket.closed',
      text: reason.reason,
    });
  });

  it('may tell who they are, which stays a claim of whoever holds the key', async () => {
    const { author, id } = await submitted('2026-03-17');
    await author.send('2026-03-18', 1, { command: 'reveal', employeeNumber: 'A1001' });
    await admit();
    const entry = (await head.get<TimelineEntryDto[]>(`/tickets/${id}/timeline`)).at(-1);
    expect(entry).toMatchObject({ type: 'ticket.author-revealed', text: 'A1001' });
    expect((await head.get<TicketDto>(`/tickets/${id}`)).author).toEqual({ kind: 'anonymous' });
    expect((await agent.request('GET', `/tickets/${id}`)).status).toBe(404);
  });

  it('of two workers and after a bad row are all taken, each once', async () => {
    const bad = await AnonymousAuthor.make(run);
    await bad.submit('2026-03-20', { departmentId: canteen, title: 'x' });
    const orphan = await AnonymousAuthor.make(run);
    await orphan.submit('2026-03-20', { departmentId: 'no uuid' });
    await orphan.send('2026-03-20', 1, { command: 'withdraw' });
    const authors = await Promise.all(Array.from({ length: 12 }, () => AnonymousAuthor.make(run)));
    for (const author of authors) {
      await author.submit('2026-03-20', { departmentId: canteen });
      await author.send('2026-03-20', 1, { command: 'reply', text: '补充一点。' });
    }
    const before = (await rows<{ id: string }>(`SELECT id FROM ticket`)).length;
    await Promise.all([service(Admission).sweep(), service(Admission).sweep(), service(Admission).sweep()]);
    await admit();
    expect((await rows<{ id: string }>(`SELECT id FROM ticket`)).length).toBe(before + authors.length);
    for (const author of authors) {
      expect(await types(head, await ticketIdOf(author))).toEqual(['submitted', 'author-replied']);
    }
    expect(await outcomes(orphan)).toEqual(['no-ticket']);
  });
});

describe('an anonymous author who says nothing', () => {
  it('is given the days that the way takes, and then the ticket closes as unconfirmed', async () => {
    await moveTo('2026-06-01T10:00:00+08:00');
    const { author, id } = await submitted('2026-05-29');
    await step(head, id, 'answer', { text: '已安排。', visibility: 'private' });
    // Five days of the policy and four of the way, from 2 June on.
    const answered = await head.get<TicketDto>(`/tickets/${id}`);
    expect(answered.dueAt).toBe('2026-06-12T10:00:00.000Z');
    await moveTo('2026-06-12T17:59:59+08:00');
    await service(ClockSweep).sweep();
    await service(CloseUnconfirmed).sweep();
    expect((await head.get<TicketDto>(`/tickets/${id}`)).state).toBe('answered');
    await moveTo('2026-06-12T18:00:00+08:00');
    await service(CloseUnconfirmed).sweep();
    expect(await head.get<TicketDto>(`/tickets/${id}`)).toMatchObject({ outcome: 'unconfirmed' });
    await author.send('2026-06-15', 1, { command: 'reopen', reason: '我度假去了。' });
    await moveTo('2026-06-15T19:00:00+08:00');
    await admit();
    expect(await head.get<TicketDto>(`/tickets/${id}`)).toMatchObject({ state: 'open', round: 2 });
  });

  it('keeps the clock standing for as much longer', async () => {
    await moveTo('2026-07-06T10:00:00+08:00');
    const { id } = await submitted('2026-07-03');
    await step(head, id, 'ask-author', { text: '是哪个窗口？' });
    // Three days of the policy; with the first, broken one at most five more.
    const [paused] = await rows<{ until: Date }>(
      `SELECT next_step_at AS until FROM clock WHERE ticket_id = $1 AND state = 'paused'`,
      [id],
    );
    expect(paused?.until.toISOString()).toBe('2026-07-15T10:00:00.000Z');
    await moveTo('2026-07-16T10:00:00+08:00');
    while ((await service(ClockSweep).sweep()) > 0);
    while (await isBehind(api.unitOfWork, 'clock-reactions')) await service(ClockReactions).advance();
    expect(await head.get<TicketDto>(`/tickets/${id}`)).toMatchObject({
      awaitingAuthor: false,
      isPaused: false,
    });
    expect((await service(ClockAudit).run()).differences).toEqual([]);
  });
});

describe('an anonymous ticket that is complex', () => {
  it('still has whole days, and its author reads why', async () => {
    await moveTo('2026-08-04T19:30:00+08:00');
    const { author, id } = await submitted('2026-08-04');
    await moveTo('2026-08-06T10:12:13+08:00');
    await step(handler, id, 'mark-complex', { reason: '需要三个部门一起商定。' });
    const seen = (): Promise<TicketDto> => handler.get<TicketDto>(`/tickets/${id}`);
    // Ten whole working days from Wednesday the 5th on.
    expect(await seen()).toMatchObject({ urgency: 'complex', dueAt: '2026-08-18T10:00:00.000Z' });
    expect((await sheetFor(author))?.timeline.at(-1)).toMatchObject({
      type: 'ticket.marked-complex',
      text: '需要三个部门一起商定。',
      actor: { name: null },
    });
    await moveTo('2026-08-12T16:17:18+08:00');
    await step(leader, id, 'mark-ordinary', { reason: '一个电话就能定。' });
    // The five days are over; what is left is the whole next one, as for an urgent ticket.
    expect(await seen()).toMatchObject({ urgency: 'ordinary', dueAt: '2026-08-13T10:00:00.000Z' });
  });
});
