import { Mailboxes } from '../../../test/support/mailboxes.js';
import type { ApiClient } from '../../../test/support/running-api.js';
import type { TicketCountsDto, TicketDto, TicketPageDto } from '../store/ticket.dto.js';

const RATINGS = { outcome: 1, handling: 3, feeling: 2 };
const ANSWER = { text: 'Hot meals until two from tomorrow on.', visibility: 'private' };

// CANTEEN: head H2111, leader L3002. L3003 is the leader on duty; L3001 leads other departments.
describe('a ticket whose leader is not there', () => {
  let boxes: Mailboxes;

  beforeEach(async () => {
    boxes = await Mailboxes.open();
  });
  afterEach(() => boxes.close());

  const signedIn = (employeeNumber: string): Promise<ApiClient> => boxes.api.client().signIn(employeeNumber);

  /** What somebody may do with a ticket; null when it does not exist for them. */
  async function actions(employeeNumber: string, ticketId: string): Promise<readonly string[] | null> {
    const client = await signedIn(employeeNumber);
    const answered = await client.request<TicketDto>('GET', `/tickets/${ticketId}`);
    return answered.status === 404 ? null : answered.body.actions;
  }

  async function escalated(): Promise<string> {
    const { id } = await boxes.submit('A1001');
    await boxes.step('H2111', id, 'answer', ANSWER);
    await boxes.step('A1001', id, 'reject', { verdict: 'no', reason: 'Still cold.', ratings: RATINGS });
    return id;
  }

  async function listed(employeeNumber: string): Promise<string[]> {
    const client = await signedIn(employeeNumber);
    return (await client.get<TicketPageDto>('/tickets?box=escalations')).items.map(({ id }) => id);
  }

  const away = (): Promise<unknown> =>
    boxes.stage.run(
      `UPDATE person SET absent_from = '2026-03-01', absent_until = '2026-03-09' WHERE employee_number = 'L3002'`,
      [],
    );

  it('is handled by the leader on duty while its leader is away, and by nobody else', async () => {
    const id = await escalated();
    expect([await actions('L3003', id), await listed('L3003')]).toEqual([null, []]);
    await away();
    await boxes.work();
    expect(boxes.take()).toContainEqual(expect.stringContaining('L3003'));
    expect(await actions('L3003', id)).toContain('answer');
    expect(await actions('L3001', id)).toBeNull();
    expect(await listed('L3003')).toEqual([id]);
    const counts = await (await signedIn('L3003')).get<TicketCountsDto>('/tickets/counts');
    expect(counts).toMatchObject({ escalationsOpen: 1, refusalsWaiting: 0 });
    await boxes.step('L3003', id, 'acknowledge', {});
    await boxes.step('L3003', id, 'answer', ANSWER);
    // Back at work, the leader has it again.
    boxes.api.clock.moveTo('2026-03-09T10:00:00+08:00');
    expect(await actions('L3002', id)).toContain('amend-answer');
    expect(await actions('L3003', id)).toBeNull();
  });

  it('is handled by the leader on duty and by the one who leads the department now, when its leader has left', async () => {
    const pending = await escalated();
    const refused = (await boxes.submit('A1001')).id;
    await boxes.step('H2111', refused, 'propose-refusal', { text: 'The kitchen has no second oven.' });
    await boxes.stage.run(`UPDATE person SET is_active = false WHERE employee_number = 'L3002'`, []);
    await boxes.stage.run(
      `UPDATE department SET leader_id = (SELECT id FROM person WHERE employee_number = 'L3001') WHERE code = 'CANTEEN'`,
      [],
    );
    for (const leader of ['L3003', 'L3001']) {
      expect((await listed(leader)).sort()).toEqual([pending, refused].sort());
      expect(await actions(leader, refused)).toContain('approve-refusal');
      expect(await actions(leader, pending)).toEqual(expect.arrayContaining(['answer', 'redo']));
    }
    await boxes.step('L3001', refused, 'approve-refusal', {});
    await boxes.step('L3003', pending, 'redo', { reason: 'Please look again.' });
  });

  it('is not decided by a stand-in who works in the department, nor by its author', async () => {
    const refused = (await boxes.submit('A1001')).id;
    await boxes.step('H2111', refused, 'propose-refusal', { text: 'The kitchen has no second oven.' });
    const own = (await boxes.submit('H2111')).id;
    await boxes.step('H2113', own, 'propose-refusal', { text: 'The kitchen has no second oven.' });
    await away();
    const onDuty = (employeeNumber: string): Promise<unknown> =>
      boxes.stage.run(
        `UPDATE organisation SET duty_leader_id = (SELECT id FROM person WHERE employee_number = $1)`,
        [employeeNumber],
      );
    await onDuty('H2111');
    for (const id of [refused, own]) expect(await actions('H2111', id)).not.toContain('approve-refusal');
    expect(await listed('H2111')).toEqual([]);
    await onDuty('L3001');
    expect((await listed('L3001')).sort()).toEqual([refused, own].sort());
  });

  it('is set back from complex by the leader on duty, who is told of it meanwhile', async () => {
    await away();
    const { id } = await boxes.submit('A1001');
    await boxes.step('H2111', id, 'mark-complex', { reason: 'Three departments have to agree.' });
    await boxes.work();
    expect(boxes.take()).toContainEqual(expect.stringContaining('L3003'));
    expect(await actions('L3003', id)).toContain('mark-ordinary');
  });
});

describe('a ticket that the ladder has brought before the leader on duty', () => {
  it('is seen by that leader, who handles it no more than before, also once it is answered', async () => {
    const boxes = await Mailboxes.open();
    try {
      const { id } = await boxes.submit('A1001');
      await boxes.liveUntil('2026-03-25T10:00:00+08:00');
      expect(boxes.take()).toContainEqual(expect.stringContaining('L3003'));
      const duty = await boxes.api.client().signIn('L3003');
      expect(await duty.get(`/tickets/${id}`)).toMatchObject({ state: 'escalated', actions: [] });
      const early = await boxes.submit('A1001');
      expect((await duty.request('GET', `/tickets/${early.id}`)).status).toBe(404);
      await boxes.step('L3002', id, 'answer', ANSWER);
      const answered = await duty.get<TicketDto>(`/tickets/${id}`);
      expect(answered).toMatchObject({ state: 'answered', actions: [] });
      const refused = await duty.request(
        'POST',
        `/tickets/${id}/amend-answer`,
        { text: 'No.', reason: 'None.' },
        answered,
      );
      expect(refused).toMatchObject({ body: { code: 'ticket.not-yours' } });
    } finally {
      await boxes.close();
    }
  });
});
