import type { FastifyInstance } from 'fastify';
import { problemOf } from '../problems/problem-filter.js';
import { platformRefusals } from '../problems/platform-refusals.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site makes a browser send (also sign-out). A browser tells by Sec-Fetch-Site or by
 * Origin; a program that sends neither has no cookies of a user to abuse.
 */
export function refuseCrossSiteWrites(server: FastifyInstance, publicUrl: string): void {
  const publicOrigin = new URL(publicUrl).origin;
  server.addHook('onRequest', async (request, reply) => {
    if (SAFE.has(request.method)) return;
    const site = request.headers['sec-fetch-site'];
    const origin = request.headers.origin;
    const foreign =
      (site !== undefined && site !== 'same-origin') ||
      (origin !== undefined &&
        origin !== publicOrigin &&
        origin !== `${request.protocol}://${request.headers.host ?? ''}`);
    if (!foreign) return;
    const refused = platformRefusals.refuse('request.cross-site');
    await reply
      .status(refused.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(problemOf(refused, request.url.split('?')[0] ?? ''));
  });
}
