import { ValidateBy } from 'class-validator';

const FORM =
  /^(?!0000)(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Whether a text names an instant: a day of the calendar, a time and an offset, as in `2026-03-02T09:30:00+08:00`.
 * `Date.parse` says yes to 30 February, and what else calls itself ISO 8601 to weeks that `Date` cannot read.
 */
export function isInstant(value: unknown): value is string {
  const day = typeof value === 'string' ? FORM.exec(value)?.[1] : undefined;
  if (day === undefined) return false;
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** A text that names an instant; `new Date` reads it. */
export function Instant(): PropertyDecorator {
  return ValidateBy({
    name: 'instant',
    validator: {
      validate: isInstant,
      defaultMessage: () => '$property must be an instant with its offset, such as 2026-03-02T09:30:00Z',
    },
  });
}
