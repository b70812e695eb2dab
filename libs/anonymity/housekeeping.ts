import type { Tx } from '@huiyin/platform';
import { firstSpendableWeek } from './domain/iso-week.js';

/** Leaves only the sums of weeks whose tokens nobody can spend any more. */
export async function housekeepAnonymity(tx: Tx): Promise<void> {
  await tx.execute(
    `WITH over AS (DELETE FROM token_issuance WHERE week < $1 RETURNING week, issued)
     INSERT INTO token_issuance_total AS t (week, issued, people)
     SELECT week, sum(issued), count(*) FROM over GROUP BY week
     ON CONFLICT (week) DO UPDATE SET issued = t.issued + excluded.issued, people = t.people + excluded.people`,
    [firstSpendableWeek(tx.now)],
  );
}
