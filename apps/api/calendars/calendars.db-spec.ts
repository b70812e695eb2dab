import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';
import { MovableClock } from '../../../test/support/movable-clock.js';

interface Span {
  from: string;
  to: string;
}
interface Day {
  date: string;
  kind: string;
  spans: Span[];
  name: Record<string, string>;
}
interface Calendar {
  id: string;
  code: string;
  version: number;
  isArchived: boolean;
  isDefault: boolean;
  timeZone: string;
  weekly: Record<string, Span[]>;
  years: { year: number; state: string }[];
  days: Day[];
  uses: { id: string; kind: string }[];
  reminder: { year: number; state: string } | null;
  workingYears: { year: number; workingDays: number }[];
}
interface Trial {
  faults: { field: string; rule: string }[];
  differences: { days: { date: string }[]; weekly: { weekday: string }[]; years: unknown[] };
  workingYears: { year: number; before: number; after: number }[];
  openTickets: number;
}
interface Problem {
  code: string;
  errors: { field: string; rule: string }[];
  current: Calendar;
  uses: { id: string }[];
  openClocks: number;
}

const NAME = { 'zh-CN': '夜班', en: 'Night shift', ru: 'Ночная смена' };
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const NIGHT = [{ from: '22:00', to: '30:00' }];
const ics = (text: string): FormData => {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/calendar' }), 'days.ics');
  return form;
};

