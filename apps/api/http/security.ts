import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  acceptUploads,
  answerEarlyErrors,
  isForApi,
  Log,
  platformRefusals,
  readJsonBodies,
  refuseCrossSiteWrites,
  type Settings,
} from '@huiyin/platform';

/** Far above what a person or a whole site behind one address does, far below what hurts. */
const REQUESTS_PER_MINUTE = 1_200;

/** Headers, limits and refusals that hold for every request, before any handler. */
export async function protect(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  answerEarlyErrors(server, app.get(Log));
  // JSON and, on its own route, multipart; other formats can be sent across sites without a preflight.
  server.removeContentTypeParser('text/plain');
  readJsonBodies(server);
  refuseCrossSiteWrites(server, settings.publicUrl);
  await acceptUploads(server);
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: settings.publicUrl.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
    xFrameOptions: { action: 'deny' },
  });
  await app.register(fastifyRateLimit, {
    global: true,
    hook: 'preHandler',
    max: REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    cache: 20_000,
    allowList: (request) => !isForApi(request),
    keyGenerator: (request) => request.principal?.personId ?? request.ip,
    errorResponseBuilder: (_request, context) =>
      platformRefusals.refuse('request.rate-limited', { retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  });
  server.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
}
