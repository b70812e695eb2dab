import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  assertValidationWorks,
  createValidationPipe,
  Log,
  observeRequests,
  type Clock,
  type Settings,
} from '@huiyin/platform';
import { databaseParts } from '../../config/rooms.js';
import { ApiModule } from './api.module.js';
import { describeApi, serveApiDescription } from './http/open-api.js';
import { protect } from './http/security.js';
import { serveWebApp } from './http/web-app.js';

export interface ApiOptions {
  readonly settings: Settings;
  /** Folder of the built single-page app; null serves the API alone. */
  readonly webFolder: string | null;
  /** Given by tests that move time. */
  readonly clock?: Clock;
}

/** Largest JSON body, bytes: the longest text that is allowed, four bytes a character, and room around it. */
const BODY_LIMIT_BYTES = 128 * 1024;

/** The whole api, ready to listen. */
export async function createApi({ settings, webFolder, clock }: ApiOptions): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot({ ...databaseParts, settings, clock }),
    new FastifyAdapter({
      bodyLimit: BODY_LIMIT_BYTES,
      trustProxy: (_address: string, hop: number) => hop < settings.trustProxyHops,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
      forceCloseConnections: 'idle',
    }),
    { bodyParser: false, bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(Log));
  const pipe = createValidationPipe();
  await assertValidationWorks(pipe);
  app.useGlobalPipes(pipe);
  addressRoutes(app);
  app.enableShutdownHooks([]);
  if (settings.metrics.access !== 'closed') observeRequests(app.getHttpAdapter().getInstance());
  await protect(app, settings);
  await serveApiDescription(app);
  if (webFolder !== null) await serveWebApp(app, webFolder, settings.intakeUrl);
  await app.init();
  return app;
}

/** Where the routes are: the api below its version, health and metrics beside it for whatever watches the process. */
function addressRoutes(app: NestFastifyApplication): void {
  app.setGlobalPrefix('api/v1', {
    exclude: [
      { path: 'health/*path', method: RequestMethod.GET },
      { path: 'metrics', method: RequestMethod.GET },
    ],
  });
}

/** The description of the api without a database: nothing is created, only declarations are read. */
export async function describeApiOffline(): Promise<OpenAPIObject> {
  const settings = { mode: 'demo', databaseUrl: '', mailCatcherFolder: null } as Settings;
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot({ ...databaseParts, settings }),
    new FastifyAdapter(),
    { preview: true, logger: false, abortOnError: false },
  );
  addressRoutes(app);
  return describeApi(app);
}
