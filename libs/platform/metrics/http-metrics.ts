import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Histogram, register } from 'prom-client';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

const duration = new Histogram({
  name: 'huiyin_http_request_duration_seconds',
  help: 'Time to answer a request, by route template (never an address that somebody asked for).',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [register],
});

/** The template of a route of the api; everything else is one of two words, so that nobody can add labels by asking. */
export function routeLabel(request: Pick<FastifyRequest, 'routeOptions' | 'is404'>): string {
  const template = request.routeOptions.url;
  if (request.is404 || template === undefined) return 'unknown';
  return /^\/(api|health|metrics)(\/|$)/.test(template) ? template : 'screens';
}

/** Measures every request from now on. */
export function observeRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    duration.observe(
      {
        method: METHODS.has(request.method) ? request.method : 'other',
        route: routeLabel(request),
        status: `${Math.floor(reply.statusCode / 100)}xx`,
      },
      reply.elapsedTime / 1000,
    );
  });
}
