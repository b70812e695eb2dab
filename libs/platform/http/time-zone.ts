import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

const REGIONS = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

/**
 * The name of a region's time zone as every browser lists it (`Asia/Shanghai`), or undefined. Offsets and
 * abbreviations are none: `Intl` takes them, and PostgreSQL reads `+08:00` as eight hours in the other direction.
 */
export function canonicalTimeZone(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^(?:utc|[a-z_]+\/[a-z0-9_+/-]+)$/i.test(value)) return undefined;
  try {
    const name = new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
    return REGIONS.has(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

/** The name of a time zone; kept as `canonicalTimeZone` has it. */
export function TimeZone(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => canonicalTimeZone(value) ?? value),
    ValidateBy({
      name: 'isTimeZone',
      validator: {
        validate: (value: unknown) => canonicalTimeZone(value) !== undefined,
        defaultMessage: () => '$property must be the IANA time zone of a region, such as Asia/Shanghai',
      },
    }),
  );
}
