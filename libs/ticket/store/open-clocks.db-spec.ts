import { CalendarDirectory, CalendarRegister, PolicyDirectory } from '@huiyin/sla';
import { type ApiClient, type RunningApi, startApi } from '../../../test/support/running-api.js';
import type { DeadlineDto, TicketDto, TicketPageDto } from './ticket.dto.js';

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

  it('is said in days of the calendar that the clock goes by', async () => {
    const { items } = await head.get<TicketPageDto>('/tickets?box=inbox');
    expect(items.map((item) => item.workingDayMinutes)).toEqual([450]);
  });

  it('is nothing while the clock stands still for the author', async () => {
    await command(head, 'acknowledge');
    await command(head, 'ask-author', { text: 'Which headsets are these?' });
    expect(await left(author, 'mine')).toEqual([null]);
  });
});

describe('what holds for a clock', () => {
  const SYSTEM = { kind: 'system', name: 'test' } as const;
  let api: RunningApi;
  let author: ApiClient;
  let head: ApiClient;

  beforeEach(async () => {
    api = await startApi();
    [author, head] = [await api.client().signIn('A1001'), await api.client().signIn('H2111')];
  });
  afterEach(async () => {
    await api.stop();
  });

  async function submit(): Promise<TicketDto> {
    const me = await head.get<{ memberships: { departmentId: string }[] }>('/session');
    const submitted = await author.request<{ id: string }>('POST', '/tickets', {
      kind: 'problem',
      departmentId: me.memberships[0]?.departmentId,
      title: 'The headsets',
      body: 'They crackle, and callers complain that they cannot understand us.',
      mayPublishWording: false,
    });
    return author.get<TicketDto>(`/tickets/${submitted.body.id}`);
  }
  const askFor = async (workingMinutes: number, { id, version }: TicketDto): Promise<unknown[]> => {
    const wish = { workingMinutes, reason: 'The supplier comes on Wednesday.' };
    const { status, body } = await head.request('POST', `/tickets/${id}/request-extension`, wish, {
      version,
    });
    return [status, body['code'], body['limitMinutes']];
  };

  it('is the extension of the policy under which it started, and the refusal says how much that is', async () => {
    const before = await submit();
    const { version, numbers } = await api.app.get(PolicyDirectory, { strict: false }).at(api.clock.now());
    await api.unitOfWork.read(`INSERT INTO policy (version, numbers, effective_from) VALUES ($1, $2, $3)`, [
      version + 1,
      JSON.stringify({ ...numbers, extensionLimitWorkingMinutes: 900 }),
      '2026-03-02T10:00:00+08:00',
    ]);
    api.clock.moveTo('2026-03-02T10:30:00+08:00');
    const after = await submit();
    expect([before.extensionLimitMinutes, after.extensionLimitMinutes]).toEqual([4_500, 900]);
    expect(await askFor(901, after)).toEqual([400, 'ticket.extension-too-long', 900]);
    expect((await askFor(900, after))[0]).toBe(200);
    expect(await askFor(4_501, before)).toEqual([400, 'ticket.extension-too-long', 4_500]);
    expect((await askFor(4_500, before))[0]).toBe(200);
  });

  it('is said in hours where one working day is longer than another', async () => {
    const directory = api.app.get(CalendarDirectory, { strict: false });
    const { calendarId, version, stored } = await directory.calendarFor();
    const weekly = { ...stored.weekly, fri: [['09:00', '12:00'] as const] };
    await api.unitOfWork.run(SYSTEM, (tx) =>
      api.app
        .get(CalendarRegister, { strict: false })
        .publish(tx, calendarId, version, { ...stored, weekly }),
    );
    await directory.refresh();
    const ticket = await submit();
    expect([ticket.workingDayMinutes, ticket.answerDayMinutes]).toEqual([null, null]);
    const [account] = await author.get<DeadlineDto[]>(`/tickets/${ticket.id}/deadlines`);
    expect(account?.workingDayMinutes).toBeNull();
    const levels = await author.get<{ workingDayMinutes: number | null }[]>('/service-levels');
    expect(new Set(levels.map((level) => level.workingDayMinutes))).toEqual(new Set([null]));
  });
});
