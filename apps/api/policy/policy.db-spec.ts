import { ClockAudit } from '@huiyin/sla';
import { firstBrokenLink, type Actor, type Json } from '@huiyin/platform';
import type {
  AnswerTimeDto,
  PolicyDocumentDto,
  PolicyDraftContentDto,
  PolicyPreviewDto,
  PolicyVersionDto,
  ServiceLevelDto,
} from '../../../libs/sla/policy/policy.dto.js';
import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';

let api: RunningApi;
let agent: ApiClient;
let administrator: ApiClient;
let leader: ApiClient;

async function signInAll(): Promise<void> {
  agent = await api.client().signIn('A1003');
  administrator = await api.client().signIn('S9001');
  leader = await api.client().signIn('L3001');
}

/** Moves time on; everybody signs in again, because a seat left alone signs out. */
async function moveTo(instant: string): Promise<void> {
  api.clock.moveTo(instant);
  await signInAll();
}

beforeEach(async () => {
  // Monday 09:30 in Shanghai; working time is 09:00–12:00 and 13:30–18:00.
  api = await startApi();
  await signInAll();
});

afterEach(async () => {
  await api.stop();
});

const NOTE = { 'zh-CN': '答复更快。', en: 'Faster answers.', ru: 'Ответы быстрее.' };

async function departmentId(code: string): Promise<string> {
  const departments = await agent.get<{ id: string; code: string }[]>('/departments');
  return departments.find((department) => department.code === code)?.id ?? '';
}

async function submit(code = 'CANTEEN', kind = 'problem'): Promise<{ id: string; dueAt: string }> {
  const answered = await agent.request<{ id: string; dueAt: string }>('POST', '/tickets', {
    kind,
    departmentId: await departmentId(code),
    title: 'No warm meal at night',
    body: 'After nine in the evening there is only cold food left.',
    mayPublishWording: true,
  });
  expect(answered.status).toBe(201);
  return answered.body;
}

async function begin(): Promise<PolicyDraftContentDto> {
  return (await administrator.request<PolicyDraftContentDto>('POST', '/policy/drafts', {})).body;
}

/** A draft in which an ordinary answer takes as many working days. */
async function drafted(days: number, overrides: object[] = []): Promise<PolicyDraftContentDto> {
  const draft = await begin();
  const levels = draft.numbers.levels.map((level) =>
    level.leg === 'answer' && level.urgency === 'ordinary' ? { ...level, workingMinutes: days * 450 } : level,
  );
  const content = { texts: draft.texts, numbers: { ...draft.numbers, levels, overrides }, changeNote: NOTE };
  const saved = await administrator.request<PolicyDraftContentDto>(
    'PUT',
    `/policy/drafts/${draft.id}`,
    content,
    { version: draft.version },
  );
  expect([saved.status, saved.body]).toEqual([200, expect.anything()]);
  return saved.body;
}

function publish({ id, version }: { id: string; version: number }, effectiveOn: string, who = leader) {
  return who.request<PolicyVersionDto & { code?: string }>(
    'POST',
    `/policy/drafts/${id}/publication`,
    { effectiveOn },
    { version },
  );
}

async function expectNoDifference(): Promise<void> {
  expect((await api.app.get(ClockAudit, { strict: false }).run()).differences).toEqual([]);
}

