import { setTimeout as delay } from 'node:timers/promises';

/** A final answer of the api, with how long its last attempt took. */
export interface ApiAnswer {
  readonly status: number;
  /** Empty when the answer had no JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly durationMs: number;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Below /api/v1. */
  readonly path: string;
  readonly body?: unknown;
  /** Sent as If-Match. */
  readonly version?: number;
  readonly idempotencyKey?: string;
}

/** The api gave no final answer for as long as the caller was willing to ask. */
export class ApiSilent extends Error {
  override readonly name = 'ApiSilent';
}

const REQUEST_LIMIT_MS = 30_000;
const PAUSE_AFTER_FAILURE_MS = 250;
const FOR_NOW = new Set([502, 503, 504]);

/**
 * One employee who uses the api over HTTP. Asks again, with the same request, when the api is away, asks to wait or has
 * forgotten the session; whoever sends an idempotency key is therefore answered as if nothing had happened.
 */
export class ApiPerson {
  private cookie = '';
  private signingIn: Promise<void> | undefined;

  constructor(
    /** Without a path. */
    private readonly url: string,
    readonly employeeNumber: string,
    private readonly password: string,
    /** How long one request may go without a final answer. */
    private readonly patienceMs: number,
  ) {}

  /** @throws ApiSilent; an answer with any final status is returned */
  async send(request: ApiRequest): Promise<ApiAnswer> {
    const startedAtMs = performance.now();
    if (this.cookie === '') await this.signIn(startedAtMs);
    for (let signedInAgain = false; ;) {
      const answer = await this.insist(request, startedAtMs);
      if (answer.status !== 401 || signedInAgain) return answer;
      signedInAgain = true;
      await this.signIn(startedAtMs);
    }
  }

  /** Once for everybody who waits for it. */
  private async signIn(startedAtMs: number): Promise<void> {
    this.signingIn ??= this.openSession(startedAtMs).finally(() => (this.signingIn = undefined));
    await this.signingIn;
  }

  private async openSession(startedAtMs: number): Promise<void> {
    const { employeeNumber, password } = this;
    this.cookie = '';
    const answer = await this.insist(
      { method: 'POST', path: '/session', body: { employeeNumber, password } },
      startedAtMs,
    );
    if (answer.status !== 201) {
      throw new ApiSilent(
        `${employeeNumber} cannot sign in: ${answer.status} ${String(answer.body['code'])}`,
      );
    }
  }

  private async insist(request: ApiRequest, startedAtMs: number): Promise<ApiAnswer> {
    for (;;) {
      let pauseMs = PAUSE_AFTER_FAILURE_MS;
      let reason: string;
      try {
        const answer = await this.attempt(request);
        if (answer.status !== 429 && !FOR_NOW.has(answer.status)) return answer;
        const seconds = Number(answer.body['retryAfterSeconds']);
        if (seconds > 0) pauseMs = seconds * 1000;
        reason = String(answer.status);
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
      if (performance.now() - startedAtMs + pauseMs > this.patienceMs) {
        throw new ApiSilent(`${request.method} ${request.path} was given up: ${reason}`);
      }
      await delay(pauseMs);
    }
  }

  private async attempt(request: ApiRequest): Promise<ApiAnswer> {
    const { body, version, idempotencyKey } = request;
    const sentAtMs = performance.now();
    const response = await fetch(`${this.url}/api/v1${request.path}`, {
      method: request.method,
      redirect: 'error',
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const durationMs = performance.now() - sentAtMs;
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const session = cookies.find((pair) => pair.startsWith('__Host-huiyin='));
    if (session !== undefined) this.cookie = session;
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    const parsed: unknown = isJson ? JSON.parse(text) : {};
    // A list is wrapped, so that every answer is an object.
    const content = Array.isArray(parsed) ? { items: parsed } : parsed;
    return { status: response.status, body: content as ApiAnswer['body'], durationMs };
  }
}
