import { type ApiClient, type RunningApi, startApi } from '../../../test/support/running-api.js';
import type { TicketDto, TicketPageDto } from './ticket.dto.js';

const HOUR = 3_600;
const DAY = 7.5 * HOUR;

describe('working time left in lists', () => {
  let api: RunningApi;
  let author: ApiClient;
  let head: ApiClient;
  let ticketId: string;

  const left = async (client: ApiClient, box: string): Promise<(number | null | undefined)[]> => {
    const { items } = await client.get<TicketPageDto>(`/tickets?box=${box}`);
    return items.map((item) => item.workingSecondsLeft);
  };
  const command = async (client: ApiClient, name: string, body: object = {}): Promise<void> => {
    const { version } = await client.get<TicketDto>(`/tickets/${ticketId}`);
    const answered = await client.request('POST', `/tickets/${ticketId}/${name}`, body, { version });
    expect([name, answered.status]).toEqual([name, 200]);
  };

  const signIn = async (): Promise<void> => {
    [author, head] = [await api.client().signIn('A1001'), await api.client().signIn('H2071')];
  };

  beforeAll(async () => {
    // Monday, 9:30: the working day is 9:00 to 12:00 and 13:30 to 18:00.
    api = await startApi();
    await signIn();
    const me = await head.get<{ memberships: { departmentId: string }[] }>('/session');
    const submitted = await author.request<{ id: string }>('POST', '/tickets', {
      kind: 'problem',
      departmentId: me.memberships[0]?.departmentId,
      title: 'The headsets',
      body: 'They crackle, and callers complain that they cannot understand us.',
      mayPublishWording: false,
    });
    ticketId = submitted.body.id;
  });
  afterAll(async () => {
    await api.stop();
  });

  it('counts down in working time for the author and for the department, and then how late it is', async () => {
    expect(await left(author, 'mine')).toEqual([5 * DAY]);
    api.clock.moveTo('2026-03-02T13:00:00+08:00');
    expect(await left(head, 'inbox')).toEqual([5 * DAY - 2.5 * HOUR]);
    api.clock.moveTo('2026-03-09T10:30:00+08:00');
    await signIn();
    expect(await left(head, 'inbox')).toEqual([-HOUR]);
    const ticket = await head.get<TicketDto>(`/tickets/${ticketId}`);
    expect(ticket).toMatchObject({ isOverdue: true, workingSecondsLeft: -HOUR });
  });

  it('is nothing while the clock stands still for the author', async () => {
    await command(head, 'acknowledge');
    await command(head, 'ask-author', { text: 'Which headsets are these?' });
    expect(await left(author, 'mine')).toEqual([null]);
  });
});
