import { fitText, type Adjustment } from './fitted-text.js';
import type { Message } from './message.js';
import { SeededChoice } from './seeded-choice.js';

/** Who and what there is to play with. */
export interface Stage {
  /** Employee numbers. */
  readonly agents: readonly string[];
  /** Ids of the departments that a message may be sent to. */
  readonly departmentIds: readonly string[];
}

/** The acts of the play: all messages go through one before any goes on to the next. */
export const ACTS = ['submission', 'desk', 'verdict', 'leader', 'second verdict', 'closing'] as const;
export type Act = (typeof ACTS)[number];

/** Whose turn it is; the desk is that of the department which has the ticket at this moment. */
export type Hand =
  | { readonly kind: 'author' }
  | { readonly kind: 'desk'; readonly departmentId: string }
  | { readonly kind: 'leader' };

export interface PlannedStep {
  /** Unique in its script; part of the idempotency key. */
  readonly name: string;
  readonly act: Act;
  readonly by: Hand;
  readonly command: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Version of the ticket that the actor has seen, as long as nobody else touches it. */
  readonly version: number;
  /** Types of the events that it adds, without their prefix. */
  readonly events: readonly string[];
}

/** The life of one ticket, decided beforehand. */
export interface Script {
  readonly messageId: string;
  /** Employee number of the agent who plays the author. */
  readonly author: string;
  readonly submission: {
    readonly kind: string;
    readonly urgency: string;
    readonly departmentId: string;
    readonly title: string;
    readonly body: string;
    readonly mayPublishWording: boolean;
  };
  readonly steps: readonly PlannedStep[];
  readonly expected: {
    readonly state: 'open' | 'answered' | 'escalated' | 'closed';
    readonly outcome: 'resolved' | 'unresolved' | 'withdrawn' | null;
    readonly version: number;
  };
  readonly adjustments: readonly `${'title' | 'body' | 'answer'} ${Adjustment}`[];
}

const VERDICTS = { resolved: 50, partly: 10, no: 18, silence: 18, withdrawn: 4 };
const SECOND_VERDICTS = { resolved: 50, no: 28, silence: 22 };
const SUMMARY = '一位同事就本部门职责范围内的事项提出意见，部门答复如下。';

/** Decides everything that happens to a message. The same message, seed and stage always give the same script. */
export function planReplay(message: Message, seed: string, stage: Stage): Script {
  const choice = new SeededChoice(`${seed}/${message.id}`);
  const title = fitText(message.subject, { min: 4, max: 120, isOneLine: true });
  const body = fitText(message.body, { min: 10, max: 8000 });
  const answer = fitText(message.answer, { min: 2, max: 8000 });
  const departmentId = choice.pick('department', stage.departmentIds);
  const mayPublishWording = choice.chance('wording', 0.7);
  const script = new ScriptWriter(choice, departmentId);
  const verdict = choice.weighted('verdict', VERDICTS);
  script.handle(stage.departmentIds);
  if (verdict === 'withdrawn') script.withdraw();
  else {
    script.answer(answer.text, mayPublishWording);
    script.judge(verdict);
  }
  return {
    messageId: message.id,
    // Not by the seed: a person stays the same person from one replay to the next.
    author: new SeededChoice(message.author).pick('agent', stage.agents),
    submission: {
      kind: choice.weighted('kind', { problem: 50, suggestion: 25, question: 20, praise: 5 }),
      urgency: choice.chance('urgent', 0.1) ? 'urgent' : 'ordinary',
      departmentId,
      title: title.text,
      body: body.text,
      mayPublishWording,
    },
    steps: script.steps,
    expected: { ...script.expected, version: script.version },
    adjustments: [
      ...title.adjustments.map((adjustment) => `title ${adjustment}` as const),
      ...body.adjustments.map((adjustment) => `body ${adjustment}` as const),
      ...answer.adjustments.map((adjustment) => `answer ${adjustment}` as const),
    ],
  };
}

type Ending = Pick<Script['expected'], 'state' | 'outcome'>;

/** Writes step after step and keeps count of the versions. */
class ScriptWriter {
  readonly steps: PlannedStep[] = [];
  expected: Ending = { state: 'open', outcome: null };
  /** After what has been written; the submission itself is version 1. */
  version = 1;

  constructor(
    private readonly choice: SeededChoice,
    private departmentId: string,
  ) {}

