const names = new Map<string, string>();

/**
 * Marks a statement that comes with almost every request as prepared: each connection parses and plans it once, which
 * for a small statement takes PostgreSQL longer than running it. Only for a constant text whose best plan is the same
 * whatever its parameters are, and that names its columns: a connection outlives a migration.
 * @returns the text as it is, for `UnitOfWork.read` or `Tx.rows`
 */
export function prepared(sql: string): string {
  if (!names.has(sql)) names.set(sql, `huiyin_${names.size}`);
  return sql;
}

/** The name under which connections keep the statement; undefined when it is not prepared. */
export function nameOfPrepared(sql: string): string | undefined {
  return names.get(sql);
}