describe('a new version of the policy', () => {
  it('is drafted also by a program that sends null for what it leaves out', async () => {
    const begun = await administrator.request<PolicyDraftContentDto>('POST', '/policy/drafts', {
      basedOn: null,
    });
    expect(begun.status).toBe(201);
    const { id, version, texts, numbers } = begun.body;
    const ladder = numbers.ladder.map((step) => ({ share: null, workingMinutesAfterDue: null, ...step }));
    const saved = await administrator.request<PolicyDraftContentDto>(
      'PUT',
      `/policy/drafts/${id}`,
      { texts, numbers: { ...numbers, ladder }, changeNote: NOTE },
      { version },
    );
    expect([saved.status, saved.body.numbers.ladder]).toEqual([200, numbers.ladder]);
  });

  it('is drafted, looked at, published by a second person, holds from its day on, and leaves open clocks alone', async () => {
    const before = await submit();
    expect(before.dueAt).toBe('2026-03-09T01:30:00.000Z');
    const draft = await drafted(2);

    const head = await api.client().signIn('H2111');
    expect((await head.request('GET', `/policy/drafts/${draft.id}`)).status).toBe(403);
    const preview = await leader.get<PolicyPreviewDto>(`/policy/drafts/${draft.id}/preview`);
    expect(preview).toMatchObject({ tickets: 1, changed: 1, isComplete: true });
    expect(preview.legs).toEqual([
      { leg: 'acknowledge', clocks: 1, earlier: 0, later: 0, overdueNow: 0, overdueThen: 0 },
      { leg: 'answer', clocks: 1, earlier: 1, later: 0, overdueNow: 0, overdueThen: 0 },
    ]);
    // Numbers for everybody who decides, tickets only for those who may see them.
    const forAdministrator = await administrator.get<PolicyPreviewDto>(`/policy/drafts/${draft.id}/preview`);
    expect(forAdministrator).toMatchObject({ changed: 1, examples: [] });
    const responsible = await Promise.all(
      ['L3001', 'L3002', 'L3003'].map(async (number) => {
        const client = await api.client().signIn(number);
        return (await client.get<PolicyPreviewDto>(`/policy/drafts/${draft.id}/preview`)).examples;
      }),
    );
    expect(responsible.flat()).toEqual([
      expect.objectContaining({ ticketId: before.id, wouldBeDueAt: '2026-03-04T01:30:00.000Z' }),
    ]);

    expect((await publish(draft, '2026-03-03', administrator)).status).toBe(403);
    const published = await publish(draft, '2026-03-03');
    expect(published.status).toBe(201);
    expect(published.body).toMatchObject({
      version: 2,
      state: 'coming',
      effectiveFrom: '2026-03-02T16:00:00.000Z',
    });

    // One millisecond before the day begins the old version holds, at its start the new one.
    await moveTo('2026-03-02T15:59:59.999Z');
    expect((await agent.get<PolicyDocumentDto>('/policy')).version).toBe(1);
    const last = await submit();
    await moveTo('2026-03-02T16:00:00.000Z');
    const first = await submit();
    expect([last.dueAt, first.dueAt]).toEqual(['2026-03-09T10:00:00.000Z', '2026-03-04T10:00:00.000Z']);
    expect((await agent.get<PolicyDocumentDto>('/policy')).markdown).toContain('- Ordinary: 2 working days');
    const { dueAt } = await agent.get<{ dueAt: string }>(`/tickets/${before.id}`);
    expect(dueAt).toBe(before.dueAt);
    await expectNoDifference();

    const events = await api.unitOfWork.read<{
      version: number;
      type: string;
      data: Json;
      actor: Actor;
      at: Date;
      hash: Buffer;
    }>(`SELECT * FROM event WHERE stream_type = 'policy' ORDER BY version`);
    expect(events.map(({ type }) => type)).toEqual([
      'policy.drafted',
      'policy.draft-changed',
      'policy.published',
    ]);
    expect(firstBrokenLink({ type: 'policy', id: draft.id }, events)).toBeNull();
    await expect(
      api.unitOfWork.read(`UPDATE policy_document SET texts = '{}' WHERE version = 2`),
    ).rejects.toThrow('never changed');
  });

  it('can be cancelled until it takes effect, never afterwards, and then another one may come', async () => {
    const draft = await drafted(2);
    await publish(draft, '2026-03-04');
    const second = await drafted(3);
    expect((await publish(second, '2026-03-05')).body.code).toBe('policy.version-coming');

    const cancel = (version: number, who = leader) =>
      who.request<{ code?: string; state?: string }>('POST', `/policy/drafts/cancellations/${version}`, {
        reason: 'The canteen cannot do it yet.',
      });
    expect((await cancel(2, administrator)).status).toBe(403);
    expect((await cancel(2)).body.state).toBe('cancelled');
    expect((await cancel(2)).status).toBe(404);
    expect((await cancel(1)).body.code).toBe('policy.already-effective');
    expect((await cancel(77)).status).toBe(404);
    const third = await publish(second, '2026-03-05');
    expect(third.body).toMatchObject({ version: 3, state: 'coming' });

    // The day on which the cancelled version would have begun.
    await moveTo('2026-03-04T02:00:00.000Z');
    expect((await agent.get<PolicyDocumentDto>('/policy')).version).toBe(1);
    expect((await submit()).dueAt).toBe('2026-03-11T02:00:00.000Z');
    await moveTo('2026-03-04T15:59:30.000Z');
    expect((await cancel(3)).body.code).toBe('policy.already-effective');
    await moveTo('2026-03-05T02:00:00.000Z');
    agent = await api.client().signIn('A1003');
    leader = await api.client().signIn('L3001');
    expect(
      (await agent.get<PolicyVersionDto[]>('/policy/versions')).map((v) => [v.version, v.state]),
    ).toEqual([
      [3, 'in-force'],
      [1, 'past'],
    ]);
    const seen = await leader.get<PolicyVersionDto[]>('/policy/versions');
    expect(seen.map((v) => [v.version, v.state, v.cancelledBecause])).toEqual([
      [3, 'in-force', null],
      [2, 'cancelled', 'The canteen cannot do it yet.'],
      [1, 'past', null],
    ]);
    // Compared with what held before it, not with what never held.
    expect(await agent.get('/policy/versions/3/differences')).toMatchObject({
      numbers: [{ name: 'answer.ordinary', before: '5 working days', after: '3 working days' }],
    });
    expect((await agent.request('GET', '/policy/versions/2')).status).toBe(404);
  });

  it('is not published by who wrote in it, by two at once, or over somebody else’s change', async () => {
    await api.unitOfWork.read(
      `UPDATE person SET roles = '{leader,administrator}' WHERE employee_number IN ('L3001', 'L3002')`,
    );
    administrator = await api.client().signIn('L3001');
    leader = await api.client().signIn('L3001');
    const draft = await drafted(2);
    expect((await publish(draft, '2026-03-03')).body.code).toBe('policy.own-draft');
    const other = await api.client().signIn('L3003');
    expect((await publish({ ...draft, version: 1 }, '2026-03-03', other)).status).toBe(412);
    const both = await Promise.all([
      publish(draft, '2026-03-03', other),
      publish(draft, '2026-03-03', await api.client().signIn('L3002')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  it('gives departments, kinds and redos targets of their own', async () => {
    const canteen = await departmentId('CANTEEN');
    const special = { leg: 'answer', urgency: 'ordinary' };
    const draft = await drafted(5, [
      { ...special, departmentId: canteen, kind: null, workingMinutes: 900 },
      { ...special, departmentId: canteen, kind: 'question', workingMinutes: 450 },
      { ...special, departmentId: null, kind: 'question', workingMinutes: 1_350 },
      { leg: 'redo', urgency: 'ordinary', departmentId: canteen, kind: null, workingMinutes: 60 },
    ]);
    await publish(draft, '2026-03-03');
    await moveTo('2026-03-03T01:30:00.000Z');
    const due = async (code: string, kind: string) => (await submit(code, kind)).dueAt;
    expect([
      await due('CANTEEN', 'question'),
      await due('CANTEEN', 'problem'),
      await due('IT', 'question'),
      await due('IT', 'problem'),
    ]).toEqual([
      '2026-03-04T01:30:00.000Z',
      '2026-03-05T01:30:00.000Z',
      '2026-03-06T01:30:00.000Z',
      '2026-03-10T01:30:00.000Z',
    ]);
    const levels = await agent.get<ServiceLevelDto[]>(
      `/service-levels?departmentId=${canteen}&kind=question`,
    );
    expect(levels).toContainEqual({ ...special, workingMinutes: 450, workingDayMinutes: 450 });
    const answers = await agent.get<AnswerTimeDto[]>('/service-levels/answers');
    const departments = await agent.get<{ isActive: boolean }[]>('/departments');
    expect(answers).toHaveLength(departments.filter(({ isActive }) => isActive).length * 4 * 3);
    const { urgency } = special;
    const time = { urgency, kind: 'question', workingDayMinutes: 450 };
    expect(answers).toContainEqual({ ...time, departmentId: canteen, workingMinutes: 450 });
    expect(answers).toContainEqual({
      ...time,
      kind: 'problem',
      departmentId: canteen,
      workingMinutes: 900,
    });
    expect(await agent.get('/service-levels')).toContainEqual({
      ...special,
      workingMinutes: 2_250,
      workingDayMinutes: 450,
    });
    expect((await agent.get<PolicyDocumentDto>('/policy')).markdown).toContain(
      'questions, ordinary, answer: 1 working day',
    );
    await redone();
    await expectNoDifference();
  });
});

/** A ticket that the author sends up and the leader sends back has the hour of a redo in the canteen. */
async function redone(): Promise<void> {
  const { id } = await submit();
  const step = async (client: ApiClient, command: string, body: object) => {
    const { version } = await client.get<{ version: number }>(`/tickets/${id}`);
    const answered = await client.request<{ dueAt: string }>('POST', `/tickets/${id}/${command}`, body, {
      version,
    });
    expect([command, answered.status]).toEqual([command, 200]);
    return answered.body.dueAt;
  };
  const head = await api.client().signIn('H2111');
  await step(head, 'answer', { text: 'There is no plan for it.', visibility: 'private' });
  await step(agent, 'reject', {
    verdict: 'no',
    reason: 'Why not?',
    ratings: { outcome: 1, handling: 2, feeling: 2 },
  });
  const owner = await api.client().signIn('L3002');
  expect(await step(owner, 'redo', { reason: 'Please look again.' })).toBe('2026-03-03T02:30:00.000Z');
}

describe('reading the policy', () => {
  it('is counted once for each reader, and shown only where neither group is small', async () => {
    const readings = async () => (await leader.get<PolicyVersionDto[]>('/policy/versions'))[0]?.readings;
    const people = (await readings())?.of ?? 0;
    expect(people).toBeGreaterThan(40);
    const read = async (number: string) => {
      const reader = await api.client().signIn(number);
      expect((await reader.request('PUT', '/policy/versions/1/reading')).status).toBe(204);
      expect((await reader.request('PUT', '/policy/versions/1/reading')).status).toBe(204);
      expect((await reader.get<PolicyDocumentDto>('/policy')).isRead).toBe(true);
    };
    for (const number of ['A1001', 'A1002', 'A1003', 'A1004']) await read(number);
    expect(await readings()).toEqual({ read: null, of: people });
    await read('A1005');
    expect(await readings()).toEqual({ read: 5, of: people });
    expect((await agent.get<PolicyDocumentDto>('/policy')).readings).toBeNull();
    expect((await agent.request('PUT', '/policy/versions/2/reading')).status).toBe(404);
  });
});

describe('what cannot be a policy', () => {
  it('is refused by field and reason, and never with a failure', async () => {
    const draft = await begin();
    const { numbers, texts, changeNote } = draft;
    const [first, ...rest] = numbers.levels;
    const level = (workingMinutes: unknown) => ({ levels: [{ ...first, workingMinutes }, ...rest] });
    const override = {
      leg: 'answer',
      urgency: 'urgent',
      workingMinutes: 60,
      departmentId: null,
      kind: 'question',
    };
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const cases: [object, number, string][] = [
      [{ numbers: { ...numbers, ...level(0) } }, 422, 'levels.acknowledge.urgent minutes'],
      [{ numbers: { ...numbers, ...level(-60) } }, 422, 'levels.acknowledge.urgent minutes'],
      [{ numbers: { ...numbers, ...level(1.5) } }, 422, 'levels.acknowledge.urgent minutes'],
      [{ numbers: { ...numbers, ...level(1e300) } }, 422, 'levels.acknowledge.urgent minutes'],
      [{ numbers: { ...numbers, ...level('450') } }, 400, 'numbers.levels.0.workingMinutes isNumber'],
      [{ numbers: { ...numbers, levels: rest } }, 422, 'levels.acknowledge.urgent missing'],
      [{ numbers: { ...numbers, levels: [...rest, null] } }, 400, 'numbers.levels isObject'],
      [{ numbers: { ...numbers, ladder: [] } }, 422, 'ladder.acknowledge.due missing'],
      [{ numbers: { ...numbers, overrides: [override, override] } }, 422, 'overrides.1 twice'],
      [
        { numbers: { ...numbers, overrides: [{ ...override, departmentId: draft.id }] } },
        422,
        'overrides.0.departmentId unknown-department',
      ],
      [
        { numbers: { ...numbers, overrides: [{ ...override, departmentId: 7 }] } },
        400,
        'numbers.overrides.0.departmentId isUuid',
      ],
      [{ numbers: null }, 400, 'numbers isDefined'],
      [{ texts: { ...texts, en: '{{answer.never}}' } }, 422, 'texts.en unknown-placeholder'],
      [{ texts: { ...texts, ru: 'half \ud800 pair' } }, 400, 'texts.ru plainText'],
      [{ texts: { ...texts, ru: 'NUL \u0000' } }, 400, 'texts.ru plainText'],
      [{ texts: { ...texts, 'zh-CN': '长'.repeat(12_001) } }, 400, 'texts.zh-CN plainText'],
      [{ texts: { ...texts, de: 'Deutsch' } }, 400, 'texts.de whitelistValidation'],
    ];
    for (const [change, status, place] of cases) {
      const body = { numbers, texts, changeNote, ...change };
      const answered = await administrator.request<{ errors?: { field: string; rule: string }[] }>(
        'PUT',
        `/policy/drafts/${draft.id}`,
        body,
        { version: draft.version },
      );
      const places = answered.body.errors?.map(({ field, rule }) => `${field} ${rule}`);
      expect([place, answered.status, places]).toEqual([place, status, expect.arrayContaining([place])]);
    }
    const paths: [string, string][] = [
      ['PUT', `/policy/drafts/${draft.id}`],
      ['POST', '/policy/drafts/rendering'],
      ['POST', `/policy/drafts/${draft.id}/publication`],
      ['POST', '/policy/drafts/cancellations/1'],
    ];
    for (const [method, path] of paths) {
      for (const body of [
        deep,
        `{"numbers":${deep}}`,
        `{"texts":{"en":${deep}}}`,
        '{"numbers":{"levels":[[]]}}',
        '{',
      ]) {
        for (const client of [administrator, leader]) {
          const { status } = await client.request(method, path, body, { version: 1 });
          expect([method, path, body.slice(0, 30), status < 500 && status >= 400]).toEqual([
            method,
            path,
            body.slice(0, 30),
            true,
          ]);
        }
      }
    }
    for (const path of [
      '/policy/versions/0',
      '/policy/versions/1e3',
      '/policy/versions/99999999999',
      '/policy/versions/x',
    ])
      expect([path, (await agent.request('GET', path)).status]).toEqual([path, 404]);
    expect((await agent.request('GET', '/policy?language=de')).status).toBe(400);
    expect((await agent.request('GET', '/service-levels?departmentId=x')).status).toBe(400);
  });

  it('is not published: days gone by, texts that keep quiet about a number, no word on what is new', async () => {
    const draft = await drafted(2);
    for (const day of ['2026-03-02', '2026-03-01', '2026-02-30', '2029-01-01', 'tomorrow']) {
      const { status, body } = await publish(draft, day);
      expect([day, status, JSON.stringify(body)]).toEqual([
        day,
        day === 'tomorrow' ? 400 : 422,
        expect.stringContaining('effectiveOn'),
      ]);
    }
    const quiet = await administrator.request<PolicyDraftContentDto>(
      'PUT',
      `/policy/drafts/${draft.id}`,
      {
        numbers: draft.numbers,
        texts: { ...draft.texts, ru: draft.texts.ru.replace('{{redo.urgent}}', 'скоро') },
        changeNote: { ...NOTE, en: '' },
      },
      { version: draft.version },
    );
    const refused = await publish(quiet.body, '2026-03-03');
    expect(refused.body).toMatchObject({
      code: 'policy.invalid',
      errors: [
        { field: 'texts.ru', rule: 'never-mentioned', message: 'must mention {{redo.urgent}}' },
        { field: 'changeNote.en', rule: 'missing' },
      ],
    });
  });
});
