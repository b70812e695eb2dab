import type { Mode } from '@huiyin/platform';

/** Something with a connection: a data source, an entity manager or a query runner. */
interface Queryable {
  query(statement: string): Promise<unknown>;
}

/** Demo mode met a database in which people really work. */
export class RealPeopleFound extends Error {
  override readonly name = 'RealPeopleFound';

  constructor() {
    super(
      'Demo mode lets anyone sign in as anybody and this database holds real people: set HUIYIN_MODE=production, or DATABASE_URL to another database.',
    );
  }
}

/**
 * Every program asks before it serves, on a migrated database.
 * @throws RealPeopleFound
 */
export async function refuseRealPeopleInDemo(database: Queryable, mode: Mode): Promise<void> {
  if (mode !== 'demo') return;
  const rows = (await database.query(
    'SELECT EXISTS (SELECT 1 FROM person WHERE NOT is_demo) AS found',
  )) as readonly { found: boolean }[];
  if (rows[0]?.found === true) throw new RealPeopleFound();
}
