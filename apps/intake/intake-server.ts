import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ENVELOPE_BYTES, meaninglessResponse } from '../../libs/anonymity/intake/envelope.js';
import { Gate } from '../../libs/platform/jobs/gate.js';
import type { Alarms } from './alarms.js';
import { BODY_LIMIT_MS, readEnvelope } from './read-envelope.js';

/** Answers leave at multiples of this after the last byte came, so that no work can be told from its duration. */
export const ANSWER_STEP_MS = 250;
/** Connections beyond it are closed at once, which is the cheapest way to meet a flood; a thousand a second get through. */
const MAX_CONNECTIONS = 256;
/** With more than so many those are closed that have said nothing for so long: their places belong to whoever speaks. */
const MANY_CONNECTIONS = 192;
const SILENCE_MS = 1_000;
/** Bodies in memory at a time, 16 MiB together; other senders wait with theirs. */
const MAX_BODIES = 64;
/** Bodies being opened at a time: two cores, and one that is about to come. */
const MAX_OPENING = 4;
/**
 * For so long a place stays taken by what was not welcome: a flood of forgeries costs no more than 200 a second do, while
 * what is welcome is taken as fast as it comes. No answer tells of it, because none waits for it.
 */
const REST_MS = 20;
const MAX_HEADER_BYTES = 16_384;

export interface ServerParts {
  /** The only origin whose pages may read an answer. */
  readonly webOrigin: string;
  readonly alarms: Alarms;
  /** Makes the response to an envelope; never fails. */
  readonly answer: (envelope: Buffer) => Promise<IntakeAnswer>;
  /** Milliseconds; a test moves them. */
  readonly pace?: Pace;
}

export interface Pace {
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

const REAL_PACE: Pace = { now: () => performance.now(), wait: (milliseconds) => delay(milliseconds) };

export interface IntakeAnswer {
  readonly response: Buffer;
  /** It could be opened and was not refused. */
  readonly isWelcome: boolean;
}

type RequestKind = 'envelope' | 'credentials' | 'malformed' | 'preflight' | 'health' | 'unknown';

/**
 * HTTP as far as an envelope needs it. Plain `node:http` and no framework: whatever looks at requests would have to be
 * kept from looking at their headers. Who sends is never read; every answer to an envelope has one size.
 */
export class IntakeServer {
  private readonly server: Server;
  private readonly bodies = new Gate(MAX_BODIES);
  private readonly opening = new Gate(MAX_OPENING);
  /** Taken again and again: to collect a quarter of a megabyte for each envelope costs more than to open it. */
  private readonly spare: Buffer[] = [];
  /** Connections that have not brought the head of a request, oldest first, and since when. */
  private readonly silent = new Map<Socket, number>();
  private connections = 0;
  private readonly pace: Pace;

  constructor(private readonly parts: ServerParts) {
    this.pace = parts.pace ?? REAL_PACE;
    this.server = createServer(
      {
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: BODY_LIMIT_MS,
        requestTimeout: 4 * BODY_LIMIT_MS,
        connectionsCheckingInterval: 5_000,
        keepAlive: false,
      },
      (request, response) => {
        this.handle(request, response).catch(() => {
          this.parts.alarms.count('failed');
          response.destroy();
        });
      },
    );
    this.server.maxConnections = MAX_CONNECTIONS;
    this.server.on('connection', (socket: Socket) => {
      this.silent.set(socket, performance.now());
      this.connections++;
      socket.once('close', () => {
        this.silent.delete(socket);
        this.connections--;
      });
      this.closeSilent();
    });
    this.server.on('drop', () => this.closeSilent());
    this.server.on('clientError', (_error, socket) => socket.destroy());
    this.server.on('upgrade', (_request, socket) => socket.destroy());
    this.server.on('connect', (_request, socket) => socket.destroy());
  }

