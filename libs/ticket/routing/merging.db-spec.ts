import { ClockAudit } from '@huiyin/sla';
import { Mailboxes } from '../../../test/support/mailboxes.js';
import type { TicketDto, TicketPageDto } from '../store/ticket.dto.js';

const RATINGS = { outcome: 1, handling: 3, feeling: 2 };
const NO = { verdict: 'no', reason: 'Still cold.', ratings: RATINGS };
const ANSWER = { text: 'Hot meals until two from tomorrow on.', visibility: 'private' };

// CANTEEN: head H2111, handler H2113, leader L3002.
describe('a ticket that is merged into another', () => {
  let boxes: Mailboxes;

  beforeEach(async () => {
    boxes = await Mailboxes.open();
  });
  afterEach(async () => {
    const { differences } = await boxes.api.app.get(ClockAudit, { strict: false }).run();
    await boxes.close();
    expect(differences).toEqual([]);
  });

  async function seen(employeeNumber: string, ticketId: string): Promise<TicketDto> {
    const client = await boxes.api.client().signIn(employeeNumber);
    return client.get<TicketDto>(`/tickets/${ticketId}`);
  }

  async function merge(ticketId: string, intoTicketId: string): Promise<void> {
    await boxes.step('H2111', ticketId, 'merge', { intoTicketId, reason: 'The same thing.' });
  }

  it('stands alone again when the other is closed without an answer', async () => {
    const main = (await boxes.submit('A1001')).id;
    await boxes.step('H2111', main, 'answer', ANSWER);
    await boxes.step('A1001', main, 'reject', NO);
    await boxes.step('L3002', main, 'answer', ANSWER);
    await boxes.step('A1001', main, 'reject', NO);
    await boxes.step('L3002', main, 'redo', { reason: 'Look at the oven again.' });
    const merged = (await boxes.submit('A1002')).id;
    await merge(merged, main);
    // Nobody answers in time, and the leader has it again.
    await boxes.liveUntil('2026-03-12T10:00:00+08:00');
    expect((await seen('A1001', main)).state).toBe('escalated');
    await boxes.step('L3002', main, 'close-unresolved', { reason: 'There is no room for an oven.' });
    const alone = await seen('H2111', merged);
    expect(alone).toMatchObject({ state: 'open', mergedIntoId: null });
    expect(alone.actions).toContain('answer');
    // Its own time has passed, so that the leadership has it as well.
    await boxes.work();
    expect((await seen('H2111', merged)).state).toBe('escalated');
  });

  it('moves along with the other, and leaves taking it up to the other', async () => {
    const main = (await boxes.submit('A1001')).id;
    const merged = (await boxes.submit('A1002')).id;
    await merge(merged, main);
    const client = await boxes.api.client().signIn('H2111');
    const departments = await client.get<{ id: string; code: string }[]>('/departments');
    const departmentId = departments.find(({ code }) => code === 'TRAINING')?.id;
    await boxes.step('H2111', main, 'transfer', { departmentId, reason: 'The oven belongs to you.' });
    expect(await seen('A1001', main)).toMatchObject({
      departmentId,
      awaitingAcceptance: true,
    });
    const moved = await seen('A1002', merged);
    expect(moved).toMatchObject({
      departmentId,
      transfers: 1,
      acknowledged: true,
      awaitingAcceptance: false,
    });
    const running = (ticket: TicketDto): string[] =>
      ticket.clocks.filter(({ state }) => state === 'running').map(({ leg }) => leg);
    expect(running(await seen('A1001', main))).toEqual(['acknowledge', 'answer']);
    expect(running(moved)).toEqual(['answer']);
  });

  it('waits for the decision about more time first', async () => {
    const main = (await boxes.submit('A1001')).id;
    const asked = (await boxes.submit('A1002')).id;
    await boxes.step('H2111', asked, 'request-extension', {
      workingMinutes: 450,
      reason: 'The cook is ill.',
    });
    expect((await seen('H2111', asked)).actions).not.toContain('merge');
    await boxes.step('L3002', asked, 'decide-extension', { approve: false, reason: 'Ask another cook.' });
    expect((await seen('H2111', asked)).actions).toContain('merge');
    await merge(asked, main);
  });

  it('has the answer of the leader as such, and nothing is left for a leader to decide', async () => {
    const main = (await boxes.submit('A1001')).id;
    const merged = (await boxes.submit('A1002')).id;
    await merge(merged, main);
    // As it was possible once: merged while more time was asked for.
    await boxes.stage.run(
      `UPDATE ticket SET extension_minutes = 450, leader_id = (SELECT id FROM person WHERE employee_number = 'L3002')
        WHERE id = $1`,
      [merged],
    );
    await boxes.liveUntil('2026-03-12T10:00:00+08:00');
    await boxes.step('L3002', main, 'answer', ANSWER);
    const answered = await seen('A1002', merged);
    expect(answered).toMatchObject({ state: 'answered', extensionMinutes: null, leader: null });
    expect(answered.answers).toMatchObject([{ tier: 1, isShared: true }]);
    expect((await seen('A1001', main)).answers).toMatchObject([{ tier: 1, isShared: true }]);
  });

  it('counts in the other as long as it waits for its answer', async () => {
    const main = (await boxes.submit('A1001')).id;
    const merged = (await boxes.submit('A1002')).id;
    const withdrawn = (await boxes.submit('A1003')).id;
    await merge(merged, main);
    await merge(withdrawn, main);
    const head = await boxes.api.client().signIn('H2111');
    const counted = async (state: string): Promise<(number | undefined)[]> => {
      const { items } = await head.get<TicketPageDto>(`/tickets?box=inbox&state=${state}`);
      return [(await seen('H2111', main)).mergedCount, items.find(({ id }) => id === main)?.mergedCount];
    };
    expect(await counted('open')).toEqual([2, 2]);
    await boxes.step('A1003', withdrawn, 'withdraw', {});
    expect(await counted('open')).toEqual([1, 1]);
    await boxes.step('H2111', main, 'answer', ANSWER);
    expect(await counted('answered')).toEqual([0, 0]);
  });

  it('tells its author of the other one, and not which one it is', async () => {
    const main = await boxes.submit('A1001');
    const merged = await boxes.submit('A1002');
    await merge(merged.id, main.id);
    await boxes.work();
    const [told] = boxes.delivered.filter(({ to }) => to === 'A1002');
    expect(told?.text).toContain('Your ticket is handled together with others like it');
    const client = await boxes.api.client().signIn('A1002');
    const timeline = await client.get(`/tickets/${merged.id}/timeline`);
    const shown = JSON.stringify([told, await seen('A1002', merged.id), timeline]);
    expect(shown).toContain(merged.number);
    expect(shown).not.toContain(main.number);
    expect(shown).not.toContain(main.id);
  });
});
