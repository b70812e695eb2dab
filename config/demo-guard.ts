import type { Mode, UnitOfWork } from '@huiyin/platform';

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
export async function refuseRealPeopleInDemo(unitOfWork: UnitOfWork, mode: Mode): Promise<void> {
  if (mode !== 'demo') return;
  const [row] = await unitOfWork.read<{ found: boolean }>(
    'SELECT EXISTS (SELECT FROM person WHERE NOT is_demo) AS found',
  );
  if (row?.found === true) throw new RealPeopleFound();
}
