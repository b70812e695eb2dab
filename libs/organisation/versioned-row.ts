import { appendEvents, type Json, type Refused, type Tx } from '@huiyin/platform';

/** A table whose rows are the heads of event streams: `version` and `head_hash` are those of the last event. */
export interface VersionedTable<Field extends string> {
  readonly table: 'site' | 'department' | 'organisation';
  /** The column of each field that may change. */
  readonly columns: Readonly<Record<Field, string>>;
  /** Fields that are stored as jsonb. */
  readonly jsonFields: readonly Field[];
  /** Fields whose new value is recorded in the event: identifiers and states, never text. */
  readonly recordedFields: readonly Field[];
  notFound(): Error;
  versionChanged(current: Json): Refused;
}

export interface ChangeOrder<Field extends string> {
  readonly id: string | number;
  readonly streamId: string;
  /** Null means "whatever is there". */
  readonly expectedVersion: number | null;
  readonly changes: Readonly<Partial<Record<Field, Json | undefined>>>;
  /** A difference kept in another table, told by its field name and new value. */
  readonly elsewhere?: { readonly field: string; readonly value: Json } | null;
}

interface Head {
  version: number;
  headHash: Buffer;
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key as keyof typeof a], b[key as keyof typeof b]));
}

/** Locks the row, refuses a stale version, writes what differs with one event; answers the fields that changed. */
export async function changeVersionedRow<Field extends string>(
  tx: Tx,
  table: VersionedTable<Field>,
  order: ChangeOrder<Field>,
): Promise<string[]> {
  const names = Object.keys(table.columns) as Field[];
  const selected = names.map((field) => `${table.columns[field]} AS "${field}"`).join(', ');
  const row = await tx.row<Head & Record<Field, Json>>(
    `SELECT version, head_hash AS "headHash", ${selected} FROM ${table.table} WHERE id = $1 FOR UPDATE`,
    [order.id],
  );
  if (!row) throw table.notFound();
  const { headHash, ...current } = row;
  if (order.expectedVersion !== null && order.expectedVersion !== row.version) {
    throw table.versionChanged({ id: order.id, ...current } as unknown as Json);
  }
  const changed = names.filter(
    (field) => order.changes[field] !== undefined && !same(order.changes[field], row[field]),
  );
  const fields: string[] = order.elsewhere ? [...changed, order.elsewhere.field] : changed;
  if (fields.length === 0) return [];
  const recorded = changed.filter((field) => table.recordedFields.includes(field));
  const head = await appendEvents(
    tx,
    { type: table.table, id: order.streamId, head: { version: row.version, hash: headHash } },
    [
      {
        type: `${table.table}.changed`,
        data: {
          fields,
          ...Object.fromEntries(recorded.map((field) => [field, order.changes[field] ?? null])),
          ...(order.elsewhere ? { [order.elsewhere.field]: order.elsewhere.value } : {}),
        },
      },
    ],
  );
  const assignments = changed.map((field, index) => `, ${table.columns[field]} = $${index + 4}`);
  const values = changed.map((field) =>
    table.jsonFields.includes(field) ? JSON.stringify(order.changes[field]) : order.changes[field],
  );
  await tx.execute(
    `UPDATE ${table.table} SET version = $2, head_hash = $3${assignments.join('')} WHERE id = $1`,
    [order.id, head.version, head.hash, ...values],
  );
  if (table.table !== 'organisation') {
    await tx.execute(`UPDATE ${table.table} SET updated_at = $2 WHERE id = $1`, [order.id, tx.now]);
  }
  return fields;
}