describe('calendars over HTTP', () => {
  let api: RunningApi;
  let administrator: ApiClient;
  let agent: ApiClient;
  const clock = new MovableClock('2026-09-28T09:30:00+08:00');

  beforeAll(async () => {
    api = await startApi({ clock });
    administrator = await api.client().signIn('S9001');
    agent = await api.client().signIn('A1001');
  });
  afterAll(() => api.stop());

  const all = (): Promise<Calendar[]> => agent.get<Calendar[]>('/calendars');
  const standard = async (): Promise<Calendar> => {
    const found = (await all()).find(({ isDefault }) => isDefault);
    if (!found) throw new Error('There is no default calendar.');
    return agent.get<Calendar>(`/calendars/${found.id}`);
  };
  const create = async (code: string, change: object = {}): Promise<Calendar> => {
    const { id } = await standard();
    const body = { code, name: NAME, copyOf: id, change };
    const answer = await administrator.request<Calendar>('POST', '/admin/calendars', body);
    expect([code, answer.status]).toEqual([code, 201]);
    return answer.body;
  };
  const change = (calendar: Calendar, what: object, version = calendar.version) =>
    administrator.request<Calendar & Problem>(
      'PATCH',
      `/admin/calendars/${calendar.id}`,
      { change: what },
      { version },
    );
  const assign = (ownerId: string, calendarId: string | null) =>
    administrator.request<Problem>('PUT', `/admin/calendar-uses/${ownerId}`, { calendarId });
  const dueOf = async (ticketId: string) => {
    const accounts = await agent.get<
      {
        leg: string;
        dueAt: string;
        calendarId: string;
        calendarVersion: number;
        spans: unknown[];
        unsettledYears: unknown[];
      }[]
    >(`/tickets/${ticketId}/deadlines`);
    return accounts.find(({ leg }) => leg === 'answer');
  };
  const submit = async (departmentId: string): Promise<string> => {
    const ticket = {
      kind: 'problem',
      departmentId,
      title: 'Cold',
      body: 'It is cold.',
      mayPublishWording: true,
    };
    return (await agent.request<{ id: string }>('POST', '/tickets', ticket)).body.id;
  };

  it('tell every employee when work is done, and let nobody but administrators change it', async () => {
    const calendar = await standard();
    expect(calendar.weekly['mon']).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '18:00' },
    ]);
    // 365 days, 104 of them at weekends; the notice takes 33 out, of which 9 lie at weekends, and 6 weekend days back.
    expect(calendar.workingYears.find(({ year }) => year === 2026)?.workingDays).toBe(248);
    expect(calendar.reminder).toBeNull();
    for (const [method, path] of [
      ['POST', '/admin/calendars'],
      ['PATCH', `/admin/calendars/${calendar.id}`],
      ['DELETE', `/admin/calendars/${calendar.id}`],
      ['PUT', `/admin/calendar-uses/${NOWHERE}`],
      ['GET', `/admin/calendars/${calendar.id}/proposals?year=2027&country=CN`],
    ] as const)
      expect([path, (await agent.request(method, path)).status]).toEqual([path, 403]);
    expect((await agent.request('GET', `/calendars/${NOWHERE}`)).status).toBe(404);
    expect((await agent.request('GET', `/calendars/${calendar.id}?version=99`)).status).toBe(404);
  });

  it('go through an administrator’s year, and promises stay what they were', async () => {
    const [department] = await agent.get<{ id: string }[]>('/departments');
    const departmentId = department?.id ?? '';
    const calendar = await create('night-shift', {
      weekly: { mon: NIGHT, tue: NIGHT, wed: NIGHT, thu: NIGHT, fri: NIGHT },
    });
    expect([calendar.version, calendar.weekly['mon'], calendar.days.length > 100]).toEqual([1, NIGHT, true]);
    expect((await assign(departmentId, calendar.id)).status).toBe(200);
    clock.advance({ seconds: 10 });
    const ticketId = await submit(departmentId);
    const before = await dueOf(ticketId);
    expect(before).toMatchObject({ calendarId: calendar.id, calendarVersion: 1, unsettledYears: [] });

    // October: the coming year is provisional, and everybody who looks is told so.
    clock.advance({ days: 10 });
    await administrator.signIn('S9001');
    await agent.signIn('A1001');
    expect((await all()).find(({ id }) => id === calendar.id)?.reminder).toEqual({
      year: 2027,
      state: 'provisional',
    });
    const proposal = await administrator.get<{ state: string; source: string; days: Day[] }>(
      `/admin/calendars/${calendar.id}/proposals?year=2027&country=CN`,
    );
    expect([proposal.state, proposal.source]).toEqual(['provisional', 'law']);
    expect((await agent.get<Calendar>(`/calendars/${calendar.id}`)).version).toBe(1);

    // The notice has come: the administrator adds a worked Sunday and says that the year is settled.
    const sunday = {
      date: '2027-02-21',
      kind: 'extra',
      spans: NIGHT.map(() => ({ from: '09:00', to: '12:00' })),
      name: NAME,
    };
    const today = { date: '2026-10-09', kind: 'holiday', spans: [], name: NAME };
    const what = {
      years: [
        { year: 2027, state: 'announced', days: [...proposal.days, sunday] },
        {
          year: 2026,
          state: 'announced',
          days: [...calendar.days.filter(({ date }) => date.startsWith('2026')), today],
        },
      ],
    };
    const trial = await administrator.request<Trial>('POST', `/admin/calendars/${calendar.id}/trials`, {
      change: what,
    });
    expect(trial.body.faults).toEqual([]);
    expect(trial.body.differences.days.map(({ date }) => date)).toEqual(['2026-10-09', '2027-02-21']);
    expect(trial.body.openTickets).toBe(1);
    const [of2026, of2027] = trial.body.workingYears;
    expect([of2026, of2027].map((year) => (year ? year.after - year.before : null))).toEqual([-1, 1]);
    expect((await change(calendar, what)).body.version).toBe(2);

    const { dueAt, spans } = (await dueOf(ticketId)) ?? {};
    expect({ dueAt, spans }).toEqual({ dueAt: before?.dueAt, spans: before?.spans });
    expect((await all()).find(({ id }) => id === calendar.id)?.reminder).toBeNull();
    const history = await agent.get<
      { version: number; publishedBy: string; differences: { days: unknown[] } | null }[]
    >(`/calendars/${calendar.id}/versions`);
    expect(history.map((entry) => [entry.version, entry.differences?.days.length ?? null])).toEqual([
      [2, 2],
      [1, null],
    ]);
    expect(history[0]?.publishedBy).toEqual(expect.any(String));

    // In use, it cannot go: first by its department, then by the clock that still runs.
    const remove = (version: number) =>
      administrator.request<Problem>('DELETE', `/admin/calendars/${calendar.id}`, undefined, { version });
    const used = await remove(2);
    expect([used.status, used.body.code, used.body.uses.map(({ id }) => id)]).toEqual([
      409,
      'calendar.in-use',
      [departmentId],
    ]);
    expect((await assign(departmentId, null)).status).toBe(200);
    const counting = await remove(2);
    expect([counting.body.code, counting.body.uses, counting.body.openClocks > 0]).toEqual([
      'calendar.in-use',
      [],
      true,
    ]);
    await agent.request('POST', `/tickets/${ticketId}/commands/withdraw`, {}, { version: 1 });
    await api.database.dataSource.query(
      `UPDATE clock SET state = 'stopped', stopped_at = now(), next_step_at = NULL WHERE calendar_id = $1 AND state <> 'stopped'`,
      [calendar.id],
    );
    expect((await remove(1)).status).toBe(412);
    expect((await remove(2)).status).toBe(204);
    expect(await dueOf(ticketId)).toMatchObject({ dueAt: before?.dueAt, calendarVersion: 1 });
    expect((await change(calendar, {}, 2)).body.code).toBe('calendar.archived');
    expect((await assign(departmentId, calendar.id)).body.code).toBe('calendar.archived');
    expect((await all()).find(({ id }) => id === calendar.id)?.isArchived).toBe(true);
  });

  it('never lose the one that holds everywhere else', async () => {
    const { id, version } = await standard();
    const refused = await administrator.request<Problem>('DELETE', `/admin/calendars/${id}`, undefined, {
      version,
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'calendar.default-stays']);
  });

  it('show the newer version to whoever was slower', async () => {
    const calendar = await create('contended');
    expect(
      (await administrator.request('PATCH', `/admin/calendars/${calendar.id}`, { change: {} })).status,
    ).toBe(428);
    expect((await change(calendar, { timeZone: 'Europe/Berlin' })).status).toBe(200);
    const slower = await change(calendar, { timeZone: 'Asia/Tokyo' });
    expect([
      slower.status,
      slower.body.code,
      slower.body.current.timeZone,
      slower.body.current.version,
    ]).toEqual([412, 'calendar.version-changed', 'Europe/Berlin', 2]);
  });

  it('are created once for one intention, each with a code of its own', async () => {
    const { id } = await standard();
    const body = { code: 'once', name: NAME, copyOf: id, change: {} };
    const send = (key: string) =>
      administrator.request<Calendar & Problem>('POST', '/admin/calendars', body, { key });
    const [first, again, other] = [
      await send('create-once'),
      await send('create-once'),
      await send('create-twice'),
    ];
    expect([first.status, again.body.id, other.status, other.body.code]).toEqual([
      201,
      first.body.id,
      409,
      'calendar.code-taken',
    ]);
    expect((await assign(NOWHERE, id)).body.code).toBe('calendar.owner-unknown');
  });

  const day = { date: '2026-03-03', kind: 'holiday', spans: [], name: NAME };
  const year = (...days: unknown[]): object => ({ years: [{ year: 2026, state: 'announced', days }] });
  it.each([
    [
      'overlapping spans',
      {
        weekly: {
          mon: [
            { from: '09:00', to: '12:00' },
            { from: '11:00', to: '13:00' },
          ],
        },
      },
      'weekly.mon[1]',
      'overlap',
    ],
    ['a reversed span', { weekly: { tue: [{ from: '12:00', to: '09:00' }] } }, 'weekly.tue[0]', 'reversed'],
    ['no time at all', { weekly: { wed: [{ from: '9', to: '12:00' }] } }, 'weekly.wed[0].from', 'time'],
    [
      'a time after the day',
      { weekly: { wed: [{ from: '09:00', to: '49:00' }] } },
      'weekly.wed[0].to',
      'time',
    ],
    [
      'a night that meets the next morning',
      { weekly: { mon: NIGHT, tue: [{ from: '05:00', to: '07:00' }] } },
      'weekly.tue[0]',
      'overlap',
    ],
    ['an unknown weekday', { weekly: { monday: [] } }, 'weekly', 'unknown'],
    ['no working time', { weekly: {} }, 'weekly', 'no-working-time'],
    ['an unknown zone', { timeZone: 'Asia/Atlantis' }, 'timeZone', 'unknown-zone'],
    ['a zone of another type', { timeZone: 8 }, 'timeZone', 'required'],
    [
      'a holiday outside its year',
      year({ ...day, date: '2027-03-03' }),
      'years[0].days[0].date',
      'outside-year',
    ],
    ['a day that does not exist', year({ ...day, date: '2026-02-30' }), 'years[0].days[0].date', 'date'],
    ['a day entered twice', year(day, day), 'years[0].days[1]', 'twice'],
    [
      'a holiday that is worked',
      year(day, { ...day, kind: 'extra', spans: [{ from: '09:00', to: '10:00' }] }),
      'years[0].days[1]',
      'contradiction',
    ],
    [
      'a holiday with hours',
      year({ ...day, spans: [{ from: '09:00', to: '10:00' }] }),
      'years[0].days[0]',
      'spans',
    ],
    ['a break without hours', year({ ...day, kind: 'break' }), 'years[0].days[0]', 'spans-missing'],
    [
      'a reversed span on a day',
      year(day, { ...day, date: '2026-03-04', kind: 'extra', spans: [{ from: '10:00', to: '09:00' }] }),
      'years[0].days[1].spans[0]',
      'reversed',
    ],
    [
      'a day past midnight',
      year({ ...day, kind: 'break', spans: [{ from: '20:00', to: '26:00' }] }),
      'years[0].days[0].spans[0].to',
      'time',
    ],
    ['an unknown kind', year({ ...day, kind: 'party' }), 'years[0].days[0].kind', 'choice'],
    [
      'a nameless day',
      year({ ...day, name: { ...NAME, ru: ' \u0000' } }),
      'years[0].days[0].name.ru',
      'text',
    ],
    [
      'half a surrogate',
      year({ ...day, name: { ...NAME, en: '\ud800' } }),
      'years[0].days[0].name.en',
      'text',
    ],
    [
      'a year twice',
      {
        years: [
          { year: 2026, state: 'announced', days: [] },
          { year: 2026, state: 'announced', days: [] },
        ],
      },
      'years[1]',
      'twice',
    ],
    ['a year far off', { years: [{ year: 1e300, state: 'announced', days: [] }] }, 'years[0].year', 'year'],
    ['too many years', { years: Array.from({ length: 201 }, () => 0) }, 'years', 'too-many'],
    ['a list for an object', { weekly: [], years: {} }, 'weekly', 'type'],
    ['something unknown', { holidays: [] }, 'change', 'unknown'],
  ])('refuse %s, and say where', async (_, what, field, rule) => {
    const calendar = await standard();
    const refused = await change(calendar, what);
    expect([refused.status, refused.body.code]).toEqual([422, 'calendar.invalid']);
    expect(refused.body.errors.map((error) => `${error.field} ${error.rule}`)).toContain(
      `change.${field} ${rule}`,
    );
    const trial = await administrator.request<Trial>('POST', `/admin/calendars/${calendar.id}/trials`, {
      change: what,
    });
    expect(trial.status).toBe(200);
    expect(trial.body.faults.map((fault) => `${fault.field} ${fault.rule}`)).toContain(`${field} ${rule}`);
  });

  it('survive rubbish', async () => {
    const { id, version } = await standard();
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const object = `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`;
    const bodies = [
      deep,
      `{"change":${deep}}`,
      `{"change":{"weekly":${object}}}`,
      '{"change":null}',
      'null',
      '{',
      '""',
      '{"change":{"years":[null,1e999,"\\u0000"]}}',
      '{"change":{"__proto__":{"years":1}}}',
      '{"change":[]}',
      `{"change":{"timeZone":"${'x'.repeat(90_000)}"}}`,
    ];
    for (const body of bodies) {
      for (const [method, path] of [
        ['PATCH', `/admin/calendars/${id}`],
        ['POST', `/admin/calendars/${id}/trials`],
        ['POST', '/admin/calendars'],
        ['PUT', `/admin/calendar-uses/${id}`],
      ] as const) {
        const { status } = await administrator.request(method, path, body, { version });
        expect([path, body.slice(0, 40), status < 500]).toEqual([path, body.slice(0, 40), true]);
      }
    }
    for (const query of [
      'year=NaN&country=CN',
      'year=2027&country=XX',
      'year=2027',
      'year=2027&country=DE&region=__proto__',
      'year=99999&country=CN',
      'year=2027&country=CN&country=DE',
    ])
      expect([
        query,
        (await administrator.request('GET', `/admin/calendars/${id}/proposals?${query}`)).status < 500,
      ]).toEqual([query, true]);
    expect((await standard()).version).toBe(version);
  });

  it('go out as a file and come back the same; rubbish is refused', async () => {
    const calendar = await standard();
    const file = await agent.request<string>('GET', `/calendars/${calendar.id}/ics?year=2026`);
    expect(file.headers.get('content-type')).toMatch('text/calendar');
    const path = `/admin/calendars/${calendar.id}/readings`;
    const read = await administrator.request<{
      years: { year: number; days: Day[] }[];
      weekly: unknown;
      faults: unknown[];
    }>('POST', path, ics(file.body));
    expect([read.status, read.body.faults, read.body.weekly]).toEqual([200, [], calendar.weekly]);
    expect(read.body.years.find((one) => one.year === 2026)?.days).toEqual(
      calendar.days.filter(({ date }) => date.startsWith('2026')),
    );
    const refused = await administrator.request<Problem>('POST', path, ics('rubbish'));
    expect([refused.status, refused.body.code]).toEqual([422, 'calendar.file-unreadable']);
    expect((await administrator.request('POST', path, ics('x'.repeat(2_000_000)))).status).toBe(413);
    expect((await agent.request('POST', path, ics('rubbish'))).status).toBe(403);
  });

  it('can take the holidays of another country as a proposal, always provisional', async () => {
    const { id } = await standard();
    const countries =
      await administrator.get<{ code: string; regions: { code: string }[] }[]>('/admin/holiday-countries');
    expect(countries.find(({ code }) => code === 'DE')?.regions.some(({ code }) => code === 'BW')).toBe(true);
    const path = `/admin/calendars/${id}/proposals?year=2027&country=DE`;
    const [whole, south] = [
      await administrator.get<{ state: string; days: Day[] }>(path),
      await administrator.get<{ state: string; days: Day[] }>(`${path}&region=BW`),
    ];
    expect([whole.state, south.days.length > whole.days.length]).toEqual(['provisional', true]);
    expect(whole.days[0]).toEqual({
      date: '2027-01-01',
      kind: 'holiday',
      spans: [],
      name: { 'zh-CN': '元旦', en: "New Year's Day", ru: 'Новый год' },
    });
    const unknown = await administrator.request<Problem>(
      'GET',
      `/admin/calendars/${id}/proposals?year=2027&country=XX`,
    );
    expect([unknown.status, unknown.body.code]).toEqual([422, 'calendar.no-proposal']);
  });
});
