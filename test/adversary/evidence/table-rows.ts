import type pg from 'pg';

/** Every row of every table of every schema, with the columns that PostgreSQL keeps for itself, as one line of text. */
export async function* allRows(database: pg.Client): AsyncGenerator<readonly string[]> {
  const { rows: tables } = await database.query<{ name: string; row: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name,
            CASE c.relkind WHEN 't' THEN 't.chunk_id, t.chunk_seq, t.chunk_data' ELSE 't::text' END AS row
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm', 't') ORDER BY 1`,
  );
  for (const { name, row } of tables) {
    const { rows } = await database.query<{ line: string }>(
      `SELECT translate(concat_ws(' ', t.ctid, t.xmin, t.xmax, t.cmin, t.cmax, t.tableoid, ${row}), E'\\n', ' ') AS line
         FROM ${name} t ORDER BY t.ctid`,
    );
    yield rows.map(({ line }) => line);
  }
}