  /** What a department does before it answers. */
  handle(departmentIds: readonly string[]): void {
    const { choice } = this;
    if (choice.chance('acknowledge', 0.6)) this.byDesk('acknowledge', {}, ['acknowledged']);
    if (choice.chance('transfer', 0.12)) {
      const others = departmentIds.filter((id) => id !== this.departmentId);
      const target = choice.pick('transfer to', others);
      const reason = '按公布的职责范围，此事由该部门负责。';
      this.byDesk('transfer', { departmentId: target, reason }, ['transferred']);
      this.departmentId = target;
      this.byDesk('accept-transfer', {}, ['transfer-accepted']);
    }
    if (choice.chance('ask', 0.2)) {
      this.byDesk('ask-author', { text: '请补充时间、地点和涉及的范围。' }, ['author-asked']);
      this.byAuthor('desk', 'reply', { text: '补充：情况与原来所写一致，最近一周仍然存在。' }, [
        'author-replied',
      ]);
    }
    if (choice.chance('note', 0.25)) {
      this.byDesk('note', { text: '已安排专人核实，核实后答复。' }, ['noted']);
    }
  }

  answer(text: string, mayPublishWording: boolean): void {
    const isPublic = this.choice.chance('public', 0.55);
    const publication = {
      publicationReason: this.choice.pick('publication', ['representative', 'concerns-many']),
      namesChecked: true,
      ...(mayPublishWording ? {} : { summary: SUMMARY }),
    };
    this.byDesk(
      'answer',
      { text, visibility: isPublic ? 'public' : 'private', ...(isPublic ? publication : {}) },
      isPublic ? ['answered', 'published'] : ['answered'],
    );
    this.expected = { state: 'answered', outcome: null };
  }

  withdraw(): void {
    const body = this.choice.chance('withdrawal reason', 0.5) ? { reason: '问题已经自行解决。' } : {};
    this.byAuthor('verdict', 'withdraw', body, ['closed']);
    this.expected = { state: 'closed', outcome: 'withdrawn' };
  }

  judge(verdict: 'resolved' | 'partly' | 'no' | 'silence'): void {
    if (verdict === 'silence') return;
    if (verdict === 'resolved') return this.confirm('verdict', 'confirm', '已经解决，谢谢。');
    this.reject('verdict', 'reject', verdict);
    if (this.choice.chance('leader is slow', 0.1)) return;
    this.byLeader('leader', 'leader-answer', 'answer', {
      text: '经再次核实，由负责领导说明：已要求责任部门限期整改，并指定专人跟进。',
      visibility: 'private',
    });
    this.expected = { state: 'answered', outcome: null };
    const second = this.choice.weighted('second verdict', SECOND_VERDICTS);
    if (second === 'silence') return;
    if (second === 'resolved') return this.confirm('second verdict', 'second-confirm');
    this.reject('second verdict', 'second-reject', 'no');
    if (this.choice.chance('leader does not close', 0.2)) return;
    this.byLeader(
      'closing',
      'close-unresolved',
      'close-unresolved',
      { reason: '受现有条件限制，本年度内无法进一步解决，理由已向提交人说明。' },
      'closed',
    );
    this.expected = { state: 'closed', outcome: 'unresolved' };
  }

  private confirm(act: Act, name: string, comment?: string): void {
    const ratings = this.ratings(name, 3, 5);
    this.add({
      name,
      act,
      by: { kind: 'author' },
      command: 'confirm',
      body: { ratings, ...(comment === undefined ? {} : { comment }) },
      events: ['confirmed', 'closed'],
    });
    this.expected = { state: 'closed', outcome: 'resolved' };
  }

  private reject(act: Act, name: string, verdict: 'partly' | 'no'): void {
    this.add({
      name,
      act,
      by: { kind: 'author' },
      command: 'reject',
      body: { verdict, reason: '答复没有说到点子上，问题仍然存在。', ratings: this.ratings(name, 1, 3) },
      events: ['rejected', 'escalated'],
    });
    this.expected = { state: 'escalated', outcome: null };
  }

  private ratings(topic: string, least: number, most: number): Record<string, number> {
    const mark = (name: string): number => this.choice.between(`${topic} ${name}`, least, most);
    return { outcome: mark('outcome'), handling: mark('handling'), feeling: mark('feeling') };
  }

  private byDesk(command: string, body: PlannedStep['body'], events: string[]): void {
    const by = { kind: 'desk', departmentId: this.departmentId } as const;
    this.add({ name: command, act: 'desk', by, command, body, events });
  }

  private byAuthor(act: Act, command: string, body: PlannedStep['body'], events: string[]): void {
    this.add({ name: command, act, by: { kind: 'author' }, command, body, events });
  }

  private byLeader(
    act: Act,
    name: string,
    command: string,
    body: PlannedStep['body'],
    event = 'answered',
  ): void {
    this.add({ name, act, by: { kind: 'leader' }, command, body, events: [event] });
  }

  private add(step: Omit<PlannedStep, 'version'>): void {
    this.steps.push({ ...step, version: this.version });
    this.version += step.events.length;
  }
}
