import { firstBrokenLink } from '@huiyin/platform';
import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';
import type { DepartmentDto } from './department.dto.js';

interface Problem {
  code: string;
  errors: { field: string; rule: string }[];
  current: Record<string, unknown>;
}

interface Scope {
  lineageId: string;
  departmentId: string;
  version: number;
  state: string;
  title: Record<string, string>;
}

const text = (value: string): Record<string, string> => ({ 'zh-CN': value, en: value, ru: value });
const NOWHERE = '00000000-0000-7000-8000-000000000000';

describe('organisation', () => {
  let api: RunningApi;
  let administrator: ApiClient;
  let agent: ApiClient;

  beforeAll(async () => {
    api = await startApi();
    administrator = await api.client().signIn('S9001');
    agent = await api.client().signIn('A1001');
  });
  afterAll(() => api.stop());

  const department = async (code: string): Promise<DepartmentDto> => {
    const all = await agent.get<DepartmentDto[]>('/departments');
    const found = all.find((one) => one.code === code);
    if (!found) throw new Error(`${code} is not there.`);
    return found;
  };
  const personId = async (employeeNumber: string): Promise<string> => {
    const [row] = await api.unitOfWork.read<{ id: string }>(
      `SELECT id FROM person WHERE employee_number = $1`,
      [employeeNumber],
    );
    return row?.id ?? '';
  };
  const chainIsWhole = async (type: string, id: string): Promise<boolean> => {
    const events = await api.unitOfWork.read<Parameters<typeof firstBrokenLink>[1][number]>(
      `SELECT version, type, data, actor, at, hash FROM event WHERE stream_id = $1 ORDER BY version`,
      [id],
    );
    return events.length > 0 && firstBrokenLink({ type, id }, events) === null;
  };

  describe('departments', () => {
    it('are shown to every employee, with names, the coordinator last', async () => {
      const all = await agent.get<DepartmentDto[]>('/departments');
      expect(all).toHaveLength(14);
      expect(all.at(-1)).toMatchObject({ code: 'COORDINATION', kind: 'coordinator' });
      const it = await agent.get<DepartmentDto>(`/departments/${(await department('IT')).id}`);
      expect(it).toMatchObject({ scopeCount: 2, isActive: true, head: { id: expect.any(String) } });
      expect(it.head?.name).not.toBe('');
      expect(it.handlers).toHaveLength(2);
      expect((await agent.request('GET', `/departments/${NOWHERE}`)).status).toBe(404);
      expect((await agent.request('GET', '/departments/IT')).status).toBe(404);
      expect((await api.client().request('GET', '/departments')).status).toBe(401);
    });

    it('are created once, with a code of their own and one coordinator only', async () => {
      const body = { code: 'LEGAL', name: text('Legal'), headId: await personId('A1002') };
      const key = 'create-legal-once';
      const send = () => administrator.request<DepartmentDto>('POST', '/admin/departments', body, { key });
      const [first, again] = [await send(), await send()];
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body.id).toBe(first.body.id);
      const refused: [Record<string, unknown>, number, string][] = [
        [{ code: 'LEGAL' }, 409, 'department.code-taken'],
        [{ code: 'OTHER', kind: 'coordinator' }, 409, 'department.coordinator-exists'],
        [{ code: 'OTHER', headId: NOWHERE }, 400, 'request.invalid'],
        [{ code: 'OTHER', name: { en: 'Only English' } }, 400, 'request.invalid'],
        [{ code: 'OTHER', name: 'Other' }, 400, 'request.invalid'],
        [{ code: 'OTHER', handlerIds: [NOWHERE] }, 400, 'request.invalid'],
        [{ code: 'ОТДЕЛ' }, 400, 'request.invalid'],
      ];
      for (const [more, status, code] of refused) {
        const answer = await administrator.request<Problem>('POST', '/admin/departments', {
          ...body,
          ...more,
        });
        expect([answer.status, answer.body.code]).toEqual([status, code]);
      }
    });

    it('change people and names in one step, against the version that was seen', async () => {
      const before = await department('HR');
      const path = `/admin/departments/${before.id}`;
      const changes = {
        name: text('People'),
        headId: await personId('A1003'),
        deputyId: null,
        handlerIds: [await personId('A1004'), await personId('A1005')],
      };
      expect((await administrator.request('PATCH', path, changes)).status).toBe(428);
      const changed = await administrator.request<DepartmentDto>('PATCH', path, changes, {
        version: before.version,
      });
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({ name: text('People'), deputy: null, version: before.version + 1 });
      expect(changed.body.handlers.map(({ id }) => id).sort()).toEqual(changes.handlerIds.sort());
      const me = await (await api.client().signIn('A1003')).get<{ memberships: unknown }>('/session');
      expect(me.memberships).toEqual([{ departmentId: before.id, relation: 'head' }]);
      const stale = await administrator.request<Problem>(
        'PATCH',
        path,
        { leaderId: null },
        { version: before.version },
      );
      expect([stale.status, stale.body.code]).toEqual([412, 'department.version-changed']);
      expect(stale.body.current).toMatchObject({ name: text('People'), version: before.version + 1 });
      const same = await administrator.request<DepartmentDto>('PATCH', path, changes, {
        version: before.version + 1,
      });
      expect(same.body.version).toBe(before.version + 1);
      expect(await chainIsWhole('department', before.id)).toBe(true);
      const [event] = await api.unitOfWork.read<{ text: string }>(
        `SELECT data::text AS text FROM event WHERE stream_id = $1 ORDER BY version DESC LIMIT 1`,
        [before.id],
      );
      expect(event?.text).not.toContain('People');
    });

    it('refuse a deputy who is the head, and unknown fields', async () => {
      const { id, version, head } = await department('IT');
      const path = `/admin/departments/${id}`;
      const cases: [Record<string, unknown>, string][] = [
        [{ deputyId: head?.id }, 'deputyId'],
        [{ leaderId: NOWHERE }, 'leaderId'],
        [{ siteId: NOWHERE }, 'siteId'],
        [{ name: null }, 'name'],
        [{ isActive: 'no' }, 'isActive'],
        [{ kind: 'coordinator' }, 'kind'],
      ];
      for (const [changes, field] of cases) {
        const answer = await administrator.request<Problem>('PATCH', path, changes, { version });
        expect([answer.status, answer.body.errors[0]?.field]).toEqual([400, field]);
      }
      expect((await department('IT')).version).toBe(version);
    });

    it('are deactivated only when they own no open ticket; the coordinator never', async () => {
      const canteen = await department('CANTEEN');
      const ticket = await agent.request('POST', '/tickets', {
        kind: 'problem',
        departmentId: canteen.id,
        title: 'No hot meal at night',
        body: 'The night shift finds the canteen closed.',
        mayPublishWording: true,
      });
      expect(ticket.status).toBe(201);
      const close = async (code: string) => {
        const { id, version } = await department(code);
        return administrator.request<Problem>(
          'PATCH',
          `/admin/departments/${id}`,
          { isActive: false },
          { version },
        );
      };
      const refused = await close('CANTEEN');
      expect([refused.status, refused.body]).toEqual([
        409,
        expect.objectContaining({ code: 'department.owns-open-tickets', openTickets: 1 }),
      ]);
      expect((await department('CANTEEN')).isActive).toBe(true);
      expect((await close('COORDINATION')).body.code).toBe('department.coordinator-stays');
      expect((await close('SAFETY')).status).toBe(200);
      const scopes = await agent.get<Scope[]>('/scopes');
      const safety = await department('SAFETY');
      expect(scopes.some(({ departmentId }) => departmentId === safety.id)).toBe(false);
    });
  });

  describe('scopes', () => {
    const scope = (title: string): Record<string, unknown> => ({
      title: text(title),
      belongs: { 'zh-CN': ['一'], en: ['one'], ru: ['один'] },
      belongsNot: { 'zh-CN': [], en: [], ru: [] },
    });

    it('are one small catalogue that a browser need not fetch twice', async () => {
      const first = await agent.request<Scope[]>('GET', '/scopes');
      expect(first.body.length).toBeGreaterThan(15);
      const etag = first.headers.get('etag') ?? '';
      const again = await agent.request('GET', '/scopes', undefined, { headers: { 'if-none-match': etag } });
      expect([again.status, again.body]).toEqual([304, '']);
    });

    it('are published in versions that stay readable', async () => {
      const { id } = await department('TRAINING');
      const path = `/admin/departments/${id}/scopes`;
      const first = await administrator.request<Scope>('POST', path, scope('First'));
      expect([first.status, first.body.version, first.body.state]).toEqual([201, 1, 'published']);
      const { lineageId } = first.body;
      const put = `/admin/scopes/${lineageId}`;
      expect((await administrator.request('PUT', put, scope('Second'))).status).toBe(428);
      const second = await administrator.request<Scope>('PUT', put, scope('Second'), { version: 1 });
      expect([second.status, second.body.version, second.headers.get('etag')]).toEqual([200, 2, '"2"']);
      const stale = await administrator.request<Problem>('PUT', put, scope('Third'), { version: 1 });
      expect(stale.status).toBe(412);
      expect(stale.body).toMatchObject({ code: 'scope.version-changed', current: { title: text('Second') } });
      const history = await agent.get<Scope[]>(`/scopes/${lineageId}/history`);
      expect(history.map(({ version, state, title }) => [version, state, title['en']])).toEqual([
        [2, 'published', 'Second'],
        [1, 'retired', 'First'],
      ]);
      expect((await administrator.request('DELETE', put, undefined, { version: 2 })).status).toBe(204);
      expect((await administrator.request('DELETE', put, undefined, { version: 2 })).status).toBe(404);
      const published = await agent.get<Scope[]>('/scopes');
      expect(published.some((one) => one.lineageId === lineageId)).toBe(false);
      expect(await agent.get<Scope[]>(`/scopes/${lineageId}/history`)).toHaveLength(2);
      expect(await chainIsWhole('scope', lineageId)).toBe(true);
    });

    it('publish one next version when two administrators publish at once', async () => {
      const { id } = await department('TRAINING');
      const { body } = await administrator.request<Scope>(
        'POST',
        `/admin/departments/${id}/scopes`,
        scope('One'),
      );
      const statuses = await Promise.all(
        ['a', 'b', 'c'].map(
          async (title) =>
            (
              await administrator.request('PUT', `/admin/scopes/${body.lineageId}`, scope(title), {
                version: 1,
              })
            ).status,
        ),
      );
      expect(statuses.sort()).toEqual([200, 412, 412]);
    });

    it.each([
      `UPDATE scope_entry SET title = '{}'`,
      `UPDATE scope_entry SET published_at = now()`,
      `UPDATE scope_entry SET state = 'published', retired_at = NULL WHERE state = 'retired'`,
      `UPDATE scope_entry SET state = 'retired', retired_at = now(), belongs = '{}' WHERE state = 'published'`,
      `DELETE FROM scope_entry`,
    ])('are never edited, not even in the database: %s', async (statement) => {
      await expect(api.database.dataSource.query(statement)).rejects.toThrow('never edited');
    });

    it('name what is wrong', async () => {
      const { id } = await department('IT');
      const cases: [Record<string, unknown>, string][] = [
        [{ title: undefined }, 'title'],
        [{ title: { 'zh-CN': '一', en: 'one' } }, 'title.ru'],
        [{ title: text('x'.repeat(101)) }, 'title.zh-CN'],
        [{ belongs: { 'zh-CN': 'one', en: [], ru: [] } }, 'belongs.zh-CN'],
        [{ belongs: { 'zh-CN': [], en: ['x'.repeat(201)], ru: [] } }, 'belongs.en'],
        [{ belongs: { 'zh-CN': [], en: [''], ru: [] } }, 'belongs.en'],
        [{ belongs: { 'zh-CN': [], en: [], ru: [], de: [] } }, 'belongs.de'],
        [{ version: 7 }, 'version'],
      ];
      for (const [more, field] of cases) {
        const body = { ...scope('Fine'), ...more };
        const answer = await administrator.request<Problem>('POST', `/admin/departments/${id}/scopes`, body);
        expect([answer.status, answer.body.errors[0]?.field]).toEqual([400, field]);
      }
      const nowhere = await administrator.request(
        'POST',
        `/admin/departments/${NOWHERE}/scopes`,
        scope('Fine'),
      );
      expect(nowhere.status).toBe(404);
    });
  });

  describe('sites and the organisation', () => {
    it('are kept with versions too', async () => {
      const site = { code: 'WEST', name: text('West'), timeZone: 'Asia/Urumqi' };
      const created = await administrator.request<{ id: string }>('POST', '/admin/sites', site);
      expect(created.status).toBe(201);
      expect((await administrator.request<Problem>('POST', '/admin/sites', site)).body.code).toBe(
        'site.code-taken',
      );
      const path = `/admin/sites/${created.body.id}`;
      const moved = await administrator.request('PATCH', path, { timeZone: 'Asia/Shanghai' }, { version: 1 });
      expect(moved.body).toMatchObject({ timeZone: 'Asia/Shanghai', version: 2 });
      const stale = await administrator.request('PATCH', path, { code: 'W' }, { version: 1 });
      expect(stale.status).toBe(412);
      const wrong = await administrator.request('PATCH', path, { timeZone: 'Moon' }, { version: 2 });
      expect(wrong.status).toBe(400);
      // The database reads the first as eight hours in the other direction, and the second not at all.
      for (const timeZone of ['+08:00', 'CTT', 'GMT+8', 'Etc/GMT-8', 'PRC', '', null, 8]) {
        const refused = await administrator.request<Problem>('PATCH', path, { timeZone }, { version: 2 });
        expect([timeZone, refused.status, refused.body.errors]).toMatchObject([
          timeZone,
          400,
          [{ field: 'timeZone', rule: 'isTimeZone', message: expect.stringContaining('Asia/Shanghai') }],
        ]);
      }
      const again = await administrator.request('PATCH', path, { timeZone: 'asia/urumqi' }, { version: 2 });
      expect(again.body).toMatchObject({ timeZone: 'Asia/Urumqi', version: 3 });
      expect(await agent.get<unknown[]>('/sites')).toHaveLength(3);
      expect(await chainIsWhole('site', created.body.id)).toBe(true);
    });

    it('name the leader on duty', async () => {
      const before = await administrator.get<{ version: number }>('/admin/organisation');
      const dutyLeaderId = await personId('L3001');
      const change = (body: unknown, version: number) =>
        administrator.request<Problem>('PATCH', '/admin/organisation', body, { version });
      expect((await change({ dutyLeaderId: NOWHERE }, before.version)).body.errors[0]?.field).toBe(
        'dutyLeaderId',
      );
      expect((await change({ dutyLeaderId }, before.version)).body).toMatchObject({
        dutyLeaderId,
        version: before.version + 1,
      });
      expect((await change({ dutyLeaderId: null }, before.version)).status).toBe(412);
      const me = await (await api.client().signIn('L3001')).get('/session');
      expect(me).toMatchObject({ isDutyLeader: true });
    });
  });
});
