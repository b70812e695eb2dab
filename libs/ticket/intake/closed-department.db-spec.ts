import { DepartmentRegister } from '@huiyin/organisation';
import { OpenTickets } from '../../../apps/api/departments/open-tickets.js';
import { Mailboxes } from '../../../test/support/mailboxes.js';
import type { ApiClient } from '../../../test/support/running-api.js';
import { CloseUnconfirmed } from '../confirmation/close-unconfirmed.job.js';
import type { TicketDto } from '../store/ticket.dto.js';

const ACTOR = { kind: 'system', name: 'test' } as const;

describe('a department that closes', () => {
  let boxes: Mailboxes;
  let author: ApiClient;
  let departments: Map<string, string>;

  beforeEach(async () => {
    boxes = await Mailboxes.open();
    author = await boxes.api.client().signIn('A1001');
    const all = await author.get<{ id: string; code: string }[]>('/departments');
    departments = new Map(all.map(({ id, code }) => [code, id]));
  });
  afterEach(() => boxes.close());

  const idOf = (code: string): string => departments.get(code) ?? '';

  /** Makes CANTEEN inactive as an administrator does, and lets something happen before that is committed. */
  async function closeCanteen(beforeCommit: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const register = new DepartmentRegister(new OpenTickets());
    await boxes.api.unitOfWork.run(ACTOR, async (tx) => {
      await register.change(tx, idOf('CANTEEN'), null, { isActive: false });
      await beforeCommit();
    });
  }

  /** The server says so once somebody waits for what another transaction holds. */
  async function somebodyWaits(): Promise<void> {
    for (let waiting = 0; waiting === 0;) {
      const [row] = await boxes.api.unitOfWork.read<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      waiting = row?.count ?? 0;
    }
  }

  it('takes no opinion any more, also not one that is handed in at that very moment', async () => {
    let handedIn: ReturnType<ApiClient['request']> | undefined;
    await closeCanteen(async () => {
      handedIn = author.request('POST', '/tickets', {
        kind: 'problem',
        urgency: 'ordinary',
        departmentId: idOf('CANTEEN'),
        title: 'Cold meals',
        body: 'After one o’clock every meal is cold.',
        mayPublishWording: true,
      });
      await somebodyWaits();
    });
    expect(await handedIn).toMatchObject({ status: 400, body: { code: 'ticket.department-invalid' } });
  });

  it('leaves what its author brings back to the coordinator', async () => {
    const { id } = await boxes.submit('A1001');
    await boxes.step('H2111', id, 'answer', { text: 'Hot meals until two.', visibility: 'private' });
    boxes.api.clock.moveTo('2026-03-20T10:00:00+08:00');
    await boxes.api.app.get(CloseUnconfirmed, { strict: false }).sweep();
    await closeCanteen();
    await boxes.work();
    boxes.take();
    await boxes.step('A1001', id, 'reopen', { reason: 'They are cold again.' });
    // Days have passed since the sign-in above.
    await author.signIn('A1001');
    expect(await author.get<TicketDto>(`/tickets/${id}`)).toMatchObject({
      state: 'open',
      departmentId: idOf('COORDINATION'),
    });
    await boxes.work();
    const told = boxes.delivered.splice(0).map(({ to }) => to);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((to) => to.startsWith('H211'))).toEqual([]);
  });
});
