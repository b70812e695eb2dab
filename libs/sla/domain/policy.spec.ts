import { DEFAULT_POLICY } from '../policy/default-policy.js';
import fc from 'fast-check';
import { SMALLEST_GROUP } from '../../platform/domain/small-groups.js';
import { numbersOf } from '../policy/stored-numbers.js';
import {
  KINDS,
  ladderOf,
  LEGS,
  LEVEL_LEGS,
  stepBudgetSeconds,
  URGENCIES,
  type LevelOverride,
  type PolicyNumbers,
} from './policy.js';
import { policyFaults, SMALLEST_GROUP as LEAST_IN_A_POLICY } from './policy-faults.js';
import { targetMinutes, type LevelSubject } from './policy-levels.js';

const changed = (change: Partial<PolicyNumbers>): string[] =>
  policyFaults({ ...DEFAULT_POLICY, ...change }).map((fault) => `${fault.path} ${fault.code}`);

describe('the numbers of a policy', () => {
  it('hold together in the policy that ships', () => {
    expect(policyFaults(DEFAULT_POLICY)).toEqual([]);
  });

  it('are refused by place and reason when they do not', () => {
    const [first, ...others] = DEFAULT_POLICY.levels;
    if (!first) throw new Error('no levels');
    expect(changed({ levels: others })).toEqual(['levels.acknowledge.urgent missing']);
    expect(changed({ levels: [first, ...DEFAULT_POLICY.levels] })).toEqual([
      'levels.acknowledge.urgent twice',
    ]);
    for (const workingMinutes of [0, -5, 1.5, Number.NaN, 99_999_999]) {
      expect(changed({ levels: [{ ...first, workingMinutes }, ...others] })).toEqual([
        'levels.acknowledge.urgent minutes',
      ]);
    }
    expect(changed({ pauseLimitWorkingMinutes: 0 })).toEqual(['pauseLimitWorkingMinutes minutes']);
    expect(changed({ redosBeforeHigherLevel: 0 })).toEqual(['redosBeforeHigherLevel count']);
    expect(LEAST_IN_A_POLICY).toBe(SMALLEST_GROUP);
    const bulletin = {
      ...DEFAULT_POLICY.bulletin,
      smallestGroup: SMALLEST_GROUP - 1,
      overdueWorkingMinutes: 0.5,
    };
    expect(changed({ bulletin })).toEqual([
      'bulletin.overdueWorkingMinutes minutes',
      'bulletin.smallestGroup count',
    ]);
  });

  it('may differ by department and kind, once for each, where the department exists', () => {
    const override: LevelOverride = {
      leg: 'answer',
      urgency: 'urgent',
      workingMinutes: 60,
      departmentId: 'canteen',
      kind: 'question',
    };
    expect(changed({ overrides: [override, { ...override, kind: null }] })).toEqual([]);
    expect(changed({ overrides: [override, { ...override, workingMinutes: -1 }] })).toEqual([
      'overrides.1.workingMinutes minutes',
      'overrides.1 twice',
    ]);
    expect(changed({ overrides: [{ ...override, departmentId: null, kind: null }] })).toEqual([
      'overrides.0 general',
    ]);
    const known = policyFaults({ ...DEFAULT_POLICY, overrides: [override] }, new Set(['training']));
    expect(known.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'overrides.0.departmentId unknown-department',
    ]);
  });

  it('cannot have a ladder that leads nowhere', () => {
    const withoutEnd = DEFAULT_POLICY.ladder.filter(
      (step) => step.leg !== 'escalated-answer' || step.workingMinutesAfterDue === undefined,
    );
    expect(changed({ ladder: withoutEnd })).toEqual(['ladder.escalated-answer.reminder endless']);
    const withoutDue = DEFAULT_POLICY.ladder.filter((step) => step.leg !== 'answer' || step.kind !== 'due');
    expect(changed({ ladder: withoutDue })).toEqual(['ladder.answer.due missing']);
    const wrong = [...DEFAULT_POLICY.ladder, { leg: 'confirmation', kind: 'reminder', share: 1.2 } as const];
    expect(changed({ ladder: wrong })).toEqual(['ladder.confirmation.reminder share']);
  });
});

