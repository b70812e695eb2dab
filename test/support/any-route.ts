import { randomUUID } from 'node:crypto';
import { BulletinRules } from '@huiyin/bulletin';
import { ClockSweep } from '@huiyin/sla';
import { Admission, ClockReactions } from '@huiyin/ticket';
import type {
  BulletinDto,
  BulletinPageDto,
  RectificationPageDto,
} from '../../libs/bulletin/reading/bulletin.dto.js';
import type { PolicyDraftContentDto } from '../../libs/sla/policy/policy.dto.js';
import { AnonymousAuthor } from './anonymous-author.js';
import { isBehind } from './followers.js';
import { startApi, type ApiClient, type RunningApi } from './running-api.js';
import { describedRoutes, sampleOf, type DescribedRoute } from './sample-body.js';

/** Who gives a step on a ticket, and what must have happened to the ticket before. */
const STEPS: Readonly<Record<string, readonly [Person, ...string[]]>> = {
  reply: ['author', 'ask-author'],
  confirm: ['author', 'answer'],
  reject: ['author', 'answer'],
  withdraw: ['author'],
  reopen: ['author', 'withdraw'],
  transfer: ['head'],
  merge: ['head'],
  unmerge: ['head', 'merge'],
  'propose-abuse': ['head', 'anonymous'],
  remove: ['coordinator'],
  'ask-author': ['head'],
  note: ['head'],
  answer: ['head'],
  'amend-answer': ['head', 'answer'],
  'propose-refusal': ['head'],
  'mark-complex': ['head'],
  'request-extension': ['head'],
  publish: ['head', 'answer'],
  unpublish: ['head', 'answer', 'publish'],
  'approve-refusal': ['leader', 'propose-refusal'],
  'decline-refusal': ['leader', 'propose-refusal'],
  'approve-abuse': ['leader', 'anonymous', 'propose-abuse'],
  'decline-abuse': ['leader', 'anonymous', 'propose-abuse'],
  'decide-extension': ['leader', 'request-extension'],
  'mark-ordinary': ['leader', 'mark-complex'],
  redo: ['leader', 'answer', 'reject'],
  'close-unresolved': ['leader', 'answer', 'reject'],
};

const NUMBERS = {
  author: 'A1001',
  head: 'H2111',
  leader: 'L3002',
  self: 'A1030',
  admin0: 'A1021',
  admin1: 'A1022',
  admin2: 'A1023',
  admin3: 'A1024',
} as const;
type Person = keyof typeof NUMBERS | 'coordinator';
const ADMINS = ['admin0', 'admin1', 'admin2', 'admin3'] as const;

/** A place where a route can be asked to do what it is for. */
export interface Target {
  readonly path: string;
  /** Each of them may; they take turns, for nobody may ask as often as this is tried. */
  readonly clients: readonly ApiClient[];
  readonly version?: number;
}

const CALENDAR = {
  timeZone: 'Asia/Shanghai',
  weekly: { mon: [{ from: '09:00', to: '18:00' }] },
  years: [
    {
      year: 2027,
      state: 'provisional',
      days: [
        {
          date: '2027-02-06',
          kind: 'holiday',
          spans: [],
          name: { 'zh-CN': '春节', en: 'New Year', ru: 'Новый год' },
        },
      ],
    },
  ],
};

const FIRST = {
  people: `SELECT id, version FROM person WHERE employee_number LIKE 'A%' ORDER BY employee_number DESC LIMIT 1`,
  departments: `SELECT id, version FROM department WHERE kind = 'ordinary' AND code <> 'CANTEEN' ORDER BY is_active DESC, id DESC LIMIT 1`,
  sites: `SELECT id, version FROM site ORDER BY id DESC LIMIT 1`,
  scopes: `SELECT lineage_id AS id, version FROM scope_entry WHERE state = 'published' ORDER BY id DESC LIMIT 1`,
} as const;

/** The product with something in every state, so that any route finds what it needs. */
export class AnyRoute {
  private clients = {} as Record<Person, ApiClient>;
  private known: Record<string, unknown> = {};
  private count = 0;

  private constructor(readonly api: RunningApi) {}

  /** With opinions everywhere that nobody answered, and the bulletin about them. */
  static async open(): Promise<AnyRoute> {
    const stage = new AnyRoute(await startApi({ settings: { mode: 'demo' } }));
    await stage.prepare();
    return stage;
  }

  async close(): Promise<void> {
    await this.api.stop();
  }

  /** A body that fits; names that must be new are new each time. */
  async bodyOf(route: DescribedRoute): Promise<unknown> {
    const content = /^(PUT \/policy\/drafts\/\{id\}|POST \/policy\/drafts\/rendering)$/;
    if (content.test(route.name)) {
      const draft = await this.nextAdmin().get<PolicyDraftContentDto>(
        `/policy/drafts/${await this.draftId()}`,
      );
      const changeNote = { 'zh-CN': '新', en: 'New', ru: 'Новое' };
      return { texts: draft.texts, numbers: draft.numbers, changeNote };
    }
    if (route.path.includes('take-out')) this.known['key'] = (await this.bulletin()).cases[0]?.key ?? '';
    const code = `${route.path.includes('calendars') ? 'any' : 'ANY'}-${this.count++}`;
    const elsewhere = route.path.endsWith('/transfer') ? { departmentId: this.known['elsewhere'] } : {};
    return sampleOf(route.body ?? {}, { ...this.known, ...elsewhere, code, employeeNumber: code });
  }

