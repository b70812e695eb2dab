import { ClockAudit, ClockSweep } from '@huiyin/sla';
import { ClockReactions, dueDifferences } from '@huiyin/ticket';
import type {
  DeadlineDto,
  TicketDto,
  TicketPageDto,
  TimelineEntryDto,
} from '../../libs/ticket/store/ticket.dto.js';
import { isBehind } from '../support/followers.js';
import { startApi, type ApiClient, type RunningApi } from '../support/running-api.js';

let api: RunningApi;

beforeEach(async () => {
  // Monday 09:30; working time is 09:00–12:00 and 13:30–18:00.
  api = await startApi();
});

afterEach(async () => {
  await expectNoDifference();
  await api.stop();
});

async function submit(client: ApiClient, urgency: 'ordinary' | 'urgent' = 'ordinary'): Promise<TicketDto> {
  const departments = await client.get<{ id: string; code: string }[]>('/departments');
  const answered = await client.request<{ id: string }>('POST', '/tickets', {
    kind: 'problem',
    urgency,
    departmentId: departments.find((department) => department.code === 'CANTEEN')?.id,
    title: '食堂晚班没有热饭',
    body: '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
    mayPublishWording: true,
  });
  return client.get<TicketDto>(`/tickets/${answered.body.id}`);
}

async function step(client: ApiClient, ticketId: string, command: string, body: object): Promise<TicketDto> {
  const { version } = await client.get<TicketDto>(`/tickets/${ticketId}`);
  const answered = await client.request<TicketDto>('POST', `/tickets/${ticketId}/${command}`, body, {
    version,
  });
  if (answered.status !== 200)
    throw new Error(`${command}: ${answered.status} ${JSON.stringify(answered.body)}`);
  return answered.body;
}

/** Lets the workers do all there is to do now, `workers` of them at once. */
async function work(workers = 1): Promise<void> {
  const sweep = api.app.get(ClockSweep, { strict: false });
  const reactions = api.app.get(ClockReactions, { strict: false });
  for (;;) {
    const swept = await Promise.all(Array.from({ length: workers }, () => sweep.sweep(3)));
    const read = await Promise.all(Array.from({ length: workers }, () => reactions.advance()));
    const isOver = [...swept, ...read].every((count) => count === 0);
    if (isOver && !(await isBehind(api.unitOfWork, 'clock-reactions'))) return;
  }
}

/** Every clock replayed from its events must say what the row says. */
async function expectNoDifference(): Promise<void> {
  const { compared, differences } = await api.app.get(ClockAudit, { strict: false }).run();
  expect(compared).toBeGreaterThan(0);
  expect(differences).toEqual([]);
  expect(await dueDifferences(api.unitOfWork)).toEqual([]);
}

/** The steps of a ticket's clocks, clock by clock: several workers may take one clock each, in any order. */
async function steps(ticketId: string): Promise<string[]> {
  const rows = await api.unitOfWork.read<{ leg: string; kind: string; at: Date }>(
    `SELECT data->>'leg' AS leg, data->>'kind' AS kind, at FROM event
      WHERE type = 'clock.step-reached' AND data->>'ticketId' = $1 ORDER BY data->>'leg', position`,
    [ticketId],
  );
  return rows.map((row) => `${row.leg} ${row.kind} ${row.at.toISOString()}`);
}