  /** @returns the port */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port, host, backlog: MAX_CONNECTIONS }, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Lets what has come be answered. */
  async close(): Promise<void> {
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const kind = kindOf(request);
    dropHeaders(request);
    this.silent.delete(request.socket);
    const arrivedAt = this.pace.now();
    response.sendDate = false;
    response.setHeader('connection', 'close');
    response.setHeader('cache-control', 'no-store');
    response.setHeader('access-control-allow-origin', this.parts.webOrigin);
    switch (kind) {
      case 'preflight':
        response.setHeader('access-control-allow-methods', 'POST');
        response.setHeader('access-control-allow-headers', 'content-type');
        await this.send(response, 204, arrivedAt);
        return;
      case 'health':
        await this.send(response, 204, arrivedAt);
        return;
      case 'unknown':
        await this.send(response, 404, arrivedAt);
        return;
      case 'credentials':
      case 'malformed':
      case 'envelope':
        await this.take(kind, request, response);
    }
  }

  /**
   * One way for whatever comes, so that nothing is answered sooner or later than anything else. As much as an envelope is
   * taken from the line of what is none, so that an honest sender comes to read the answer.
   */
  private async take(
    kind: 'credentials' | 'malformed' | 'envelope',
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { arrivedAt, answer } = await this.withBody(request, async (body) => {
      const arrivedAt = this.pace.now();
      const envelope = kind === 'envelope' ? body : null;
      if (envelope === null) this.parts.alarms.count(kind === 'envelope' ? 'malformed' : kind);
      return { arrivedAt, answer: await this.open(envelope) };
    });
    await this.send(response, 200, arrivedAt, answer);
  }

  /** Does not wait for the rest of its place, or what was refused could be late for its step. */
  private open(envelope: Buffer | null): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const work = async (): Promise<void> => {
        const { response, isWelcome } = envelope
          ? await this.parts.answer(envelope)
          : { response: meaninglessResponse(), isWelcome: false };
        resolve(response);
        if (!isWelcome) await this.pace.wait(REST_MS);
      };
      this.opening.run(work).catch(reject);
    });
  }

  /** @param work with the bytes of one envelope, which are another's afterwards; null when they are none */
  private async withBody<Result>(
    request: IncomingMessage,
    work: (envelope: Buffer | null) => Promise<Result>,
  ): Promise<Result> {
    return this.bodies.run(async () => {
      const buffer = this.spare.pop() ?? Buffer.allocUnsafeSlow(ENVELOPE_BYTES);
      try {
        const isWhole = await readEnvelope(request, buffer, () => this.bodies.isWanted);
        return await work(isWhole ? buffer : null);
      } finally {
        this.spare.push(buffer);
      }
    });
  }

  private async send(
    response: ServerResponse,
    status: number,
    arrivedAt: number,
    body?: Buffer,
  ): Promise<void> {
    const took = this.pace.now() - arrivedAt;
    await this.pace.wait(Math.max(1, Math.ceil(took / ANSWER_STEP_MS)) * ANSWER_STEP_MS - took);
    if (body) {
      response.setHeader('content-type', 'application/octet-stream');
      response.setHeader('content-length', body.length);
    }
    response.writeHead(status).end(body);
  }

  private closeSilent(): void {
    if (this.connections < MANY_CONNECTIONS) return;
    for (const [socket, since] of this.silent) {
      if (performance.now() - since < SILENCE_MS) return;
      socket.destroy();
    }
  }
}

/** The last that anybody sees of the headers. */
function kindOf({ method, url, headers }: IncomingMessage): RequestKind {
  if (method === 'GET' && url === '/health') return 'health';
  if (url !== '/' || (method !== 'POST' && method !== 'OPTIONS')) return 'unknown';
  if (headers.cookie !== undefined || headers.authorization !== undefined) return 'credentials';
  if (method === 'OPTIONS') return 'preflight';
  const isEnvelope =
    headers['content-type'] === 'application/octet-stream' &&
    headers['content-length'] === String(ENVELOPE_BYTES) &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined;
  return isEnvelope ? 'envelope' : 'malformed';
}

function dropHeaders(request: IncomingMessage): void {
  request.rawHeaders.length = 0;
  request.headers = {};
  request.headersDistinct = {};
}