  /** Where it can be done now, by somebody who may. */
  async targetOf({ path, name }: DescribedRoute): Promise<Target> {
    const { author, leader, self } = this.clients;
    const admins = ADMINS.map((name) => this.clients[name]);
    const admin = this.nextAdmin();
    const at = (id: string): string => path.replace(/\{\w+\}/, id);
    const [, room = '', second = ''] = path.split('/');
    const seen = async (client: ApiClient, address: string): Promise<number> =>
      (await client.get<{ version: number }>(address)).version;
    if (STEPS[path.split('/').at(-1) ?? ''] && room === 'tickets') return this.ticketFor(path);
    if (room === 'tickets' || room === 'anonymity') return { path, clients: [author] };
    if (room === 'me') return { path, clients: [self], version: await seen(self, '/session') };
    if (name === 'POST /session/password') return { path, clients: [self] };
    if (room === 'session' || room === 'demo') return { path, clients: [this.api.client()] };
    if (room === 'bulletins') {
      const { id, version } = await this.bulletin();
      return { path: at(id), clients: [leader], version };
    }
    if (room === 'rectifications') return this.rectificationFor(path);
    if (path.includes('/drafts/{id}')) {
      const id = await this.draftId();
      const clients = path.endsWith('publication') ? [leader] : admins;
      const content = ROUTES.get('PUT /policy/drafts/{id}');
      if (content && path.endsWith('publication')) {
        const version = await seen(admin, `/policy/drafts/${id}`);
        await admin.request('PUT', `/policy/drafts/${id}`, await this.bodyOf(content), { version });
      }
      return { path: at(id), clients, version: await seen(admin, `/policy/drafts/${id}`) };
    }
    if (path.includes('cancellations')) return { path: at('2'), clients: [leader] };
    if (path.includes('{ownerId}'))
      return { path: at(this.known['departmentId'] as string), clients: admins };
    if (path === '/admin/organisation') return { path, clients: admins, version: await seen(admin, path) };
    if (!path.includes('{')) return { path, clients: admins };
    if (second === 'calendars') {
      const id = await this.id(`SELECT id FROM calendar ORDER BY id DESC LIMIT 1`);
      return { path: at(id), clients: admins, version: await seen(admin, `/calendars/${id}`) };
    }
    const [first] = await this.rows<{ id: string; version: number }>(FIRST[second as keyof typeof FIRST]);
    return { path: at(first?.id ?? ''), clients: admins, version: first?.version };
  }

  private nextAdmin(): ApiClient {
    return this.clients[ADMINS[this.count++ % ADMINS.length] ?? 'admin0'];
  }

