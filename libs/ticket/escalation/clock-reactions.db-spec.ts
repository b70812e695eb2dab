import { ClockAudit, ClockSweep } from '@huiyin/sla';
import { EscalateOverdue } from './escalate-overdue.job.js';
import { Mailboxes } from '../../../test/support/mailboxes.js';
import type { TicketDto } from '../store/ticket.dto.js';

// CANTEEN: head H2111, leader L3002. It is Monday 09:30; five working days end on Monday the 9th at 09:30.
describe('what tickets do when their clocks have come to a point', () => {
  let boxes: Mailboxes;

  beforeEach(async () => {
    boxes = await Mailboxes.open();
  });
  afterEach(async () => {
    const { differences } = await boxes.api.app.get(ClockAudit, { strict: false }).run();
    await boxes.close();
    expect(differences).toEqual([]);
  });

  async function seen(ticketId: string): Promise<TicketDto> {
    const author = await boxes.api.client().signIn('A1001');
    return author.get<TicketDto>(`/tickets/${ticketId}`);
  }

  it('goes to the leadership as soon as it stands alone again, when its time had passed while merged', async () => {
    const main = await boxes.submit('A1001');
    const merged = await boxes.submit('A1001');
    await boxes.step('H2111', merged.id, 'merge', { intoTicketId: main.id, reason: 'The same thing.' });
    boxes.api.clock.moveTo('2026-03-11T10:00:00+08:00');
    const wish = { workingMinutes: 900, reason: 'The supplier comes on Wednesday.' };
    await boxes.step('H2111', main.id, 'request-extension', wish);
    await boxes.step('L3002', main.id, 'decide-extension', { approve: true, reason: 'Agreed.' });
    boxes.api.clock.moveTo('2026-03-12T10:00:00+08:00');
    await boxes.record();
    expect([(await seen(main.id)).state, (await seen(merged.id)).state]).toEqual(['open', 'open']);
    await boxes.step('H2111', merged.id, 'unmerge', { reason: 'It is another counter.' });
    await boxes.record();
    expect([(await seen(main.id)).state, (await seen(merged.id)).state]).toEqual(['open', 'escalated']);
  });

  it('is left alone while it is with the leadership or merged, however long overdue', async () => {
    const main = await boxes.submit('A1001');
    const merged = await boxes.submit('A1001');
    const escalated = await boxes.submit('A1001');
    await boxes.step('H2111', merged.id, 'merge', { intoTicketId: main.id, reason: 'The same thing.' });
    boxes.api.clock.moveTo('2026-03-09T09:00:00+08:00');
    const wish = { workingMinutes: 900, reason: 'The supplier comes on Wednesday.' };
    await boxes.step('H2111', main.id, 'request-extension', wish);
    await boxes.step('L3002', main.id, 'decide-extension', { approve: true, reason: 'Agreed.' });
    boxes.api.clock.moveTo('2026-03-12T10:00:00+08:00');
    await boxes.record();
    expect([(await seen(merged.id)).state, (await seen(escalated.id)).state]).toEqual(['open', 'escalated']);
    // Whoever locks a row leaves a mark in it.
    const marks = () => boxes.api.unitOfWork.read(`SELECT number, xmax FROM ticket ORDER BY number`, []);
    const before = await marks();
    expect(await boxes.api.app.get(EscalateOverdue, { strict: false }).sweep()).toBe(0);
    expect(await marks()).toEqual(before);
  });

  it('goes to the leadership after the reply, when the author was asked just before somebody noticed', async () => {
    const { id } = await boxes.submit('A1001');
    boxes.api.clock.moveTo('2026-03-12T10:00:00+08:00');
    // Recorded, but the worker died before anything came of it.
    await boxes.api.app.get(ClockSweep, { strict: false }).sweep();
    await boxes.step('H2111', id, 'ask-author', { text: 'Which canteen is it?' });
    await boxes.record();
    expect((await seen(id)).state).toBe('open');
    await boxes.step('A1001', id, 'reply', { text: 'The one at East Bay.' });
    await boxes.record();
    expect((await seen(id)).state).toBe('escalated');
  });

  it('goes to the leadership as soon as somebody is there to take it', async () => {
    const { id } = await boxes.submit('A1001');
    const answered = await boxes.submit('A1001');
    await boxes.stage.run(
      `UPDATE person SET is_active = false WHERE employee_number IN ('L3002', 'L3003')`,
      [],
    );
    boxes.api.clock.moveTo('2026-03-12T10:00:00+08:00');
    await boxes.record();
    const escalateOverdue = boxes.api.app.get(EscalateOverdue, { strict: false });
    expect([await escalateOverdue.sweep(), (await seen(id)).state]).toEqual([0, 'open']);
    await boxes.step('H2111', answered.id, 'answer', { text: 'Hot meals until two.', visibility: 'private' });
    // A week later the company has a leader on duty again.
    boxes.api.clock.moveTo('2026-03-19T11:00:00+08:00');
    await boxes.stage.run(`UPDATE person SET is_active = true WHERE employee_number = 'L3003'`, []);
    const swept = await Promise.all([escalateOverdue.sweep(), escalateOverdue.sweep()]);
    expect(swept.sort()).toEqual([0, 1]);
    expect(await seen(id)).toMatchObject({
      state: 'escalated',
      leader: { name: expect.any(String) as string },
    });
    expect((await seen(answered.id)).state).toBe('answered');
    expect(await escalateOverdue.sweep()).toBe(0);
    await boxes.work();
    expect(boxes.take()).toContain('03-19T03:00 L3003 an overdue ticket is yours now');
  });

  it('keeps pauses in order when the limit of the first question is noticed after the second was asked', async () => {
    const { id } = await boxes.submit('A1001');
    await boxes.step('H2111', id, 'ask-author', { text: 'Which canteen is it?' });
    boxes.api.clock.moveTo('2026-03-05T09:40:00+08:00');
    await boxes.api.app.get(ClockSweep, { strict: false }).sweep();
    await boxes.step('A1001', id, 'reply', { text: 'The one at East Bay.' });
    boxes.api.clock.moveTo('2026-03-05T09:45:00+08:00');
    await boxes.step('H2111', id, 'ask-author', { text: 'And at what time?' });
    await boxes.record();
    const [clock] = await boxes.api.unitOfWork.read<{ pauses: { from: string; to: string }[] }>(
      `SELECT pauses FROM clock WHERE ticket_id = $1 AND leg = 'answer'`,
      [id],
    );
    expect(clock?.pauses).toEqual([
      { from: '2026-03-02T01:30:00.000Z', to: '2026-03-05T01:30:00.000Z' },
      { from: '2026-03-05T01:45:00.000Z', to: '2026-03-05T01:45:00.000Z' },
    ]);
    // Three days later than without the questions: what the policy allows, and not a minute more.
    expect((await seen(id)).dueAt).toBe('2026-03-12T01:30:00.000Z');
  });
});
