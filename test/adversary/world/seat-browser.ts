import { randomUUID } from 'node:crypto';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import type { IntakeTransport } from '../../../apps/web/features/anonymity/client/anonymous-session.js';
import type { SheetTransport } from '../../../apps/web/features/anonymity/client/held-sheet.js';
import type { PublishedKeyLog } from '../../../apps/web/features/anonymity/protocol/key-log.js';
import type { IssuerTransport } from '../../../apps/web/features/anonymity/protocol/obtain-token.js';
import type { NetworkRecord, RequestKind } from '../evidence/network.js';
import type { Seat } from './roster.js';

/** `localhost` may be two addresses, and we come from one. */
const SERVER = '127.0.0.1';
/** Sent with what a page asks by itself, as the shipped transports do. */
const BACKGROUND = { 'huiyin-background': '1' };

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

export interface BrowserParts {
  readonly apiUrl: string;
  readonly network: NetworkRecord;
  /** Null, unless a build is to be caught at it. */
  readonly cookiesWith: 'envelopes' | 'keys' | null;
}

/** What a browser is for the servers: an address, headers, cookies and connections. Its code is the shipped one. */
export class SeatBrowser {
  private readonly agent: Agent;
  private readonly cookies = new Map<string, string>();
  /** The last answer that was no success, or why there was none: the client says only that it got nothing. */
  trouble = 'nothing';

  constructor(
    private readonly parts: BrowserParts,
    private readonly seat: Seat,
    private readonly who: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 2, localAddress: seat.ip });
  }

  close(): void {
    this.agent.destroy();
  }

  /** A request of a page to the api. */
  async ask(
    kind: RequestKind,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const { apiUrl } = this.parts;
    const answered = await this.send(kind, {
      ...{ url: `${apiUrl}/api/v1${path}`, method, agent: this.agent, cookie: this.cookieHeader() },
      headers: {
        ...(method === 'GET' ? {} : { origin: apiUrl }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      body: body && Buffer.from(JSON.stringify(body)),
    });
    for (const line of answered.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
    return answered;
  }

  /** @throws Error for any other status than a success */
  async get<Body>(kind: RequestKind, path: string, headers: Record<string, string> = {}): Promise<Body> {
    return readJson<Body>(await this.ask(kind, 'GET', path, undefined, headers), path);
  }

  get issuer(): IssuerTransport {
    return {
      readKeys: async () => {
        const published = await this.readKeys();
        for (const { kind, week, spki } of published.keys) {
          if (kind === 'issuer') this.parts.network.servedKeys.push({ who: this.who, week, spki });
        }
        return published;
      },
      issue: async (wanted) => {
        const path = '/anonymity/tokens';
        return readJson(await this.ask('token', 'POST', path, wanted, BACKGROUND), path);
      },
    };
  }

  get sheets(): SheetTransport {
    return {
      list: () => this.get('sheet', '/answer-sheet', BACKGROUND),
      read: async (edition) => {
        const answered = await this.ask('sheet', 'GET', `/answer-sheet/${edition}`, undefined, BACKGROUND);
        return new Uint8Array(answered.bytes);
      },
    };
  }

  get intake(): IntakeTransport {
    return {
      post: async (url, envelope) => {
        const cookie = this.parts.cookiesWith === 'envelopes' ? this.cookieHeader() : '';
        const headers = { 'content-type': 'application/octet-stream', origin: this.parts.apiUrl };
        const { status, bytes } = await this.send('envelope', {
          ...{ url, method: 'POST', agent: false, cookie, headers, body: Buffer.from(envelope.buffer) },
        });
        if (status !== 200) throw new Error(`intake: ${status}`);
        return new Uint8Array(bytes);
      },
    };
  }

  private async readKeys(): Promise<PublishedKeyLog> {
    const { apiUrl, cookiesWith } = this.parts;
    const path = '/anonymity/keys';
    const answered = await this.send('keys', {
      ...{ url: `${apiUrl}/api/v1${path}`, method: 'GET', agent: false, headers: BACKGROUND },
      cookie: cookiesWith === 'keys' ? this.cookieHeader() : '',
    });
    return readJson(answered, path);
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private send(
    kind: RequestKind,
    wanted: {
      readonly url: string;
      readonly method: string;
      readonly agent: Agent | false;
      readonly cookie: string;
      readonly headers: Record<string, string>;
      readonly body?: Buffer | undefined;
    },
  ): Promise<Answered> {
    const { ip, userAgent } = this.seat;
    const { url, method, agent, cookie, headers, body } = wanted;
    const { port, pathname, search } = new URL(url);
    const options = {
      ...{ host: SERVER, port, path: pathname + search, method, agent, localAddress: ip },
      headers: {
        'user-agent': userAgent,
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
        ...headers,
      },
    };
    const answered = this.parts.network.of({ kind, who: this.who, ip, cookie }, () => {
      return new Promise<Answered>((resolve, reject) => {
        const sent = request(options, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              bytes: Buffer.concat(chunks),
            }),
          );
        });
        sent.on('error', reject);
        sent.end(body);
      });
    });
    return this.noticing(`${method} ${pathname}`, answered);
  }

  private async noticing(what: string, answered: Promise<Answered>): Promise<Answered> {
    try {
      const { status, bytes } = await answered;
      if (status >= 300) this.trouble = `${what}: ${status} ${bytes.toString('utf8')}`;
    } catch (error) {
      this.trouble = `${what}: ${String(error)}`;
    }
    return answered;
  }
}

function readJson<Body>({ status, bytes }: Answered, path: string): Body {
  if (status >= 300) throw new Error(`${path}: ${status} ${bytes.toString('utf8')}`);
  return JSON.parse(bytes.toString('utf8')) as Body;
}
