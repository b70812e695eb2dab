import { BulletinRules, MonthlyDrafts, RectificationReminders } from '@huiyin/bulletin';
import { firstBrokenLink } from '@huiyin/platform';
import { ClockSweep } from '@huiyin/sla';
import { ClockReactions } from '@huiyin/ticket';
import type {
  BulletinDto,
  BulletinPageDto,
  RectificationDto,
  RectificationPageDto,
} from '../../libs/bulletin/reading/bulletin.dto.js';
import type { TicketDto } from '../../libs/ticket/store/ticket.dto.js';
import { isBehind } from '../support/followers.js';
import { readPdf } from '../support/pdf-text.js';
import { startApi, type Answered, type ApiClient, type RunningApi } from '../support/running-api.js';

type ChainRow = Parameters<typeof firstBrokenLink>[1][number];

let api: RunningApi;

beforeEach(async () => {
  // Monday 09:30 in China.
  api = await startApi();
});

afterEach(async () => {
  await api.stop();
});

async function submit(
  client: ApiClient,
  code = 'CANTEEN',
  urgency: 'ordinary' | 'urgent' = 'ordinary',
): Promise<TicketDto> {
  const departments = await client.get<{ id: string; code: string }[]>('/departments');
  const answered = await client.request<{ id: string }>('POST', '/tickets', {
    kind: 'problem',
    urgency,
    departmentId: departments.find((department) => department.code === code)?.id,
    title: 'SECRET TITLE',
    body: 'SECRET BODY that no bulletin may repeat, long enough to be taken.',
    mayPublishWording: true,
  });
  return client.get<TicketDto>(`/tickets/${answered.body.id}`);
}

async function headOf(code: string): Promise<ApiClient> {
  const [head] = await api.unitOfWork.read<{ number: string }>(
    `SELECT p.employee_number AS number FROM department d JOIN person p ON p.id = d.head_id WHERE d.code = $1`,
    [code],
  );
  return api.client().signIn(head?.number ?? '');
}

async function step(client: ApiClient, ticketId: string, command: string, body: object): Promise<void> {
  const { version } = await client.get<TicketDto>(`/tickets/${ticketId}`);
  const answered = await client.request('POST', `/tickets/${ticketId}/${command}`, body, { version });
  if (answered.status !== 200) throw new Error(`${command}: ${JSON.stringify(answered.body)}`);
}

/** Lets `workers` of each kind do all there is to do now. */
async function work(workers = 1): Promise<void> {
  const of = <Worker>(worker: new (...parameters: never[]) => Worker): Worker =>
    api.app.get<Worker>(worker, { strict: false });
  const steps = [
    () => of(ClockSweep).sweep(),
    () => of(ClockReactions).advance(),
    () => of(BulletinRules).advance(),
    () => of(MonthlyDrafts).sweep(),
    () => of(RectificationReminders).sweep(),
  ];
  for (;;) {
    const done = [];
    for (const one of steps) {
      done.push(...(await Promise.all(Array.from({ length: workers }, async () => Number(await one())))));
    }
    const isOver = done.every((count) => count === 0);
    if (isOver && !(await isBehind(api.unitOfWork, 'clock-reactions', 'bulletin-rules'))) return;
  }
}

const READERS = { everyone: true, departmentIds: [], siteIds: [], roles: [], personIds: [] };

function change<Body = BulletinDto>(
  client: ApiClient,
  path: string,
  body: object,
  version: number,
): Promise<Answered<Body>> {
  return client.request<Body>(path.split('/').length === 3 ? 'PATCH' : 'POST', path, body, { version });
}

async function drafts(leader: ApiClient): Promise<BulletinDto[]> {
  const { items } = await leader.get<BulletinPageDto>('/bulletins?box=drafts');
  return Promise.all(items.map(({ id }) => leader.get<BulletinDto>(`/bulletins/${id}`)));
}

