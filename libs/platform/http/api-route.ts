import type { FastifyRequest } from 'fastify';

/** Whether a request is for the api. The route tells, which the router has found: an address has many spellings. */
export function isForApi(request: FastifyRequest): boolean {
  return request.routeOptions.url?.startsWith('/api/') ?? false;
}
