import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The API as OpenAPI 3.1, made from the code; `docs/openapi.json` is this and a test keeps it so. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Huiyin')
    .setDescription(
      'Every refusal is application/problem+json (RFC 9457) with a stable `code`. Writes to something that has a ' +
        '`version` need If-Match; creates need an Idempotency-Key; lists are read page by page with `cursor`.',
    )
    .setVersion('1')
    .addCookieAuth('__Host-huiyin')
    .build();
  return SwaggerModule.createDocument(app, description, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Huiyin API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const START = `window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', validatorUrl: null });`;
const FILES = ['/swagger-ui.css', '/swagger-ui-bundle.js'];

/** `/api/openapi.json`, and a page to try it that runs no inline script. */
export async function serveApiDescription(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const description = JSON.stringify(describeApi(app));
  const files = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  server.get('/api/openapi.json', async (_request, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(description),
  );
  server.get('/api/docs', async (_request, reply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      )
      .send(PAGE),
  );
  server.get('/api/docs/start.js', async (_request, reply) =>
    reply.header('content-type', 'text/javascript; charset=utf-8').send(START),
  );
  await app.register(fastifyStatic, {
    root: files,
    prefix: '/api/docs/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => FILES.includes(path),
  });
}
