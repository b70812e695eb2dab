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
