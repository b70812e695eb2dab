import { type ApiClient, type RunningApi, startApi } from '../../../test/support/running-api.js';
import type { MailDto, MailPageDto, MailSummaryDto } from './mail-administration.dto.js';

describe('mail administration', () => {
  let api: RunningApi;
  let administrator: ApiClient;
  let agent: ApiClient;
  let mailIds: string[];

  beforeAll(async () => {
    api = await startApi();
    const number = async (condition: string): Promise<string> => {
      const [person] = await api.unitOfWork.read<{ number: string }>(
        `SELECT employee_number AS number FROM person WHERE ${condition} ORDER BY employee_number LIMIT 1`,
      );
      return person?.number ?? '';
    };
    administrator = await api.client().signIn(await number(`'administrator' = ANY(roles)`));
    agent = await api.client().signIn(await number(`roles = '{}'`));
    const [department] = await agent.get<{ id: string }[]>('/departments');
    for (let count = 0; count < 3; count++) {
      await agent.request('POST', '/tickets', {
        kind: 'problem',
        departmentId: department?.id,
        title: 'SECRET TITLE',
        body: 'SECRET BODY that nobody but its readers should see',
        mayPublishWording: false,
      });
    }
    await api.unitOfWork.run({ kind: 'system', name: 'test' }, async (tx) => {
      await tx.execute(
        `INSERT INTO mail (id, ticket_id, event_version, kind, recipient_person_id, message_id, state,
                           next_attempt_at, last_reply, created_at)
         SELECT gen_random_uuid(), t.id, 1, 'dispatched', d.head_id, '<a@b>', s.state,
                CASE WHEN s.state = 'queued' THEN $1::timestamptz END, '550 5.1.1', $1
           FROM (SELECT id, department_id, row_number() OVER (ORDER BY number) AS n FROM ticket) t
           JOIN department d ON d.id = t.department_id
           JOIN (VALUES (1, 'dead'), (2, 'queued'), (3, 'undeliverable')) AS s (n, state) ON s.n = t.n`,
        [tx.now],
      );
    });
    mailIds = (await administrator.get<MailPageDto>('/admin/mail')).items.map((mail) => mail.id);
  });
  afterAll(async () => {
    await api.stop();
  });

  const withState = async (state: string): Promise<readonly MailDto[]> =>
    (await administrator.get<MailPageDto>(`/admin/mail?state=${state}`)).items;

  it('shows states and replies, and neither text nor names', async () => {
    const answered = await administrator.request<MailPageDto>('GET', '/admin/mail?state=dead');
    expect(answered.body.items).toEqual([
      {
        id: expect.any(String) as string,
        kind: 'dispatched',
        ticketNumber: expect.stringMatching(/^HY-/) as string,
        recipient: { personId: expect.any(String) as string, employeeNumber: expect.any(String) as string },
        state: 'dead',
        attempts: 0,
        lastReply: '550 5.1.1',
        nextAttemptAt: null,
        sentAt: null,
        createdAt: api.clock.now().toISOString(),
      },
    ]);
    expect(answered.bytes.toString()).not.toContain('SECRET');
  });

  it('pages', async () => {
    const first = await administrator.get<MailPageDto>('/admin/mail?limit=2');
    const second = await administrator.get<MailPageDto>(
      `/admin/mail?limit=2&cursor=${first.nextCursor ?? ''}`,
    );
    expect([...first.items, ...second.items].map((mail) => mail.id)).toEqual(mailIds);
    expect(second.nextCursor).toBeNull();
  });

  it('counts', async () => {
    expect(await administrator.get<MailSummaryDto>('/admin/mail/summary')).toEqual({
      waiting: 1,
      failed: 0,
      dead: 1,
      undeliverable: 1,
      sentLastDay: 0,
      oldestWaitingAt: api.clock.now().toISOString(),
    });
  });

  it('is for administrators', async () => {
    expect((await agent.request('GET', '/admin/mail')).status).toBe(403);
    expect((await agent.request('POST', `/admin/mail/${mailIds[0] ?? ''}/retry`)).status).toBe(403);
  });

  it('refuses what is not in the list of states', async () => {
    const { status, body } = await administrator.request('GET', '/admin/mail?state=lost');
    expect({ status, errors: body['errors'] }).toMatchObject({ status: 400, errors: [{ field: 'state' }] });
    expect((await administrator.request('GET', '/admin/mail?cursor=rubbish')).status).toBe(400);
  });

  it('starts over with a mail that was given up, once, and wakes a worker', async () => {
    const [dead] = await withState('dead');
    const retry = async (id: string): Promise<number> =>
      (await administrator.request('POST', `/admin/mail/${id}/retry`)).status;
    expect(await retry(dead?.id ?? '')).toBe(200);
    expect(await withState('dead')).toEqual([]);
    expect(await retry(dead?.id ?? '')).toBe(409);
    expect(await retry('0199c0de-0000-7000-8000-000000000001')).toBe(404);
    expect(await retry('rubbish')).toBe(404);
    const jobs = await api.unitOfWork.read(
      `SELECT 1 FROM pgboss.job WHERE name = 'mail-delivery' AND singleton_key = $1`,
      [dead?.id],
    );
    expect(jobs).toHaveLength(1);
  });
});
