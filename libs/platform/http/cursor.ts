import { platformRefusals } from '../problems/platform-refusals.js';

/** One page of a list; `nextCursor` is null on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Opaque text for the sort key of the last row shown. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key in a cursor: as many strings or numbers as `types` names, or a refusal. */
export function decodeCursor(
  cursor: string | undefined,
  types: readonly ('string' | 'number')[],
): (string | number)[] | null {
  if (cursor === undefined || cursor === '') return null;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw platformRefusals.refuse('request.cursor-invalid');
  }
  if (
    !Array.isArray(key) ||
    key.length !== types.length ||
    !key.every((part: unknown, index) => typeof part === types[index])
  ) {
    throw platformRefusals.refuse('request.cursor-invalid');
  }
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