  private async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.api.unitOfWork.read<Row>(sql, parameters);
  }

  private async id(sql: string, ...parameters: unknown[]): Promise<string> {
    return (await this.rows<{ id: string }>(sql, parameters))[0]?.id ?? '';
  }

  private async prepare(): Promise<void> {
    const admins = ADMINS.map((name) => NUMBERS[name]);
    await this.rows(`UPDATE person SET roles = '{administrator}' WHERE employee_number = ANY ($1)`, [admins]);
    const departmentId = await this.id(`SELECT id FROM department WHERE code = 'CANTEEN'`);
    const person = (number: string): Promise<string> =>
      this.id(`SELECT id FROM person WHERE employee_number = $1`, number);
    const leaderId = await person('L3001');
    this.known = {
      ...{ departmentId, departmentIds: [departmentId], parentId: null },
      elsewhere: await this.id(`SELECT id FROM department WHERE code = 'IT'`),
      siteId: await this.id(`SELECT id FROM site ORDER BY code LIMIT 1`),
      ...{ headId: leaderId, leaderId, dutyLeaderId: leaderId, handlerIds: [leaderId] },
      ...{ deputyId: await person('A1002'), personId: await person('A1003') },
      ...{ personIds: [leaderId], siteIds: [], attachmentIds: [], roles: ['quality-reviewer'] },
      ...{ email: 'somebody@example.test', visibility: 'public', timeZone: 'Asia/Shanghai' },
      ...{ absentUntil: '2026-03-20T09:00:00Z', basedOn: 1, copyOf: null, change: CALENDAR },
      calendarId: await this.id(`SELECT id FROM calendar LIMIT 1`),
    };
    const author = await this.api.client().signIn(NUMBERS.author);
    for (const { id } of await this.rows<{ id: string }>(
      `SELECT id FROM department WHERE kind = 'ordinary'`,
    )) {
      await this.submit(author, id);
    }
    this.api.clock.moveTo('2026-03-16T10:00:00+08:00');
    await this.work();
    const [coordinator] = await this.rows<{ number: string }>(
      `SELECT employee_number AS number FROM person WHERE id = (SELECT head_id FROM department WHERE kind = 'coordinator')`,
    );
    for (const [name, number] of Object.entries({ ...NUMBERS, coordinator: coordinator?.number ?? '' })) {
      this.clients[name as Person] = await this.api.client().signIn(number);
    }
  }

  private async work(): Promise<void> {
    const of = <Worker>(worker: abstract new (...parameters: never[]) => Worker): Worker =>
      this.api.app.get<Worker>(worker, { strict: false });
    for (let isOver = false; !isOver;) {
      const clocks = (await of(ClockSweep).sweep()) + (await of(ClockReactions).advance());
      const done = clocks + (await of(BulletinRules).advance());
      isOver = done === 0 && !(await isBehind(this.api.unitOfWork, 'clock-reactions', 'bulletin-rules'));
    }
  }

  private async submit(author: ApiClient, departmentId = this.known['departmentId']): Promise<string> {
    const wish = sampleOf({ $ref: '#/components/schemas/SubmitTicketDto' }, { ...this.known, departmentId });
    const { status, body } = await author.request<{ id: string }>('POST', '/tickets', wish);
    if (status !== 201) throw new Error(`A ticket was not taken: ${JSON.stringify(body)}`);
    return body.id;
  }

  private async submitAnonymously(): Promise<string> {
    const author = await AnonymousAuthor.make((sql, parameters) =>
      this.api.database.dataSource.query(sql, [...parameters]),
    );
    await author.submit('2026-03-15', { departmentId: this.known['departmentId'] as string });
    while ((await this.api.app.get(Admission, { strict: false }).sweep()) > 0);
    const key = author.authorKey.toString('base64url');
    return this.id(`SELECT id FROM ticket WHERE author_public_key = $1`, key);
  }

  private async ticketFor(path: string): Promise<Target> {
    const [by = 'author', ...before] = STEPS[path.split('/').at(-1) ?? ''] ?? [];
    const isAnonymous = before[0] === 'anonymous';
    const id = isAnonymous ? await this.submitAnonymously() : await this.submit(this.clients.author);
    this.known['intoTicketId'] = await this.submit(this.clients.author);
    const version = async (): Promise<number> =>
      (await this.rows<{ version: number }>(`SELECT version FROM ticket WHERE id = $1`, [id]))[0]?.version ??
      0;
    for (const step of before.slice(isAnonymous ? 1 : 0)) {
      const route = ROUTES.get(`POST /tickets/{ticketId}/${step}`);
      // Answers are private here, so that there is still something to publish.
      const body =
        step === 'answer' ? { text: 'Done.', visibility: 'private' } : route && (await this.bodyOf(route));
      const client = this.clients[STEPS[step]?.[0] ?? 'author'];
      const answered = await client.request('POST', `/tickets/${id}/${step}`, body, {
        version: await version(),
      });
      if (answered.status !== 200) throw new Error(`${step}: ${JSON.stringify(answered.body)}`);
    }
    return { path: path.replace('{ticketId}', id), clients: [this.clients[by]], version: await version() };
  }

  private async bulletin(): Promise<BulletinDto> {
    const { leader } = this.clients;
    const { items } = await leader.get<BulletinPageDto>('/bulletins?box=drafts');
    return leader.get<BulletinDto>(
      `/bulletins/${items[0]?.id ?? (await this.id(`SELECT id FROM bulletin`))}`,
    );
  }

  private async rectificationFor(path: string): Promise<Target> {
    const { head, leader } = this.clients;
    const owed = async (who: ApiClient): Promise<{ id: string; version: number }> =>
      (await who.get<RectificationPageDto>('/rectifications')).items[0] ?? { id: randomUUID(), version: 1 };
    const { id, version } = await owed(head);
    if (path.endsWith('answer'))
      return { path: path.replace('{rectificationId}', id), clients: [head], version };
    const text = 'There is a warm counter now.';
    await head.request('POST', `/rectifications/${id}/answer`, { text, doneOn: '2026-04-01' }, { version });
    const now = await this.rows<{ version: number }>(`SELECT version FROM rectification WHERE id = $1`, [id]);
    return { path: path.replace('{rectificationId}', id), clients: [leader], version: now[0]?.version };
  }

  private async draftId(): Promise<string> {
    const id = await this.id(`SELECT id FROM policy_draft WHERE state = 'open' LIMIT 1`);
    if (id !== '') return id;
    return (await this.nextAdmin().request<{ id: string }>('POST', '/policy/drafts', {})).body.id;
  }
}

const ROUTES = new Map(describedRoutes().map((route) => [route.name, route]));

/** Who asks, or what it is about: one such group stays below what a person may ask in a minute. */
export function groupOf({ path }: DescribedRoute): string {
  const [, room = '', second = ''] = path.split('/');
  if (room === 'tickets') return `tickets: ${STEPS[path.split('/').at(-1) ?? '']?.[0] ?? 'author'}`;
  if (room === 'rectifications') return 'bulletins';
  return room === 'admin' ? `${room}/${second}` : room;
}
