/** The parts of a ticket's way that have a target and a clock. */
export const LEGS = ['acknowledge', 'answer', 'escalated-answer', 'confirmation'] as const;
export type Leg = (typeof LEGS)[number];

export const URGENCIES = ['urgent', 'ordinary', 'complex'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What happens on the way to a missed deadline and after it; each step has recipients of its own. */
export const STEP_KINDS = ['half', 'late-warning', 'due', 'reminder', 'escalation', 'bulletin'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What an opinion can be, as far as targets differ by it. */
export const KINDS = ['problem', 'question', 'suggestion', 'praise'] as const;
export type Kind = (typeof KINDS)[number];

/** What has a target of its own: the legs, and the answer that a leader has ordered anew. */
export const LEVEL_LEGS = [...LEGS, 'redo'] as const;
export type LevelLeg = (typeof LEVEL_LEGS)[number];

export interface ServiceLevel {
  readonly leg: LevelLeg;
  readonly urgency: Urgency;
  /** Target in minutes of working time. */
  readonly workingMinutes: number;
}

/** A step before the deadline by its share of the target, or after it by working time. */
export interface LadderStep {
  readonly leg: Leg;
  readonly kind: StepKind;
  /** Between 0 and 1, both excluded; exactly one of the two is given, neither for `due`. */
  readonly share?: number;
  readonly workingMinutesAfterDue?: number;
}

/** A target that differs for one department, for one kind of opinion, or for both; null means all of them. */
export interface LevelOverride extends ServiceLevel {
  readonly departmentId: string | null;
  readonly kind: Kind | null;
}

/** What is named in bulletins, and how small a group must not be shown. */
export interface BulletinNumbers {
  /** A case is named once its answer is late by this much working time. */
  readonly overdueWorkingMinutes: number;
  /** A case is named once it has been ordered anew, or met with a "no", this often. */
  readonly redos: number;
  /** How many departments are talked to each month, those with most overdue. */
  readonly monthlyDepartments: number;
  /** Figures about fewer people than this are not shown, nor what would let them be computed. */
  readonly smallestGroup: number;
}

/** The numbers of the policy: what the published text promises is exactly what is enforced. */
export interface PolicyNumbers {
  readonly levels: readonly ServiceLevel[];
  readonly overrides: readonly LevelOverride[];
  readonly ladder: readonly LadderStep[];
  /** Longest that a clock stands still while the author is asked, in working minutes. */
  readonly pauseLimitWorkingMinutes: number;
  /** Longest single extension, in working minutes; one is possible for each ticket. */
  readonly extensionLimitWorkingMinutes: number;
  /** After so many transfers the coordinator decides where a ticket belongs. */
  readonly transfersBeforeCoordinator: number;
  /** After so many redos, or so many "no", a ticket is owned one level above the responsible leader. */
  readonly redosBeforeHigherLevel: number;
  readonly bulletin: BulletinNumbers;
}

export interface PolicyFault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Ten years of working days of eight hours: beyond it a target is a slip of the keyboard. */
const LONGEST_MINUTES = 10 * 250 * 480;

/** What keeps these numbers from being a policy; empty when they are one. */
export function policyFaults(numbers: PolicyNumbers): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const minutes = (path: string, value: number | undefined): void => {
    if (value === undefined || !Number.isInteger(value) || value <= 0 || value > LONGEST_MINUTES) {
      faults.push({ path, code: 'minutes', message: `must be whole minutes from 1 to ${LONGEST_MINUTES}` });
    }
  };
  for (const leg of LEGS) {
    for (const urgency of URGENCIES) {
      const found = numbers.levels.filter((level) => level.leg === leg && level.urgency === urgency);
      if (found.length !== 1) {
        faults.push({
          path: `levels.${leg}.${urgency}`,
          code: found.length === 0 ? 'missing' : 'twice',
          message: 'must be there exactly once',
        });
      }
      for (const level of found) minutes(`levels.${leg}.${urgency}`, level.workingMinutes);
    }
    faults.push(
      ...ladderFaults(
        leg,
        numbers.ladder.filter((step) => step.leg === leg),
      ),
    );
  }
  minutes('pauseLimitWorkingMinutes', numbers.pauseLimitWorkingMinutes);
  minutes('extensionLimitWorkingMinutes', numbers.extensionLimitWorkingMinutes);
  return faults;
}

function ladderFaults(leg: Leg, steps: readonly LadderStep[]): PolicyFault[] {
  const faults: PolicyFault[] = [];
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
    if (
      workingMinutesAfterDue !== undefined &&
      !(Number.isInteger(workingMinutesAfterDue) && workingMinutesAfterDue > 0)
    ) {
      fault(kind, 'minutes', 'must be whole minutes after the deadline, at least 1');
    }
  }
  // Somebody new must be told in the end, or the ladder leads nowhere.
  const endsSomewhere =
    leg === 'acknowledge' ||
    leg === 'confirmation' ||
    steps.some((step) => step.workingMinutesAfterDue !== undefined);
  if (!endsSomewhere) fault('reminder', 'endless', 'a missed deadline must reach someone else in the end');
  return faults;
}

/** Working seconds from the start of a clock to a step of its ladder. */
export function stepBudgetSeconds(step: LadderStep, targetSeconds: number): number {
  if (step.share !== undefined) return Math.floor(targetSeconds * step.share);
  return targetSeconds + (step.workingMinutesAfterDue ?? 0) * 60;
}

/** The steps of one leg in the order in which they come, whatever the target is. */
export function ladderOf(numbers: Pick<PolicyNumbers, 'ladder'>, leg: Leg): readonly LadderStep[] {
  const order = (step: LadderStep): number => step.share ?? 1 + (step.workingMinutesAfterDue ?? 0);
  return numbers.ladder.filter((step) => step.leg === leg).sort((a, b) => order(a) - order(b));
}