describe('when nobody answers', () => {
  it('records each step once at its true instant, though the worker was away, and the leadership takes over', async () => {
    const agent = await api.client().signIn('A1001');
    const ticket = await submit(agent);
    // The ladder of an ordinary answer ends three working days after Monday the 9th, 09:30; the worker wakes on the 12th.
    api.clock.moveTo('2026-03-12T10:00:00+08:00');
    await work(3);
    expect(await steps(ticket.id)).toEqual([
      'acknowledge late-warning 2026-03-02T09:00:00.000Z',
      'acknowledge due 2026-03-03T01:30:00.000Z',
      'acknowledge reminder 2026-03-04T01:30:00.000Z',
      'answer half 2026-03-04T06:45:00.000Z',
      'answer late-warning 2026-03-06T01:30:00.000Z',
      'answer due 2026-03-09T01:30:00.000Z',
      'answer reminder 2026-03-10T01:30:00.000Z',
      'answer escalation 2026-03-12T01:30:00.000Z',
    ]);
    await work(3);
    expect(await steps(ticket.id)).toHaveLength(8);

    const leader = await api.client().signIn('L3002');
    const waiting = await leader.get<TicketPageDto>('/tickets?box=escalations');
    expect(waiting.items).toEqual([
      expect.objectContaining({ id: ticket.id, state: 'escalated', dueLeg: 'escalated-answer' }),
    ]);
    const seen = await leader.get<TicketDto>(`/tickets/${ticket.id}`);
    // The promise to the author stays broken in the record, and its clock goes on until somebody answers.
    expect(seen.clocks.find((clock) => clock.leg === 'answer')).toMatchObject({
      state: 'running',
      isBreached: true,
    });
    await step(leader, ticket.id, 'answer', { text: '由我答复：下周一恢复。', visibility: 'private' });
    const author = await api.client().signIn('A1001');
    const answered = await author.get<TicketDto>(`/tickets/${ticket.id}`);
    expect(answered).toMatchObject({ state: 'answered', tier: 1 });
    expect(answered.clocks.find((clock) => clock.leg === 'answer')).toMatchObject({
      state: 'stopped',
      isBreached: true,
    });
  });

  it('explains a deadline span by span, and notices a stored one that was tampered with', async () => {
    const agent = await api.client().signIn('A1001');
    const ticket = await submit(agent);
    const deadlines = await agent.get<DeadlineDto[]>(`/tickets/${ticket.id}/deadlines`);
    const answer = deadlines.find((deadline) => deadline.leg === 'answer');
    expect(answer).toMatchObject({ targetSeconds: 135_000, secondsLeft: 135_000, timeZone: 'Asia/Shanghai' });
    expect(answer?.spans[0]).toEqual({
      startsAt: '2026-03-02T01:30:00.000Z',
      endsAt: '2026-03-02T04:00:00.000Z',
      seconds: 9_000,
    });
    expect(answer?.spans.reduce((sum, span) => sum + span.seconds, 0)).toBe(135_000);

    const move = (by: string) =>
      api.unitOfWork.read(
        `UPDATE clock SET due_at = due_at + $2::interval WHERE ticket_id = $1 AND leg = 'answer'`,
        [ticket.id, by],
      );
    await move('1 second');
    const { differences } = await api.app.get(ClockAudit, { strict: false }).run();
    expect(differences.map((difference) => difference.what)).toEqual(['due']);
    expect(await dueDifferences(api.unitOfWork)).toHaveLength(1);
    await move('-1 second');
  });

  it('says nothing about a clock that was stopped in time', async () => {
    const agent = await api.client().signIn('A1001');
    const head = await api.client().signIn('H2111');
    const ticket = await submit(agent, 'urgent');
    await step(head, ticket.id, 'answer', { text: '今天就恢复。', visibility: 'private' });
    api.clock.moveTo('2026-03-06T10:00:00+08:00');
    await work();
    expect((await steps(ticket.id)).filter((line) => !line.startsWith('confirmation'))).toEqual([]);
  });

  it('lets a clock stand still for the author only as long as the policy allows', async () => {
    const agent = await api.client().signIn('A1001');
    const head = await api.client().signIn('H2111');
    const ticket = await submit(agent);
    await step(head, ticket.id, 'ask-author', { text: '哪个职场？' });
    // Three working days after Monday 09:30 is Thursday 09:30; nobody looks before Friday.
    api.clock.moveTo('2026-03-06T10:00:00+08:00');
    await work(2);
    const author = await api.client().signIn('A1001');
    const seen = await author.get<TicketDto>(`/tickets/${ticket.id}`);
    expect(seen).toMatchObject({ awaitingAuthor: false, isPaused: false, dueAt: '2026-03-12T01:30:00.000Z' });
    const again = await api.client().signIn('H2111');
    const asked = await step(again, ticket.id, 'ask-author', { text: '请再确认一次。' });
    expect(asked.isPaused).toBe(true);
    await work(2);
    expect((await author.get<TicketDto>(`/tickets/${ticket.id}`)).isPaused).toBe(false);
  });

  it('counts an answer that is given while the author is asked as in time, and freezes what was counted', async () => {
    const agent = await api.client().signIn('A1001');
    const head = await api.client().signIn('H2111');
    const ticket = await submit(agent, 'urgent');
    // Nobody presses a button at a full second.
    api.clock.moveTo('2026-03-02T15:30:00.034+08:00');
    await step(head, ticket.id, 'ask-author', { text: '哪个窗口？' });
    // The deadline would have been Tuesday 09:30; since Monday 15:30 the clock has stood still.
    api.clock.moveTo('2026-03-04T11:00:00+08:00');
    await work();
    const again = await api.client().signIn('H2111');
    await step(again, ticket.id, 'answer', { text: '两个窗口都保留热餐。', visibility: 'private' });
    const [clock] = await api.unitOfWork.read(
      `SELECT elapsed_seconds, target_seconds, due_at, breached_at FROM clock WHERE ticket_id = $1 AND leg = 'answer'`,
      [ticket.id],
    );
    expect(clock).toEqual({
      elapsed_seconds: 270 * 60,
      target_seconds: 450 * 60,
      due_at: new Date('2026-03-04T07:29:59.966Z'),
      breached_at: null,
    });
    const [stopped] = await api.unitOfWork.read<{ data: object }>(
      `SELECT data FROM event WHERE type = 'clock.stopped' AND data->>'ticketId' = $1 AND data->>'leg' = 'answer'`,
      [ticket.id],
    );
    expect(stopped?.data).toMatchObject({ onTime: true, elapsedSeconds: 270 * 60 });
  });

  it('gives more time once, when the leader agrees, and the author sees why', async () => {
    const agent = await api.client().signIn('A1001');
    const head = await api.client().signIn('H2111');
    const leader = await api.client().signIn('L3002');
    const ticket = await submit(agent);
    const wish = { workingMinutes: 900, reason: '新的餐饮商周三才来看场地。' };
    const { version } = ticket;
    const tooLong = await head.request<{ code: string }>(
      'POST',
      `/tickets/${ticket.id}/request-extension`,
      { ...wish, workingMinutes: 90_000 },
      { version },
    );
    expect(tooLong).toMatchObject({ status: 400, body: { code: 'ticket.extension-too-long' } });
    expect((await step(head, ticket.id, 'request-extension', wish)).dueAt).toBe(ticket.dueAt);
    const decided = await step(leader, ticket.id, 'decide-extension', {
      approve: true,
      reason: '同意，仅此一次。',
    });
    expect(decided.actions).not.toContain('decide-extension');
    const seen = await agent.get<TicketDto>(`/tickets/${ticket.id}`);
    expect(seen).toMatchObject({ dueAt: '2026-03-11T01:30:00.000Z', extended: true });
    const timeline = await agent.get<TimelineEntryDto[]>(`/tickets/${ticket.id}/timeline`);
    expect(timeline.map((entry) => entry.text)).toEqual([null, wish.reason, '同意，仅此一次。']);
    expect((await head.get<TicketDto>(`/tickets/${ticket.id}`)).actions).not.toContain('request-extension');
  });

  it('knows what came before a command, though no worker was there to record it', async () => {
    const agent = await api.client().signIn('A1001');
    const ticket = await submit(agent);
    // Half of the five days passed on Wednesday at 14:45.
    api.clock.moveTo('2026-03-04T15:00:00+08:00');
    const head = await api.client().signIn('H2111');
    await step(head, ticket.id, 'answer', { text: '下周一恢复热餐窗口。', visibility: 'private' });
    const atAnswer = [
      'acknowledge late-warning 2026-03-02T09:00:00.000Z',
      'acknowledge due 2026-03-03T01:30:00.000Z',
      'acknowledge reminder 2026-03-04T01:30:00.000Z',
      'answer half 2026-03-04T06:45:00.000Z',
    ];
    expect(await steps(ticket.id)).toEqual(atAnswer);
    await work();
    expect(await steps(ticket.id)).toEqual(atAnswer);
  });

  it('counts a pause up to its limit, also when the author replies later and no worker was there', async () => {
    const agent = await api.client().signIn('A1001');
    const head = await api.client().signIn('H2111');
    const ticket = await submit(agent);
    await step(head, ticket.id, 'ask-author', { text: '哪个职场？' });
    api.clock.moveTo('2026-03-06T10:00:00+08:00');
    const author = await api.client().signIn('A1001');
    const replied = await step(author, ticket.id, 'reply', { text: '东湾。' });
    // Not four days and half an hour, but the three that the policy allows.
    expect(replied).toMatchObject({ isPaused: false, dueAt: '2026-03-12T01:30:00.000Z' });
  });

  it('warns again before the new date when more time was given', async () => {
    const agent = await api.client().signIn('A1001');
    const ticket = await submit(agent);
    api.clock.moveTo('2026-03-06T10:00:00+08:00');
    await work();
    const head = await api.client().signIn('H2111');
    const leader = await api.client().signIn('L3002');
    await step(head, ticket.id, 'request-extension', {
      workingMinutes: 900,
      reason: '新的餐饮商周三才来看场地。',
    });
    await step(leader, ticket.id, 'decide-extension', { approve: true, reason: '同意，仅此一次。' });
    api.clock.moveTo('2026-03-11T10:00:00+08:00');
    await work();
    expect((await steps(ticket.id)).filter((line) => line.startsWith('answer'))).toEqual([
      'answer half 2026-03-04T06:45:00.000Z',
      'answer late-warning 2026-03-06T01:30:00.000Z',
      'answer late-warning 2026-03-09T07:30:00.000Z',
      'answer due 2026-03-11T01:30:00.000Z',
    ]);
  });
});
