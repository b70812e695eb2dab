import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Log, mayReadMetrics, ProcessMetrics, Settings } from '@huiyin/platform';

const REQUEST_LIMIT_MS = 10_000;

/** Shows this worker's own metrics on a port of its own, when one is set. */
@Injectable()
export class MetricsServer implements OnModuleDestroy {
  private server: Server | null = null;

  constructor(
    private readonly metrics: ProcessMetrics,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  /** Resolves with the port, or null when nothing is shown. */
  async start(): Promise<number | null> {
    const { access, workerPort } = this.settings.metrics;
    if (access === 'closed' || workerPort === null) return null;
    this.metrics.start();
    const server = createServer({ requestTimeout: REQUEST_LIMIT_MS }, (request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        this.log.error('metrics could not be written', { error });
        response.writeHead(500).end();
      });
    });
    server.listen(workerPort, this.settings.host);
    await once(server, 'listening');
    this.server = server;
    this.log.log('metrics are shown', { port: workerPort });
    return workerPort;
  }

  async onModuleDestroy(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isAsked = request.method === 'GET' && request.url?.split('?')[0] === '/metrics';
    const reader = { remoteAddress: request.socket.remoteAddress, headers: request.headers };
    if (!isAsked || !mayReadMetrics(this.settings.metrics, reader)) {
      response.writeHead(404).end();
      return;
    }
    const text = await this.metrics.text();
    response
      .writeHead(200, {
        'content-type': 'text/plain; version=0.0.4; charset=utf-8',
        'cache-control': 'no-store',
      })
      .end(text);
  }
}
