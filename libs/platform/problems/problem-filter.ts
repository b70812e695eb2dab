import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { sqlState } from '../database/unit-of-work.js';
import { Log } from '../logging/log.js';
import { platformRefusals } from './platform-refusals.js';
import { Refused } from './refusal.js';

/** RFC 9457 body; `code` is stable, `errors` names the fields, further members depend on the code. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly instance: string;
  readonly errors?: readonly { field: string; rule: string; message: string; limit?: number | string }[];
  readonly [member: string]: unknown;
}

export function problemOf(refused: Refused, instance: string): ProblemDetails {
  return {
    ...refused.parameters,
    type: `urn:huiyin:problem:${refused.code}`,
    title: refused.title,
    status: refused.status,
    code: refused.code,
    instance,
    ...(refused.errors.length > 0 ? { errors: refused.errors } : {}),
  };
}

/** Network and server states in which the same request may simply be sent again. */
const PASSING = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

function isPassing(error: unknown): boolean {
  if (error instanceof QueryFailedError) {
    const state = sqlState(error) ?? '';
    // 08: connection, 53: out of resources, 57P: administrator shutdown and crash, 57014: statement timeout
    return (
      state.startsWith('08') ||
      state.startsWith('53') ||
      state.startsWith('57') ||
      isPassing(error.driverError)
    );
  }
  // The connection broke between two statements of a transaction, which is gone with it.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    PASSING.has(code) ||
    /^(08|53|57)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client was closed|not queryable|connection error/i.test(
      error.message,
    )
  );
}

/** Turns whatever was thrown into the refusal that the caller may see; unknown errors tell nothing. */
export function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (isPassing(error)) return platformRefusals.refuse('service.unavailable');
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
        ? error.statusCode
        : 500;
  switch (status) {
    case 404:
      return platformRefusals.refuse('request.not-found');
    case 413:
      return platformRefusals.refuse('request.too-large');
    case 415:
      return platformRefusals.refuse('request.media-type');
    case 429:
      return platformRefusals.refuse('request.rate-limited');
    default:
      return status >= 400 && status < 500
        ? platformRefusals.refuse('request.malformed')
        : platformRefusals.refuse('service.failed');
  }
}

function answer(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const refused = refusalOf(error);
  if (refused.status >= 500) log.error('request failed', { route: request.routeOptions.url ?? '', error });
  if (refused.status === 503) void reply.header('retry-after', '2');
  void reply
    .status(refused.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(problemOf(refused, request.url.split('?')[0] ?? ''));
}

/**
 * Answers what goes wrong before a handler, in a hook or while a body is read. Called before the first route: the
 * server fixes a route's error handler when the route is declared, and Nest sets its own only after all of them.
 */
export function answerEarlyErrors(server: FastifyInstance, log: Log): void {
  server.addHook('onRoute', (route) => {
    route.errorHandler ??= (error, request, reply) => answer(error, request, reply, log);
  });
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.log);
  }
}
