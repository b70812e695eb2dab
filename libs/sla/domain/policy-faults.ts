import {
  LEGS,
  LEVEL_LEGS,
  STEP_KINDS,
  URGENCIES,
  type LadderStep,
  type Leg,
  type LevelOverride,
  type PolicyNumbers,
} from './policy.js';

/** `path` leads into the numbers or the texts, `code` is a stable word, `message` says what would be right. */
export interface PolicyFault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** As in platform/domain/small-groups, which is pure but lies behind a door that is not; a test compares the two. */
export const SMALLEST_GROUP = 5;

/** Ten years of working days of eight hours: beyond it a target is a slip of the keyboard. */
const LONGEST_MINUTES = 10 * 250 * 480;
/** More rounds, departments or people than any company has. */
const LARGEST_COUNT = 1_000;

type Faults = PolicyFault[];

/**
 * What keeps these numbers from being a policy; empty when they are one. With the departments that there are,
 * overrides for others are faults too.
 */
export function policyFaults(
  numbers: PolicyNumbers,
  departmentIds: ReadonlySet<string> | null = null,
): readonly PolicyFault[] {
  const faults: Faults = [];
  for (const leg of LEVEL_LEGS) {
    for (const urgency of URGENCIES) {
      const path = `levels.${leg}.${urgency}`;
      const found = numbers.levels.filter((level) => level.leg === leg && level.urgency === urgency);
      if (found.length !== 1) {
        faults.push({
          path,
          code: found.length === 0 ? 'missing' : 'twice',
          message: 'must be there exactly once',
        });
      }
      for (const level of found) minutes(faults, path, level.workingMinutes);
    }
  }
  faults.push(...overrideFaults(numbers.overrides, departmentIds));
  for (const leg of LEGS) {
    const steps = numbers.ladder.filter((step) => step.leg === leg);
    faults.push(...ladderFaults(leg, steps));
  }
  minutes(faults, 'pauseLimitWorkingMinutes', numbers.pauseLimitWorkingMinutes);
  minutes(faults, 'extensionLimitWorkingMinutes', numbers.extensionLimitWorkingMinutes);
  count(faults, 'transfersBeforeCoordinator', numbers.transfersBeforeCoordinator);
  count(faults, 'redosBeforeHigherLevel', numbers.redosBeforeHigherLevel);
  minutes(faults, 'bulletin.overdueWorkingMinutes', numbers.bulletin.overdueWorkingMinutes);
  count(faults, 'bulletin.redos', numbers.bulletin.redos);
  count(faults, 'bulletin.monthlyDepartments', numbers.bulletin.monthlyDepartments);
  count(faults, 'bulletin.smallestGroup', numbers.bulletin.smallestGroup, SMALLEST_GROUP);
  return faults;
}

function minutes(faults: Faults, path: string, value: number): void {
  if (!Number.isInteger(value) || value <= 0 || value > LONGEST_MINUTES) {
    faults.push({ path, code: 'minutes', message: `must be whole minutes from 1 to ${LONGEST_MINUTES}` });
  }
}

function count(faults: Faults, path: string, value: number, least = 1): void {
  if (!Number.isInteger(value) || value < least || value > LARGEST_COUNT) {
    faults.push({
      path,
      code: 'count',
      message: `must be a whole number from ${least} to ${LARGEST_COUNT}`,
    });
  }
}

function overrideFaults(
  overrides: readonly LevelOverride[],
  departmentIds: ReadonlySet<string> | null,
): Faults {
  const faults: Faults = [];
  const seen = new Set<string>();
  overrides.forEach(({ leg, urgency, departmentId, kind, workingMinutes }, index) => {
    const path = `overrides.${index}`;
    minutes(faults, `${path}.workingMinutes`, workingMinutes);
    if (departmentId === null && kind === null) {
      const message = 'must name a department or a kind; what holds for all is the level itself';
      faults.push({ path, code: 'general', message });
    }
    if (departmentId !== null && departmentIds && !departmentIds.has(departmentId)) {
      const message = 'must be an active department';
      faults.push({ path: `${path}.departmentId`, code: 'unknown-department', message });
    }
    const subject = [leg, urgency, departmentId, kind].join(' ');
    if (seen.has(subject)) faults.push({ path, code: 'twice', message: 'must be there at most once' });
    seen.add(subject);
  });
  return faults;
}

function ladderFaults(leg: Leg, steps: readonly LadderStep[]): Faults {
  const faults: Faults = [];
  const fault = (kind: string, code: string, message: string): void => {
    faults.push({ path: `ladder.${leg}.${kind}`, code, message });
  };
  for (const kind of STEP_KINDS) {
    if (steps.filter((step) => step.kind === kind).length > 1)
      fault(kind, 'twice', 'must be there at most once');
  }
  if (!steps.some((step) => step.kind === 'due')) fault('due', 'missing', 'every leg has a deadline');
  for (const { kind, share, workingMinutesAfterDue } of steps) {
    const given = Number(share !== undefined) + Number(workingMinutesAfterDue !== undefined);
    if (given !== (kind === 'due' ? 0 : 1))
      fault(kind, 'place', 'needs a share or minutes after the deadline, due neither');
    if (share !== undefined && !(share > 0 && share < 1)) fault(kind, 'share', 'must lie between 0 and 1');
    if (workingMinutesAfterDue !== undefined)
      minutes(faults, `ladder.${leg}.${kind}`, workingMinutesAfterDue);
  }
  // Somebody new must be told in the end, or the ladder leads nowhere.
  const endsSomewhere =
    leg === 'acknowledge' ||
    leg === 'confirmation' ||
    steps.some((step) => step.workingMinutesAfterDue !== undefined);
  if (!endsSomewhere) fault('reminder', 'endless', 'a missed deadline must reach someone else in the end');
  return faults;
}
