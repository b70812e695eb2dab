import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { platformRefusals } from '../problems/platform-refusals.js';

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** The version in `If-Match: "3"`; a write without it is refused with 428. */
export function ifMatchVersionOf(request: FastifyRequest): number {
  const value = header(request, 'if-match');
  if (value === undefined) throw platformRefusals.refuse('request.if-match-required');
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(value.trim());
  if (!match?.[1]) throw platformRefusals.refuse('request.if-match-invalid');
  return Number(match[1]);
}

/** The `Idempotency-Key` of a request, or null when it has none. */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const value = header(request, 'idempotency-key');
  if (value === undefined) return null;
  if (!/^[\x21-\x7e]{8,200}$/.test(value)) throw platformRefusals.refuse('request.idempotency-key-required');
  return value;
}

/** A UUID in the address; anything else is an address at which there is nothing. */
export function uuidOf(value: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) {
    throw platformRefusals.refuse('request.not-found');
  }
  return value.toLowerCase();
}

const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

export const IfMatchVersion = createParamDecorator((_: unknown, context: ExecutionContext): number =>
  ifMatchVersionOf(requestOf(context)),
);

/** The `Idempotency-Key` of a create; a create without it is refused. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = idempotencyKeyOf(requestOf(context));
  if (key === null) throw platformRefusals.refuse('request.idempotency-key-required');
  return key;
});

/** The `Idempotency-Key` where one is welcome but not required. */
export const OptionalIdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null => idempotencyKeyOf(requestOf(context)),
);
