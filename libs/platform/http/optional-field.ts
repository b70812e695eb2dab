import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateIf } from 'class-validator';

/** A field that may be left out. `null` says the same: many programs send it for what they do not have. */
export function OptionalField(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => value ?? undefined),
    IsOptional(),
  );
}

/** A field that may be left out, of a thing that is changed: what is left out stays. `null` says something else. */
export function WhenSent(): PropertyDecorator {
  return ValidateIf((_, value: unknown) => value !== undefined);
}
