import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { platformRefusals } from '../problems/platform-refusals.js';

function header(context: ExecutionContext, name: string): string | undefined {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** The version in `If-Match: "3"`; a write without it is refused with 428. */
export const IfMatchVersion = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const value = header(context, 'if-match');
  if (value === undefined) throw platformRefusals.refuse('request.if-match-required');
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(value.trim());
  if (!match?.[1]) throw platformRefusals.refuse('request.if-match-invalid');
  return Number(match[1]);
});

/** The `Idempotency-Key` of a create; a create without it is refused. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const value = header(context, 'idempotency-key');
  if (value === undefined || !/^[\x21-\x7e]{8,200}$/.test(value)) {
    throw platformRefusals.refuse('request.idempotency-key-required');
  }
  return value;
});

/** The `Idempotency-Key` where one is welcome but not required. */
export const OptionalIdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null => {
    const value = header(context, 'idempotency-key');
    if (value === undefined) return null;
    if (!/^[\x21-\x7e]{8,200}$/.test(value)) {
      throw platformRefusals.refuse('request.idempotency-key-required');
    }
    return value;
  },
);
