import type { Tx } from '@huiyin/platform';

/** The little of a bulletin that notices need; never its text. */
export interface BulletinGlance {
  readonly id: string;
  /** As people read it. */
  readonly number: string;
  readonly state: string;
  readonly isForEveryone: boolean;
  readonly publishedBy: string | null;
  /** What one department owes, when the notice is about that; otherwise of all named ones the day is the same. */
  readonly owed: {
    readonly state: string | null;
    /** YYYY-MM-DD */
    readonly dueOn: string;
    readonly dueAt: Date;
  } | null;
}

/** @param departmentId the department that the notice is about; null for one about the bulletin */
export async function glanceAtBulletin(
  tx: Tx,
  bulletinId: string,
  departmentId: string | null,
): Promise<BulletinGlance | null> {
  const row = await tx.row<Omit<BulletinGlance, 'owed'> & { state: string }>(
    `SELECT id, number, state, for_everyone AS "isForEveryone", published_by AS "publishedBy" FROM bulletin WHERE id = $1`,
    [bulletinId],
  );
  if (!row) return null;
  const owed = await tx.row<{ state: string; dueOn: string; dueAt: Date }>(
    `SELECT state, to_char(due_on, 'YYYY-MM-DD') AS "dueOn", due_at AS "dueAt" FROM rectification
      WHERE bulletin_id = $1 AND ($2::uuid IS NULL OR department_id = $2) ORDER BY due_at LIMIT 1`,
    [bulletinId, departmentId],
  );
  return { ...row, owed: owed ? { ...owed, state: departmentId === null ? null : owed.state } : null };
}
