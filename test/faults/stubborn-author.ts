import type { PlannedStep, Script, Stage } from '../../apps/cli/replay/replay-plan.js';

const RATINGS = { outcome: 1, handling: 2, feeling: 1 };
/** So often "no" makes a case for a bulletin, by the policy that ships. */
const NOES = 3;

/** The n-th ticket of somebody whom no answer satisfies; each time but the last the leader sends it back. */
export function stubbornScript(n: number, { agents, departmentIds }: Stage): Script {
  const departmentId = departmentIds[n % departmentIds.length] ?? '';
  const steps: PlannedStep[] = [];
  let version = 1;
  const add = (step: Omit<PlannedStep, 'version' | 'act'>): void => {
    steps.push({ ...step, act: 'desk', version });
    version += step.events.length;
  };
  for (let round = 1; round <= NOES; round++) {
    add({
      name: `answer ${round}`,
      by: { kind: 'desk', departmentId },
      command: 'answer',
      body: { text: `第 ${round} 次答复：正在了解情况。`, visibility: 'private' },
      events: ['answered'],
    });
    add({
      name: `no ${round}`,
      by: { kind: 'author' },
      command: 'reject',
      body: { verdict: 'no', reason: '还是老样子。', ratings: RATINGS },
      events: ['rejected', 'escalated'],
    });
    if (round === NOES) break;
    add({
      name: `redo ${round}`,
      by: { kind: 'leader' },
      command: 'redo',
      body: { reason: '请真正解决后再答复。' },
      events: ['redo-ordered'],
    });
  }
  return {
    messageId: `stubborn-${n}`,
    author: agents[n % agents.length] ?? '',
    submission: {
      kind: 'problem',
      urgency: 'ordinary',
      departmentId,
      title: `第 ${n} 件反复不满意的意见`,
      body: `第 ${n} 件反复不满意的意见：空调整夜对着工位吹。`,
      mayPublishWording: true,
    },
    steps,
    expected: { state: 'escalated', outcome: null, version },
    adjustments: [],
  };
}
