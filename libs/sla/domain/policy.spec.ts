import { DEFAULT_POLICY } from '../policy/default-policy.js';
import { ladderOf, LEGS, policyFaults, stepBudgetSeconds, type PolicyNumbers } from './policy.js';

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
