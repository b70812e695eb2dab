import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** One request as it went over the wire, and what came back. */
export interface Exchange {
  method: string;
  url: string;
  /** As sent, cookies and all. */
  requestHeaders: Readonly<Record<string, string>>;
  status: number;
  /** Of the answer with its headers. */
  receivedBytes: number;
  /** Number of the connection within the browser. */
  connection: number;
  isFinished: boolean;
}

interface Events {
  'Network.requestWillBeSent': {
    requestId: string;
    request: { method: string; url: string; headers: Record<string, string> };
  };
  'Network.requestWillBeSentExtraInfo': { requestId: string; headers: Record<string, string> };
  'Network.responseReceived': { requestId: string; response: { status: number; connectionId: number } };
  'Network.loadingFinished': { requestId: string; encodedDataLength: number };
  'Network.loadingFailed': { requestId: string };
}
const METHODS = [
  'Network.requestWillBeSent',
  'Network.requestWillBeSentExtraInfo',
  'Network.responseReceived',
  'Network.loadingFinished',
  'Network.loadingFailed',
] as const satisfies readonly (keyof Events)[];
type Message = { readonly [Name in keyof Events]: { method: Name; params: Events[Name] } }[keyof Events];

interface Paused {
  readonly requestId: string;
  readonly responseHeaders?: { name: string; value: string }[];
}

/** Listens to everything that a page and its workers send, as the developer tools do. */
export class Wire {
  private readonly byId = new Map<string, Exchange>();
  private workers = 0;
  private readonly changes = new Set<() => void>();

  private constructor(private readonly session: CDPSession) {}

  /**
   * @param workers what the addresses of workers' scripts look like
   * @param script runs in each worker before its own, so that a test can hold what the worker takes from its surroundings
   */
  static async of(context: BrowserContext, page: Page, workers: string, script: string): Promise<Wire> {
    const session = await context.newCDPSession(page);
    const wire = new Wire(session);
    for (const name of METHODS) {
      session.on(name, (params) => wire.hear({ method: name, params } as unknown as Message));
    }
    session.on('Target.attachedToTarget', ({ sessionId }) => void wire.follow(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ message }) =>
      wire.hear(JSON.parse(message) as Message | { readonly id: number }),
    );
    session.on('Fetch.requestPaused', (paused) => void wire.prepend(script, paused));
    // The page alone: what workers ask for is not touched.
    await session.send('Fetch.enable', { patterns: [{ urlPattern: workers, requestStage: 'Response' }] });
    await session.send('Network.enable');
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return wire;
  }

  /** In the order in which they were sent. */
  get exchanges(): readonly Exchange[] {
    return [...this.byId.values()];
  }

  /** Resolves when so many requests like this, `METHOD address`, have been answered to the end. */
  async answered(like: RegExp, count: number): Promise<void> {
    await this.until(() => this.exchanges.filter(isAnswered(like)).length >= count);
  }

  /** Resolves when a worker is listened to. */
  async worker(): Promise<void> {
    await this.until(() => this.workers > 0);
  }

  private async until(isSo: () => boolean): Promise<void> {
    if (isSo()) return;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        this.changes.delete(look);
        resolve();
      };
      this.changes.add(look);
    });
  }

  private async follow(sessionId: string): Promise<void> {
    const message = JSON.stringify({ id: 1, method: 'Network.enable' });
    await this.session.send('Target.sendMessageToTarget', { sessionId, message });
  }

  private async prepend(script: string, { requestId, responseHeaders = [] }: Paused): Promise<void> {
    const { body, base64Encoded } = await this.session.send('Fetch.getResponseBody', { requestId });
    const text = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
    await this.session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: responseHeaders.filter(({ name }) => !/^content-(encoding|length)$/i.test(name)),
      body: Buffer.concat([Buffer.from(script), text]).toString('base64'),
    });
  }

  private hear(message: Message | { readonly id: number }): void {
    if ('id' in message) this.workers++;
    else if (METHODS.some((name) => name === message.method)) this.note(message);
    for (const change of this.changes) change();
  }

  private note({ method, params }: Message): void {
    const id = params.requestId;
    const known = this.byId.get(id) ?? {
      method: '',
      url: '',
      requestHeaders: {},
      status: 0,
      receivedBytes: 0,
      connection: 0,
      isFinished: false,
    };
    this.byId.set(id, known);
    switch (method) {
      case 'Network.requestWillBeSent':
        known.method = params.request.method;
        known.url = params.request.url;
        break;
      case 'Network.requestWillBeSentExtraInfo':
        known.requestHeaders = params.headers;
        break;
      case 'Network.responseReceived':
        known.status = params.response.status;
        known.connection = params.response.connectionId;
        break;
      case 'Network.loadingFinished':
        known.receivedBytes = params.encodedDataLength;
        known.isFinished = true;
        break;
      case 'Network.loadingFailed':
        known.isFinished = true;
    }
  }
}

function isAnswered(like: RegExp): (exchange: Exchange) => boolean {
  return ({ method, url, isFinished }) => isFinished && like.test(`${method} ${url}`);
}
