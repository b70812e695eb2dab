import type { ReleaseRule, UnitOfWork } from '@huiyin/platform';

interface Row {
  readonly minute: number | null;
  readonly seconds: number | null;
  readonly least: number;
}

/** The rule that the intake applies since its last start; null before its first one, when nobody can send it anything. */
export async function appliedReleaseRule(unitOfWork: UnitOfWork): Promise<ReleaseRule | null> {
  const [row] = await unitOfWork.read<Row>(
    `SELECT daily_minute AS minute, interval_seconds AS seconds, least_employees AS least FROM intake.release_rule`,
  );
  if (!row) return null;
  const { minute, seconds, least } = row;
  return {
    plan: minute === null ? { kind: 'interval', seconds: seconds ?? 0 } : { kind: 'daily', minute },
    least,
  };
}