describe('numbers of an older version', () => {
  it('mean what they meant: a redo has the time of a first answer, the rest is what shipped', () => {
    const { ladder, pauseLimitWorkingMinutes, extensionLimitWorkingMinutes } = DEFAULT_POLICY;
    const levels = DEFAULT_POLICY.levels.filter(({ leg }) => leg !== 'redo');
    const stored = { levels, ladder, pauseLimitWorkingMinutes, extensionLimitWorkingMinutes };
    expect(numbersOf(stored)).toEqual(DEFAULT_POLICY);
    expect(numbersOf(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
    const slower = levels.map((level) => ({ ...level, workingMinutes: 7 }));
    const redo = numbersOf({ ...stored, levels: slower }).levels.filter(({ leg }) => leg === 'redo');
    expect(redo.map(({ workingMinutes }) => workingMinutes)).toEqual([7, 7, 7]);
  });
});

describe('the target of a ticket', () => {
  // Few subjects, so that several rules often fit the same one.
  const subject = fc.record({
    leg: fc.constantFrom(...LEVEL_LEGS.slice(-2)),
    urgency: fc.constantFrom(...URGENCIES.slice(0, 1)),
    kind: fc.constantFrom(...KINDS),
    departmentId: fc.constantFrom('canteen', 'training', 'it'),
  });
  const override = fc.record({
    leg: fc.constantFrom(...LEVEL_LEGS.slice(-2)),
    urgency: fc.constantFrom(...URGENCIES.slice(0, 1)),
    kind: fc.constantFrom(null, ...KINDS),
    departmentId: fc.constantFrom(null, 'canteen', 'training'),
    workingMinutes: fc.integer({ min: 1, max: 9_999 }),
  });
  const overrides = fc
    .uniqueArray(override, {
      selector: ({ leg, urgency, kind, departmentId }) => [leg, urgency, kind, departmentId].join(),
      minLength: 10,
      maxLength: 20,
    })
    .map((all) => all.filter(({ kind, departmentId }) => kind !== null || departmentId !== null));

  /** The rule, said a second time and differently: ask for each combination by name, the most specific first. */
  function expected(
    all: readonly LevelOverride[],
    { leg, urgency, kind, departmentId }: LevelSubject,
  ): number {
    const named = (department: string | null, of: string | null): number | undefined =>
      all.find(
        (one) =>
          one.leg === leg && one.urgency === urgency && one.departmentId === department && one.kind === of,
      )?.workingMinutes;
    const general = DEFAULT_POLICY.levels.find((one) => one.leg === leg && one.urgency === urgency);
    return (
      named(departmentId, kind) ??
      named(departmentId, null) ??
      named(null, kind) ??
      general?.workingMinutes ??
      0
    );
  }

  it('is the most specific one, in whatever order the overrides stand', () => {
    fc.assert(
      fc.property(overrides, subject, fc.infiniteStream(fc.double()), (all, of, random) => {
        const numbers = { ...DEFAULT_POLICY, overrides: all };
        const shuffled = [...all]
          .map((one) => ({ one, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(policyFaults(numbers)).toEqual([]);
        expect(targetMinutes(numbers, of)).toBe(expected(all, of));
        expect(targetMinutes({ ...numbers, overrides: shuffled }, of)).toBe(expected(all, of));
      }),
    );
  });
});

describe('the ladder of a leg', () => {
  it.each(LEGS)('comes in the order of its instants for any target: %s', (leg) => {
    for (const targetSeconds of [60, 27_000, 270_000]) {
      const budgets = ladderOf(DEFAULT_POLICY, leg).map((step) => stepBudgetSeconds(step, targetSeconds));
      expect(budgets).toEqual([...budgets].sort((a, b) => a - b));
    }
  });

  it('has its deadline exactly at the target', () => {
    const due = ladderOf(DEFAULT_POLICY, 'answer').find((step) => step.kind === 'due');
    expect(due && stepBudgetSeconds(due, 27_000)).toBe(27_000);
  });
});
