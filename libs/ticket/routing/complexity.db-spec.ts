import { ClockAudit } from '@huiyin/sla';
import type { ApiClient } from '../../../test/support/running-api.js';
import { Mailboxes } from '../../../test/support/mailboxes.js';
import { dueDifferences } from '../store/due-audit.queries.js';
import type { DeadlineDto, TicketDto, TimelineEntryDto } from '../store/ticket.dto.js';

const REASON = { reason: 'Three departments have to agree.' };
const BACK = { reason: 'One call to the supplier is enough.' };

// CANTEEN: head H2111, handler H2113, leader L3002; L3003 is on duty. Monday 09:30; a working day has 450 minutes.
describe('classing as complex', () => {
  let boxes: Mailboxes;
  let author: ApiClient;

  beforeEach(async () => {
    boxes = await Mailboxes.open();
    author = await boxes.api.client().signIn('A1001');
  });
  afterEach(async () => {
    const { differences } = await boxes.api.app.get(ClockAudit, { strict: false }).run();
    const onTickets = await dueDifferences(boxes.api.unitOfWork);
    await boxes.close();
    expect([...differences, ...onTickets]).toEqual([]);
  });

  /** Time passes, and the author comes back. */
  async function liveUntil(instant: string): Promise<void> {
    await boxes.liveUntil(instant);
    author = await boxes.api.client().signIn('A1001');
  }
  const seen = (id: string): Promise<TicketDto> => author.get<TicketDto>(`/tickets/${id}`);
  const status = async (number: string, id: string, command: string): Promise<unknown> => {
    const client = await boxes.api.client().signIn(number);
    const { version } = await seen(id);
    const answered = await client.request('POST', `/tickets/${id}/${command}`, REASON, { version });
    return [answered.status, answered.body['code']];
  };
  async function newTicket(urgency: 'ordinary' | 'urgent' = 'ordinary'): Promise<string> {
    const { id } = await boxes.submit('A1001', { urgency });
    await boxes.work();
    boxes.take();
    return id;
  }

  it('moves the date, says why to the author, and tells the author and the leader', async () => {
    const id = await newTicket();
    expect((await seen(id)).dueAt).toBe('2026-03-09T01:30:00.000Z');
    await boxes.step('H2113', id, 'mark-complex', REASON);
    expect(await seen(id)).toMatchObject({
      urgency: 'complex',
      acknowledged: true,
      dueAt: '2026-03-16T01:30:00.000Z',
      leader: null,
    });
    const entries = await author.get<TimelineEntryDto[]>(`/tickets/${id}/timeline`);
    expect(entries.at(-1)).toMatchObject({ type: 'ticket.marked-complex', text: REASON.reason });
    const answer = (await author.get<DeadlineDto[]>(`/tickets/${id}/deadlines`)).find(
      ({ leg }) => leg === 'answer',
    );
    expect(answer).toMatchObject({
      targetSeconds: 10 * 27_000,
      targetChanges: [{ kind: 'complex', at: '2026-03-02T01:30:00.000Z', seconds: 5 * 27_000 }],
    });
    await boxes.work();
    expect(boxes.delivered.map(({ text }) => text).join()).not.toContain('agree');
    expect(boxes.take()).toEqual([
      '03-02T01:30 A1001 your answer takes longer',
      '03-02T01:30 L3002 a ticket was classed as complex',
    ]);
    // The ladder counts from the new date: half of ten days.
    await liveUntil('2026-03-09T18:00:00+08:00');
    expect(boxes.take()).toEqual([
      '03-09T01:30 H2113 half of the time has passed',
      '03-09T01:30 H2114 half of the time has passed',
    ]);
  });

  it('is no way around a date: not twice, not for urgent ones, not once it is missed', async () => {
    const id = await newTicket();
    await boxes.step('H2111', id, 'mark-complex', REASON);
    expect(await status('H2111', id, 'mark-complex')).toEqual([409, 'ticket.not-possible-now']);
    expect(await status('H2111', id, 'mark-ordinary')).toEqual([403, 'ticket.not-yours']);
    await boxes.step('L3002', id, 'mark-ordinary', BACK);
    expect(await status('H2111', id, 'mark-complex')).toEqual([409, 'ticket.not-possible-now']);
    const urgent = await newTicket('urgent');
    expect(await status('H2111', urgent, 'mark-complex')).toEqual([409, 'ticket.not-possible-now']);
    const late = await newTicket();
    await liveUntil('2026-03-09T09:30:00+08:00');
    expect(await status('H2111', late, 'mark-complex')).toEqual([409, 'ticket.not-possible-now']);
    expect(await status('A1001', late, 'mark-complex')).toEqual([403, 'ticket.not-yours']);
  });

  it('is set back by the leader: the old date, and every step of it once', async () => {
    const id = await newTicket();
    await liveUntil('2026-03-05T10:00:00+08:00');
    expect(boxes.take()).toContain('03-04T06:45 H2113 half of the time has passed');
    await boxes.step('H2111', id, 'mark-complex', REASON);
    await boxes.work();
    boxes.take();
    await boxes.step('L3002', id, 'mark-ordinary', BACK);
    expect(await seen(id)).toMatchObject({ urgency: 'ordinary', dueAt: '2026-03-09T01:30:00.000Z' });
    await liveUntil('2026-03-09T09:30:00+08:00');
    expect(boxes.take()).toEqual([
      '03-05T02:00 A1001 your answer comes sooner',
      '03-05T02:00 H2111 a ticket is ordinary again',
      '03-05T02:00 H2113 a ticket is ordinary again',
      '03-05T02:00 H2114 a ticket is ordinary again',
      '03-06T01:30 H2111 most of the time has passed',
      '03-06T01:30 H2113 most of the time has passed',
      '03-06T01:30 H2114 most of the time has passed',
      '03-09T01:30 H2111 no answer in time',
    ]);
    const [answer] = (await author.get<DeadlineDto[]>(`/tickets/${id}/deadlines`)).filter(
      ({ leg }) => leg === 'answer',
    );
    expect(answer?.targetChanges.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ['complex', 5 * 27_000],
      ['ordinary', -5 * 27_000],
    ]);
  });

  it('leaves a day when the old date has passed, and goes to the leadership when that is missed too', async () => {
    const id = await newTicket();
    await boxes.step('H2111', id, 'mark-complex', REASON);
    await liveUntil('2026-03-11T15:00:30+08:00');
    await boxes.step('L3002', id, 'mark-ordinary', BACK);
    expect((await seen(id)).dueAt).toBe('2026-03-12T07:00:30.000Z');
    await liveUntil('2026-03-17T16:00:00+08:00');
    expect(await seen(id)).toMatchObject({ state: 'escalated', urgency: 'ordinary' });
  });

  it('goes along with a transfer and is counted from the submission', async () => {
    const id = await newTicket();
    await boxes.step('H2111', id, 'mark-complex', REASON);
    const departments = await author.get<{ id: string; code: string }[]>('/departments');
    const departmentId = departments.find(({ code }) => code === 'TRAINING')?.id;
    await boxes.step('H2111', id, 'transfer', { departmentId, reason: 'It is about a course.' });
    expect(await seen(id)).toMatchObject({ urgency: 'complex', dueAt: '2026-03-16T01:30:00.000Z' });
  });

  it('can be set back by the leader on duty where the department has no other', async () => {
    await boxes.stage.run(`UPDATE department SET leader_id = NULL WHERE code = 'CANTEEN'`, []);
    const id = await newTicket();
    await boxes.step('H2111', id, 'mark-complex', REASON);
    await boxes.work();
    expect(boxes.take()).toContain('03-02T01:30 L3003 a ticket was classed as complex');
    await boxes.step('L3003', id, 'mark-ordinary', BACK);
    expect((await seen(id)).urgency).toBe('ordinary');
  });
});
