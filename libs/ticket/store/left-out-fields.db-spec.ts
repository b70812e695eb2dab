import { AnonymousAuthor } from '../../../test/support/anonymous-author.js';
import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';
import { Admission } from '../anonymous/admission.job.js';
import type { TicketDto, TimelineEntryDto } from './ticket.dto.js';

const RATINGS = { outcome: 5, handling: 4, feeling: 5 };
const PUBLICATION = { publicationReason: 'concerns-many', namesChecked: true };
const REASON = { reason: 'It needs the yearly budget.' };

let api: RunningApi;
let author: ApiClient;
let head: ApiClient;
let leader: ApiClient;
let canteen: string;

beforeAll(async () => {
  api = await startApi();
  const [first, second, third] = await Promise.all(
    ['A1001', 'H2111', 'L3002'].map((number) => api.client().signIn(number)),
  );
  [author, head, leader] = [first, second, third] as [ApiClient, ApiClient, ApiClient];
  const departments = await author.get<{ id: string; code: string }[]>('/departments');
  canteen = departments.find(({ code }) => code === 'CANTEEN')?.id ?? '';
});

afterAll(async () => {
  await api.stop();
});

async function submit(): Promise<string> {
  const answered = await author.request<{ id: string }>('POST', '/tickets', {
    kind: 'problem',
    urgency: null,
    departmentId: canteen,
    title: 'No warm food',
    body: 'After nine in the evening there is nothing warm left.',
    attachmentIds: null,
    mayPublishWording: true,
  });
  expect(answered.status).toBe(201);
  return answered.body.id;
}

async function step(client: ApiClient, id: string, command: string, body: object): Promise<TicketDto> {
  const { version } = await client.get<TicketDto>(`/tickets/${id}`);
  const answered = await client.request<TicketDto>('POST', `/tickets/${id}/${command}`, body, { version });
  expect([command, answered.status, answered.body]).toMatchObject([command, 200, {}]);
  return answered.body;
}

const textsOf = async (client: ApiClient, id: string): Promise<unknown[]> =>
  (await client.get<TimelineEntryDto[]>(`/tickets/${id}/timeline`)).map(({ type, text }) => [
    type.replace('ticket.', ''),
    text,
  ]);

// Many programs send null for what they do not have.
describe('a text that may be left out', () => {
  it('is left out by null as well: refusal approved, confirmed without a comment', async () => {
    const id = await submit();
    await step(head, id, 'propose-refusal', { text: 'The kitchen closes at nine, by contract.' });
    await step(leader, id, 'approve-refusal', { comment: null });
    await step(author, id, 'confirm', { ratings: RATINGS, comment: null });
    expect(await textsOf(author, id)).toContainEqual(['confirmed', null]);
  });

  it('is left out by null as well: more time given, answered in public, published', async () => {
    const id = await submit();
    await step(head, id, 'request-extension', { workingMinutes: 60, ...REASON });
    await step(leader, id, 'decide-extension', { approve: true, reason: null });
    const open = { text: 'A warm counter from Monday.', visibility: 'public' };
    expect(await step(head, id, 'answer', { ...open, ...PUBLICATION, summary: null })).toMatchObject({
      state: 'answered',
    });
    const other = await submit();
    const closed = { text: 'A warm counter from Monday.', visibility: 'private' };
    await step(head, other, 'answer', {
      ...closed,
      publicationReason: null,
      namesChecked: null,
      summary: null,
    });
    await step(head, other, 'publish', { ...PUBLICATION, summary: null });
  });

  it('is left out by null as well: withdrawn, closed as abusive', async () => {
    const id = await submit();
    expect(await step(author, id, 'withdraw', { reason: null })).toMatchObject({ outcome: 'withdrawn' });
    const run = (sql: string, parameters: readonly unknown[]): Promise<unknown> =>
      api.database.dataSource.query(sql, [...parameters]);
    const nobody = await AnonymousAuthor.make(run);
    await nobody.submit('2026-03-01', { departmentId: canteen });
    while ((await api.app.get(Admission, { strict: false }).sweep()) > 0);
    const [found] = await api.unitOfWork.read<{ id: string }>(
      `SELECT id FROM ticket WHERE author_kind = 'anonymous'`,
    );
    const abusive = found?.id ?? '';
    await step(head, abusive, 'propose-abuse', REASON);
    await step(leader, abusive, 'approve-abuse', { comment: null });
  });
});
