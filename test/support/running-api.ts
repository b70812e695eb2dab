import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnitOfWork, type Clock, type Settings } from '@huiyin/platform';
import { createApi } from '../../apps/api/create-api.js';
import { DEMO_PASSWORD } from '../../apps/cli/seed/demo-people.js';
import { seedDemo } from '../../apps/cli/seed/demo-seed.js';
import { MovableClock } from './movable-clock.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { testSettings } from './test-settings.js';

/** What an answer of the api was. */
export interface Answered<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  /** The body as it came. */
  readonly bytes: Buffer;
}

export interface RequestOptions {
  readonly version?: number;
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
}

function isRaw(body: unknown): body is string | FormData | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;
}

/** A signed-in browser, as far as the api can tell. */
export class ApiClient {
  private cookie = '';

  constructor(
    private readonly baseUrl: string,
    private readonly origin: string,
  ) {}

  async signIn(employeeNumber: string, password = DEMO_PASSWORD): Promise<this> {
    const answered = await this.request('POST', '/session', { employeeNumber, password });
    if (answered.status !== 201) throw new Error(`${employeeNumber} could not sign in: ${answered.status}`);
    return this;
  }

  async request<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answered<Body>> {
    const isCreate = method === 'POST' && options.key !== null;
    const address = path.startsWith(this.baseUrl)
      ? ''
      : this.baseUrl + (path.startsWith('/api') ? '' : '/api/v1');
    const response = await fetch(`${address}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(isCreate ? { 'idempotency-key': options.key ?? randomUUID() } : {}),
        ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
        ...(method === 'GET' ? {} : { origin: this.origin }),
        ...options.headers,
      },
      body: body === undefined ? undefined : isRaw(body) ? body : JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? '';
      const name = pair.split('=')[0] ?? '';
      const others = this.cookie.split('; ').filter((item) => item !== '' && !item.startsWith(`${name}=`));
      this.cookie = [...others, pair].join('; ');
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString('utf8');
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as Body,
    };
  }

  async get<Body = Record<string, unknown>>(path: string): Promise<Body> {
    const answered = await this.request<Body>('GET', path);
    if (answered.status !== 200)
      throw new Error(`GET ${path}: ${answered.status} ${JSON.stringify(answered.body)}`);
    return answered.body;
  }
}

/** The real api on a database of its own with the demo organisation, and a clock that the test moves. */
export interface RunningApi {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly clock: MovableClock;
  readonly unitOfWork: UnitOfWork;
  readonly settings: Settings;
  readonly baseUrl: string;
  client(): ApiClient;
  stop(): Promise<void>;
}

export async function startApi(
  given: { settings?: Partial<Settings>; clock?: MovableClock; webFolder?: string } = {},
): Promise<RunningApi> {
  const database = await createTestDatabase();
  const clock = given.clock ?? new MovableClock('2026-03-02T09:30:00+08:00');
  const settings = testSettings({ ...given.settings, databaseUrl: database.url });
  const unitOfWork = new UnitOfWork(database.dataSource, clock as Clock);
  await seedDemo(unitOfWork);
  const app = await createApi({ settings, webFolder: given.webFolder ?? null, clock });
  await app.listen(settings.port, '127.0.0.1');
  const baseUrl = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    database,
    clock,
    unitOfWork,
    settings,
    baseUrl,
    client: () => new ApiClient(baseUrl, settings.publicUrl),
    async stop() {
      await app.close();
      await database.drop();
    },
  };
}