/** Two opinions that nobody answers until the last step of the ladder, found by three workers at once. */
async function overdueDraft(): Promise<{ leader: ApiClient; draft: BulletinDto; tickets: TicketDto[] }> {
  const agent = await api.client().signIn('A1001');
  const tickets = [await submit(agent), await submit(agent, 'IT')];
  // Due on Monday the 9th at 09:30; five working days later is Monday the 16th.
  api.clock.moveTo('2026-03-16T10:00:00+08:00');
  await work(3);
  const leader = await api.client().signIn('L3002');
  const [draft, ...others] = (await drafts(leader)).filter((one) => one.kind === 'overdue');
  expect(others).toEqual([]);
  if (!draft) throw new Error('There is no draft.');
  return { leader, draft, tickets };
}

describe('a bulletin', () => {
  it('goes from the ladder’s last step to an accepted rectification', async () => {
    const { leader, draft, tickets } = await overdueDraft();
    expect(
      draft.cases.map((item) => [item.ticketNumber, item.reason, item.leg, item.overdueSeconds]),
    ).toEqual(
      expect.arrayContaining(tickets.map(({ number }) => [number, 'overdue', 'answer', 5 * 7.5 * 3_600])),
    );
    expect(draft.title).toMatchObject({ en: 'Bulletin on tickets left without an answer' });

    // A leader writes it better; another one had it open at the same time.
    const text = {
      en: 'Two opinions waited **too long**.\n\n- Canteen\n- IT',
      'zh-CN': '两件意见久拖未复。',
    };
    const edit = { title: { en: 'Late answers', 'zh-CN': '逾期未复' }, text };
    const edited = await change(leader, `/bulletins/${draft.id}`, edit, draft.version);
    expect(edited).toMatchObject({ status: 200, body: { title: edit.title, text } });
    const other = await api.client().signIn('L3001');
    const late = await change(other, `/bulletins/${draft.id}`, edit, draft.version);
    expect(late).toMatchObject({ status: 412, body: { code: 'bulletin.version-changed' } });

    const it = draft.cases.find((item) => item.ticketNumber === tickets[1]?.number);
    const out = { key: it?.key, reason: 'The author wrote it twice.' };
    const reduced = await change(leader, `/bulletins/${draft.id}/take-out`, out, edited.body.version);
    expect(reduced.status).toBe(200);
    const publication = { readers: READERS, answerBy: '2026-03-20', namesChecked: true };
    const published = await change(
      leader,
      `/bulletins/${draft.id}/publish`,
      publication,
      reduced.body.version,
    );
    expect(published).toMatchObject({
      status: 200,
      body: { state: 'published', actions: ['correct', 'withdraw'] },
    });

    // An employee reads it: what was late, no words, no author, no way to the ticket of somebody else.
    const reader = await api.client().signIn('A1003');
    expect(await reader.get('/bulletins/counts')).toMatchObject({ unread: 1, drafts: 0 });
    const seen = await reader.get<BulletinDto>(`/bulletins/${draft.id}`);
    expect(seen).toMatchObject({
      receipts: null,
      readers: null,
      rectifications: [],
      isRead: false,
      actions: [],
    });
    expect(seen.cases).toEqual([
      expect.objectContaining({ ticketNumber: tickets[0]?.number, ticketId: null, takenOutReason: null }),
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/SECRET|A1001|wrote it twice/);
    const author = await api.client().signIn('A1001');
    const own = await author.get<BulletinDto>(`/bulletins/${draft.id}`);
    expect(own.cases[0]?.ticketId).toBe(tickets[0]?.id);
    for (let press = 0; press < 2; press++) {
      expect((await reader.request('POST', `/bulletins/${draft.id}/receipt`)).status).toBe(204);
    }
    expect(await reader.get('/bulletins/counts')).toMatchObject({ unread: 0 });

    // The head answers, the leader sends it back, the head answers again, the leader accepts.
    const head = await api.client().signIn('H2111');
    const owed = (await head.get<RectificationPageDto>('/rectifications')).items[0];
    expect(owed).toMatchObject({ state: 'awaited', dueOn: '2026-03-20', actions: ['answer'] });
    const answer = { text: 'We missed the handover and now check it daily.', doneOn: '2026-03-25' };
    const first = await change<RectificationDto>(head, `/rectifications/${owed?.id}/answer`, answer, 1);
    expect(first).toMatchObject({ status: 200, body: { state: 'answered', dueOn: '2026-03-25' } });
    const back = { reason: 'Say who checks it.', answerBy: '2026-03-18' };
    const returned = await change<RectificationDto>(leader, `/rectifications/${owed?.id}/return`, back, 2);
    expect(returned).toMatchObject({ status: 200, body: { state: 'returned', returnReason: back.reason } });
    const better = { ...answer, text: 'The shift lead checks the handover daily at nine.' };
    await change(head, `/rectifications/${owed?.id}/answer`, better, 3);
    const accepted = await change<RectificationDto>(leader, `/rectifications/${owed?.id}/accept`, {}, 4);
    expect(accepted.body).toMatchObject({ state: 'accepted', isOverdue: false, actions: [] });
    expect(accepted.body.answers.map((item) => [item.round, item.returnReason])).toEqual([
      [2, null],
      [1, back.reason],
    ]);
    expect((await leader.get<RectificationPageDto>('/rectifications')).items).toEqual([]);

    // What was published stays; a note is added; it is withdrawn and leaves a stub.
    const current = await leader.get<BulletinDto>(`/bulletins/${draft.id}`);
    expect(current.receipts?.obliged).toEqual([
      { departmentId: owed?.departmentId, name: expect.any(String), readAt: null },
    ]);
    const note = { text: { en: 'The canteen answered on the 17th.' } };
    const noted = await change(leader, `/bulletins/${draft.id}/correct`, note, current.version);
    expect(noted.body.notes).toMatchObject([note]);
    await expect(
      api.unitOfWork.read(`UPDATE bulletin SET text = '{"en": "Nothing happened."}' WHERE id = $1`, [
        draft.id,
      ]),
    ).rejects.toThrow(/never edited/);
    const withdrawal = { reason: 'It named the wrong week.' };
    await change(leader, `/bulletins/${draft.id}/withdraw`, withdrawal, noted.body.version);
    const chain = await api.unitOfWork.read<ChainRow>(
      `SELECT version, type, data, actor, at, hash FROM event WHERE stream_id = $1 ORDER BY version`,
      [draft.id],
    );
    expect(firstBrokenLink({ type: 'bulletin', id: draft.id }, chain)).toBeNull();
    expect(chain.map(({ type }) => type.replace(/^(bulletin|rectification)\./, ''))).toEqual([
      'drafted',
      'case-added',
      'case-added',
      'edited',
      'case-taken-out',
      'published',
      'answered',
      'returned',
      'answered',
      'accepted',
      'corrected',
      'withdrawn',
    ]);
    const stub = await reader.get<BulletinDto>(`/bulletins/${draft.id}`);
    expect(stub).toMatchObject({
      state: 'withdrawn',
      endReason: withdrawal.reason,
      title: {},
      text: {},
      cases: [],
    });
  });

  it('is printed in the reader’s language, page by page, with what this reader may see', async () => {
    const { leader, draft, tickets } = await overdueDraft();
    const text = { en: `Two opinions waited **too long**.\n\n${'- One more line of text.\n'.repeat(60)}` };
    const edit = { title: { en: 'Late answers', 'zh-CN': '逾期未复的通报' }, text };
    await change(leader, `/bulletins/${draft.id}`, edit, draft.version);
    const path = `/bulletins/${draft.id}/document`;
    const english = await leader.request('GET', `${path}?locale=en`);
    expect(english.headers.get('content-type')).toBe('application/pdf');
    const read = readPdf(english.bytes);
    expect(read.language).toBe('en');
    expect(read.pages.length).toBeGreaterThan(1);
    expect(read.pages[0]).toMatch(/Bulletin\n[\s\S]*Late answers\n[\s\S]*too long/);
    expect(read.pages.at(-1)).toContain(`Page ${read.pages.length} of ${read.pages.length}`);
    const all = read.pages.join('');
    for (const { number } of tickets) expect(all).toContain(number);
    expect(all).toContain('Canteen and Dormitory');
    expect(all).not.toMatch(/SECRET|\ufffd/);

    const chinese = readPdf((await leader.request('GET', `${path}?locale=zh-CN`)).bytes).pages.join('');
    expect(chinese).toContain('逾期未复的通报');
    expect(chinese).toContain('食堂与宿舍管理部');
    // Nobody wrote Russian: its words around the original.
    const russian = readPdf((await leader.request('GET', `${path}?locale=ru`)).bytes).pages.join('');
    expect(russian).toContain('Столовая и общежитие');
    expect(russian).toContain('нет русского текста');
    expect(chinese + russian).not.toContain('\ufffd');
  }, 60_000);

  it('names a case that came back too often, once', async () => {
    const agent = await api.client().signIn('A1001');
    const head = await api.client().signIn('H2111');
    const ticket = await submit(agent);
    const ratings = { outcome: 1, handling: 1, feeling: 1 };
    for (let round = 1; round <= 4; round++) {
      await step(head, ticket.id, 'answer', { text: 'It is being looked at.', visibility: 'private' });
      await step(agent, ticket.id, 'reject', { verdict: 'no', reason: 'Nothing has changed.', ratings });
      const { version, actions } = await (
        await api.client().signIn('L3002')
      ).get<TicketDto>(`/tickets/${ticket.id}`);
      const owner = await api.client().signIn(actions.includes('redo') ? 'L3002' : 'L3003');
      await owner.request('POST', `/tickets/${ticket.id}/redo`, { reason: 'Please solve it.' }, { version });
      await work(2);
    }
    const leader = await api.client().signIn('L3002');
    const [draft] = (await drafts(leader)).filter((one) => one.kind === 'repeated');
    expect(draft?.cases.map((item) => [item.ticketNumber, item.reason, item.count]).sort()).toEqual([
      [ticket.number, 'redos', 3],
      [ticket.number, 'rejections', 3],
    ]);
  });
});

describe('a month', () => {
  it('is counted once, though nobody was there on its first working day, and talks rise from month to month', async () => {
    const agent = await api.client().signIn('A1001');
    for (const [code, count] of Object.entries({ CANTEEN: 6, IT: 2 })) {
      const head = await headOf(code);
      for (let index = 0; index < count; index++) {
        const { id } = await submit(agent, code);
        await step(head, id, 'mark-complex', { reason: 'The supplier has to agree.' });
      }
    }
    // Wednesday 1 April is a working day; its first minute belongs to nobody yet.
    api.clock.moveTo('2026-04-01T08:59:59+08:00');
    await work();
    const leader = await api.client().signIn('L3002');
    expect((await drafts(leader)).filter((one) => one.kind === 'monthly')).toEqual([]);
    // Nobody works for two days; then three workers come back at once.
    api.clock.moveTo('2026-04-03T11:00:00+08:00');
    await work(3);
    const again = await api.client().signIn('L3002');
    const [march, ...more] = (await drafts(again)).filter((one) => one.kind === 'monthly');
    expect(more).toEqual([]);
    expect(march?.title['zh-CN']).toBe('2026年3月员工意见办理情况通报');
    expect(march?.figures?.legs).toContainEqual({ leg: 'answer', due: 8, onTime: 0 });
    // Two of IT are too few to show, and with one other department nothing can hide them but both together.
    expect(march?.figures).toMatchObject({
      departments: [],
      others: { due: 8, overdue: 8 },
      total: { due: 8, overdue: 8 },
      isReduced: true,
      moved: { extended: 0, complex: 8, setBack: 0 },
    });
    expect(march?.talks.map(({ talk, monthsInARow }) => [talk, monthsInARow])).toEqual([
      ['responsible-leader', 1],
      ['responsible-leader', 1],
    ]);

    const later = await api.client().signIn('A1001');
    for (let index = 0; index < 6; index++) await submit(later);
    api.clock.moveTo('2026-06-02T11:00:00+08:00');
    await work(2);
    const third = await api.client().signIn('L3002');
    const months = (await drafts(third)).filter((one) => one.kind === 'monthly');
    expect(months.map(({ period }) => period).sort()).toEqual(['2026-03', '2026-04', '2026-05']);
    const april = months.find(({ period }) => period === '2026-04');
    expect(april?.talks).toMatchObject([{ talk: 'duty-leader', monthsInARow: 2 }]);
    expect(months.find(({ period }) => period === '2026-05')?.talks).toEqual([]);
  });
});

describe('what somebody else may not', () => {
  it('does not exist for them', async () => {
    const { leader, draft } = await overdueDraft();
    const agent = await api.client().signIn('A1001');
    const head = await api.client().signIn('H2111');
    for (const client of [agent, head]) {
      expect((await client.request('GET', `/bulletins/${draft.id}`)).status).toBe(404);
      expect((await client.request('GET', `/bulletins/${draft.id}/document`)).status).toBe(404);
      expect((await client.request('POST', `/bulletins/${draft.id}/receipt`)).status).toBe(404);
      expect((await client.get<BulletinPageDto>('/bulletins?box=drafts')).items).toEqual([]);
      const reason = { reason: 'I do not like it.' };
      expect((await change(client, `/bulletins/${draft.id}/discard`, reason, draft.version)).status).toBe(
        403,
      );
    }
    expect((await agent.request('GET', '/bulletins/readers?q=A1003')).status).toBe(403);
    const found = await leader.get<{ id: string; employeeNumber: string }[]>('/bulletins/readers?q=a1003');
    expect(found.map(({ employeeNumber }) => employeeNumber)).toEqual(['A1003']);
    // A sign of a pattern is a letter like any other, and an empty search finds nobody.
    expect(await leader.get('/bulletins/readers?q=%25')).toEqual([]);
    expect((await leader.request('GET', '/bulletins/readers?q=')).status).toBe(400);
    const [chosen] = found;
    const publication = {
      readers: { ...READERS, everyone: false, personIds: [chosen?.id] },
      answerBy: '2026-03-20',
      namesChecked: true,
    };
    const published = await change(leader, `/bulletins/${draft.id}/publish`, publication, draft.version);
    // The one chosen, two heads and their deputies; once one of them has read it, four are left, which is too few.
    expect(published.body.receipts).toMatchObject({ of: 5, read: 0 });
    expect((await head.request('POST', `/bulletins/${draft.id}/receipt`)).status).toBe(204);
    const { receipts } = await leader.get<BulletinDto>(`/bulletins/${draft.id}`);
    expect(receipts).toMatchObject({ of: null, read: null });
    expect(receipts?.obliged.map(({ readAt }) => readAt === null).sort()).toEqual([false, true]);
    const status = async (number: string): Promise<number> =>
      (await (await api.client().signIn(number)).request('GET', `/bulletins/${draft.id}`)).status;
    // The one chosen, the heads that are named, the leaders; nobody else, not even the author of a case.
    expect(await Promise.all(['A1003', 'H2111', 'H2071', 'L3001'].map(status))).toEqual([200, 200, 200, 200]);
    expect(await Promise.all(['A1001', 'A1005', 'H2041', 'S9001'].map(status))).toEqual([404, 404, 404, 404]);

    const canteen = (await head.get<RectificationPageDto>('/rectifications')).items;
    expect(canteen).toHaveLength(1);
    const answer = { text: 'We have changed how we hand over.', doneOn: '2026-03-25' };
    const path = `/rectifications/${canteen[0]?.id}`;
    const stranger = await api.client().signIn('H2071');
    expect((await change(stranger, `${path}/answer`, answer, 1)).status).toBe(404);
    expect((await change(head, `${path}/accept`, {}, 1)).status).toBe(403);
    expect((await change(leader, `${path}/answer`, answer, 1)).status).toBe(403);
    expect((await change(leader, `${path}/accept`, {}, 1)).status).toBe(409);
  });

  it('is refused with the field and the reason, and never fails on rubbish', async () => {
    const { leader, draft } = await overdueDraft();
    const path = `/bulletins/${draft.id}`;
    const publication = { readers: READERS, answerBy: '2026-03-20', namesChecked: true };
    const code = async (suffix: string, body: object): Promise<unknown> => {
      const { status, body: said } = await change<{ code?: string }>(
        leader,
        `${path}${suffix}`,
        body,
        draft.version,
      );
      return `${status} ${said.code}`;
    };
    expect(await code('/publish', { ...publication, namesChecked: false })).toBe(
      '400 bulletin.names-not-checked',
    );
    expect(await code('/publish', { ...publication, answerBy: '2026-03-16' })).toBe(
      '400 bulletin.date-out-of-range',
    );
    expect(await code('/publish', { ...publication, answerBy: '2026-02-30' })).toBe(
      '400 bulletin.date-out-of-range',
    );
    expect(await code('/publish', { ...publication, answerBy: '9999-99-99' })).toBe(
      '400 bulletin.date-out-of-range',
    );
    const nobody = { ...READERS, everyone: false };
    expect(await code('/publish', { ...publication, readers: nobody })).toBe('400 bulletin.readers-missing');
    const unknown = { ...nobody, siteIds: ['00000000-0000-4000-8000-000000000000'] };
    expect(await code('/publish', { ...publication, readers: unknown })).toBe('400 bulletin.reader-unknown');
    expect(await code('/take-out', { key: 'nothing', reason: 'No such case.' })).toBe(
      '404 bulletin.case-not-found',
    );
    expect(await code('/withdraw', { reason: 'It is a draft.' })).toBe('409 bulletin.not-possible-now');
    expect(await code('/correct', { text: {} })).toBe('400 bulletin.text-missing');
    expect(await code('/correct', { text: { en: null, ru: null } })).toBe('400 bulletin.text-missing');

    const deep = `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`;
    const rubbish: unknown[] = [
      deep,
      '{',
      'null',
      '[]',
      {},
      { title: null, text: null },
      { title: [], text: 'x' },
      { title: { en: 'a\u0000b' }, text: {} },
      { title: { en: '\ud800' }, text: { en: 'x' } },
      { title: { de: 'x' }, text: {} },
      { readers: null, answerBy: '2026-03-20', namesChecked: true },
      { readers: { ...READERS, personIds: ['x'] }, answerBy: '2026-03-20', namesChecked: true },
      { readers: { ...READERS, roles: ['king'] }, answerBy: 20260320, namesChecked: 'yes' },
      { reason: 1e308 },
      { key: {}, reason: [] },
    ];
    const routes = ['', '/publish', '/take-out', '/discard', '/correct', '/withdraw'];
    for (const suffix of routes) {
      for (const body of rubbish) {
        const method = suffix === '' ? 'PATCH' : 'POST';
        const answered = await leader.request(method, `${path}${suffix}`, body, { version: draft.version });
        expect([suffix, body, answered.status >= 400 && answered.status < 500]).toEqual([suffix, body, true]);
      }
    }
    for (const query of ['cursor=%00', 'cursor=bm90', 'limit=0', 'box=all', 'box=drafts&box=x']) {
      expect([query, (await leader.request('GET', `/bulletins?${query}`)).status]).toEqual([query, 400]);
    }
    expect((await leader.request('GET', `${path}/document?locale=de`)).status).toBe(400);
    expect((await leader.request('POST', `${path}/discard`, { reason: 'No version.' })).status).toBe(428);
    expect((await leader.get<BulletinDto>(path)).version).toBe(draft.version);
  });
});
