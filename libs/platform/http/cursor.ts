import { platformRefusals } from '../problems/platform-refusals.js';
import { isInstant } from './instant.js';

/** One page of a list; `nextCursor` is null on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Opaque text for the sort key of the last row shown. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

const PART_CHECKS = {
  instant: (part: unknown) => isInstant(part) && new Date(part).toISOString() === part,
  uuid: (part: unknown) =>
    typeof part === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(part),
  text: (part: unknown) => typeof part === 'string' && part.isWellFormed() && !part.includes('\0'),
  number: (part: unknown) => typeof part === 'number' && Number.isSafeInteger(part),
} as const;

/** The sort key in a cursor, part by part of the types named, null when there is none, or a refusal. */
export function decodeCursor(
  cursor: string | undefined,
  types: readonly (keyof typeof PART_CHECKS)[],
): (string | number)[] | null {
  if (cursor === undefined || cursor === '') return null;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw platformRefusals.refuse('request.cursor-invalid');
  }
  const fits =
    Array.isArray(key) &&
    key.length === types.length &&
    types.every((type, index) => PART_CHECKS[type]((key as unknown[])[index]));
  if (!fits) throw platformRefusals.refuse('request.cursor-invalid');
  return key as (string | number)[];
}

/** Makes a page of the rows of a query that asked for one row more than `limit`. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null,
  };
}
