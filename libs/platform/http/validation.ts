import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { IsInt, type ValidationError } from 'class-validator';
import { platformRefusals } from '../problems/platform-refusals.js';
import type { FieldError } from '../problems/refusal.js';

function fieldErrors(errors: readonly ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : `${path}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ field, rule, message }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

/** A body must be an object: the stock pipe lets `null` through unchecked, and no body at all as well. */
class BodyValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return (await super.transform(value, metadata)) as unknown;
    const body = value === undefined ? {} : value;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      const message = 'the body must be a JSON object';
      throw platformRefusals.refuse('request.invalid', {}, [{ field: '', rule: 'object', message }]);
    }
    return (await super.transform(body, metadata)) as unknown;
  }
}

/** Unknown fields and wrong types are refused, each by name; nothing is converted by guessing. */
export function createValidationPipe(): ValidationPipe {
  return new BodyValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    stopAtFirstError: true,
    exceptionFactory: (errors) => platformRefusals.refuse('request.invalid', {}, fieldErrors(errors)),
  });
}

class ValidationProbe {
  @IsInt()
  number: number;
}

class ValidationProbeTarget {
  @Reflect.metadata('probe', true)
  take(_body: ValidationProbe): void {}
}

/**
 * Refuses to start a program whose validation checks nothing: code compiled without decorator metadata gives the
 * pipe no types, and it then lets every body through in silence.
 */
export async function assertValidationWorks(pipe: ValidationPipe): Promise<void> {
  const types: unknown = Reflect.getMetadata('design:paramtypes', ValidationProbeTarget.prototype, 'take');
  const metatype = Array.isArray(types) ? (types[0] as ArgumentMetadata['metatype']) : undefined;
  const accepted = await pipe
    .transform({ number: 'not a number', unknown: 1 }, { type: 'body', metatype })
    .then(() => true)
    .catch(() => false);
  if (accepted) {
    throw new Error(
      'Input is not being validated: build with decorator metadata (npm run build) and start again.',
    );
  }
}
