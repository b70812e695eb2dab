import type { Kind, LevelLeg, LevelOverride, PolicyNumbers, Urgency } from './policy.js';

/** What a target depends on; null where nothing is known, and then only rules for all of them fit. */
export interface LevelSubject {
  readonly leg: LevelLeg;
  readonly urgency: Urgency;
  readonly kind: Kind | null;
  readonly departmentId: string | null;
}

/** How exactly an override names its subject; a department says more than a kind. */
function precision({ departmentId, kind }: LevelOverride): number {
  return (departmentId === null ? 0 : 2) + (kind === null ? 0 : 1);
}

function fits(override: LevelOverride, subject: LevelSubject): boolean {
  return (
    override.leg === subject.leg &&
    override.urgency === subject.urgency &&
    (override.departmentId === null || override.departmentId === subject.departmentId) &&
    (override.kind === null || override.kind === subject.kind)
  );
}

/**
 * The target in working minutes. The most specific rule wins: department and kind, department, kind, the general
 * level. Throws when the numbers have no general level for it, which `policyFaults` refuses.
 */
export function targetMinutes(
  numbers: Pick<PolicyNumbers, 'levels' | 'overrides'>,
  subject: LevelSubject,
): number {
  const special = numbers.overrides
    .filter((override) => fits(override, subject))
    .reduce<LevelOverride | null>(
      (best, next) => (best === null || precision(next) > precision(best) ? next : best),
      null,
    );
  const level =
    special ??
    numbers.levels.find((general) => general.leg === subject.leg && general.urgency === subject.urgency);
  if (!level) throw new Error(`No service level for ${subject.leg}, ${subject.urgency}.`);
  return level.workingMinutes;
}
