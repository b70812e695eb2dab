import type { UnitOfWork } from '@huiyin/platform';

/**
 * Whether a follower has events before it. Transactions of other test files on the same server hold the newest ones
 * back for a moment, so that there being nothing to read is not the same.
 */
export async function isBehind(unitOfWork: UnitOfWork, ...followers: readonly string[]): Promise<boolean> {
  const [row] = await unitOfWork.read<{ isBehind: boolean }>(
    `SELECT EXISTS (SELECT FROM event e, unnest($1::text[]) f (name)
                     WHERE NOT EXISTS (SELECT FROM event_subscriber s
                                        WHERE s.name = f.name AND (e.xid, e.position) <= (s.xid, s.position)))
            AS "isBehind"`,
    [followers],
  );
  return row?.isBehind === true;
}
