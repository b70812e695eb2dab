import { textFault } from '@huiyin/platform';
import type { Message } from './message.js';
import { ACTS, planReplay, type Script } from './replay-plan.js';
import { stateFromHistory } from './ticket-history.js';

const STAGE = { agents: ['A1', 'A2', 'A3'], departmentIds: ['d1', 'd2', 'd3'] };

function message(id: string, more: Partial<Message> = {}): Message {
  return {
    id,
    author: `author-${id}`,
    subject: '小区停车收费',
    body: '停车费为什么又涨了，请说明依据。',
    answer: '现答复如下：收费标准已经公示。',
    ...more,
  };
}

function scripts(count: number): Script[] {
  return Array.from({ length: count }, (_, index) => planReplay(message(String(index)), '1', STAGE));
}

/** The events of a script with the facts that the fold looks at. */
function plannedHistory(script: Script) {
  let round = 1;
  let transfers = 0;
  return script.steps.flatMap((step) =>
    step.events.map((type) => {
      if (type === 'escalated') round++;
      if (type === 'transferred') transfers++;
      const outcomes: Record<string, string> = { confirm: 'resolved', withdraw: 'withdrawn' };
      return {
        type: `ticket.${type}`,
        data: { round, count: transfers, outcome: outcomes[step.command] ?? 'unresolved' },
      };
    }),
  );
}

it('decides the same for the same seed, and otherwise for another one', () => {
  expect(planReplay(message('7'), '1', STAGE)).toEqual(planReplay(message('7'), '1', STAGE));
  const other = Array.from({ length: 50 }, (_, index) => planReplay(message(String(index)), '2', STAGE));
  expect(other).not.toEqual(scripts(50));
});

it('lets a pseudonym be the same agent under every seed', () => {
  const agents = ['1', '2', '3'].map((seed) => planReplay(message('7', { author: 'x' }), seed, STAGE).author);
  expect(new Set(agents).size).toBe(1);
});

it('counts versions by events, goes through the acts in order and ends as its events say', () => {
  for (const script of scripts(500)) {
    let version = 1;
    let act = 0;
    for (const step of script.steps) {
      expect(step.version).toBe(version);
      version += step.events.length;
      expect(ACTS.indexOf(step.act)).toBeGreaterThanOrEqual(act);
      act = ACTS.indexOf(step.act);
    }
    expect(script.expected.version).toBe(version);
    expect(new Set(script.steps.map((step) => step.name)).size).toBe(script.steps.length);
    expect(stateFromHistory(plannedHistory(script))).toMatchObject({
      state: script.expected.state,
      outcome: script.expected.outcome,
    });
  }
});

it('plays every ending', () => {
  const endings = new Set(scripts(500).map(({ expected }) => `${expected.state} ${expected.outcome}`));
  expect([...endings].sort()).toEqual([
    'answered null',
    'closed resolved',
    'closed unresolved',
    'closed withdrawn',
    'escalated null',
  ]);
});

it('asks for a summary exactly when the author forbids the own wording', () => {
  for (const script of scripts(300)) {
    const answer = script.steps.find((step) => step.name === 'answer');
    if (answer?.body['visibility'] !== 'public') continue;
    expect(answer.body).toMatchObject({ namesChecked: true });
    expect('summary' in answer.body).toBe(!script.submission.mayPublishWording);
  }
});

it('hands a transferred ticket to the desk of its new department', () => {
  const moved = scripts(300).filter((script) => script.steps.some((step) => step.command === 'transfer'));
  expect(moved.length).toBeGreaterThan(10);
  for (const script of moved) {
    const transfer = script.steps.find((step) => step.command === 'transfer');
    const accept = script.steps.find((step) => step.command === 'accept-transfer');
    expect(transfer?.body['departmentId']).not.toBe(script.submission.departmentId);
    expect(accept?.by).toEqual({ kind: 'desk', departmentId: transfer?.body['departmentId'] });
  }
});

it('makes any text fit, counted in code points, and says what it did', () => {
  const script = planReplay(
    message('9', { subject: '热\u0007\n水', body: '冷\ud800', answer: '𠮷'.repeat(9000) }),
    '1',
    STAGE,
  );
  expect(script.submission.title).toBe('热 水（原文如此）');
  expect(textFault(script.submission.title, { min: 4, max: 120 })).toBeNull();
  expect(textFault(script.submission.body, { min: 10, max: 8000, multiline: true })).toBeNull();
  expect(script.adjustments).toEqual([
    'title cleaned',
    'title padded',
    'body cleaned',
    'body padded',
    'answer cut',
  ]);
  const answer = script.steps.find((step) => step.name === 'answer');
  expect(textFault(answer?.body['text'], { min: 2, max: 8000, multiline: true })).toBeNull();
});
