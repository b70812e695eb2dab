import fc from 'fast-check';
import { stateFaults } from '../../platform/domain/state-faults.js';
import type { ClockChange, Leg } from '@huiyin/sla';
import { decide } from './decide.js';
import type { Decision, DecisionContext, Refusal } from './decision.js';
import { NO_SETBACKS } from './higher-level.js';
import { fitting, possibleCommands, TRANSITIONS } from './transitions.js';
import { TICKET_STATES, type Command, type Standing, type TicketFacts } from './ticket.js';

const NOW = new Date('2026-03-02T01:00:00Z');

const SUBMITTED: TicketFacts = {
  id: 'ticket-1',
  author: { kind: 'named', personId: 'author' },
  kind: 'problem',
  urgency: 'ordinary',
  state: 'open',
  outcome: null,
  tier: 0,
  round: 1,
  transfers: 0,
  departmentId: 'catering',
  leaderId: null,
  acknowledged: false,
  awaitingAuthor: false,
  awaitingAcceptance: false,
  refusalPending: false,
  abuseProposed: false,
  extensionMinutes: null,
  extended: false,
  complexitySettled: false,
  dueAt: null,
  mayPublishWording: true,
  published: false,
  answer: null,
  mergedIntoId: null,
  mergedCount: 0,
  closedAt: null,
};

const ANONYMOUS: TicketFacts['author'] = {
  kind: 'anonymous',
  publicKey: 'author-key',
  sealKey: 'seal-key',
  tagKey: 'tag-key',
};

const CONTEXT: DecisionContext = {
  now: NOW,
  responsibleLeaderId: 'leader',
  coordinatorDepartmentId: 'coordinator',
  targetDepartment: { id: 'training', isActive: true },
  mergeTarget: {
    id: 'ticket-2',
    state: 'open',
    departmentId: 'catering',
    mergedIntoId: null,
    abuseProposed: false,
  },
  refusalText: null,
  abuseText: null,
  extensionLimitMinutes: 4_500,
  transfersBeforeCoordinator: 2,
  redosBeforeHigherLevel: 3,
  setbacks: NO_SETBACKS,
  higherLeaderId: 'duty-leader',
};

const RATINGS = { outcome: 3, handling: 4, feeling: 2 };
const ANSWER: Command = { name: 'answer', text: 'We changed it.', visibility: 'private' };

function isRefusal(decision: Decision | Refusal): decision is Refusal {
  return 'refusal' in decision;
}

function accepted(decision: Decision | Refusal): Decision {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refusal}`);
  return decision;
}

function after(ticket: TicketFacts, command: Command, standing: Standing, context = CONTEXT): TicketFacts {
  return { ...ticket, ...accepted(decide(ticket, command, new Set([standing]), context)).changes };
}

describe('the loop', () => {
  it('has no state that cannot be reached or closed', () => {
    expect(stateFaults(TRANSITIONS, TICKET_STATES, 'open', ['closed'])).toEqual([]);
  });

  it('would tell if an escalation could not end', () => {
    const withoutEnd = TRANSITIONS.filter((row) => !row.from.includes('escalated'));
    expect(stateFaults(withoutEnd, TICKET_STATES, 'open', ['closed'])).toEqual([
      '"escalated" never comes to an end.',
    ]);
    const unreached = TRANSITIONS.filter((row) => row.to !== 'escalated');
    expect(stateFaults(unreached, TICKET_STATES, 'open', ['closed'])).toEqual([
      'Nothing leads to "escalated".',
    ]);
  });

  it('brings a "no" to the leader, and a second one to an end with the leader’s reasons', () => {
    const answered = after(SUBMITTED, ANSWER, 'department');
    const escalated = after(
      answered,
      { name: 'reject', verdict: 'no', reason: 'Nothing changed.', ratings: RATINGS },
      'author',
    );
    expect(escalated).toMatchObject({ state: 'escalated', tier: 1, leaderId: 'leader', round: 2 });
    const tooEarly = decide(
      escalated,
      { name: 'close-unresolved', reason: 'x' },
      new Set(['leader']),
      CONTEXT,
    );
    expect(tooEarly).toEqual({ refusal: 'ticket.not-possible-now' });
    const second = after(
      after(escalated, ANSWER, 'leader'),
      { name: 'reject', verdict: 'partly', reason: 'Only half.', ratings: RATINGS },
      'author',
      { ...CONTEXT, responsibleLeaderId: 'someone-else' },
    );
    expect(second).toMatchObject({ state: 'escalated', leaderId: 'leader', round: 3 });
    expect(after(second, { name: 'close-unresolved', reason: 'The law says so.' }, 'leader')).toMatchObject({
      state: 'closed',
      outcome: 'unresolved',
    });
  });

  it('sends the third transfer to the coordinator, whoever was asked', () => {
    const transfer: Command = { name: 'transfer', departmentId: 'training', reason: 'Not ours.' };
    const twice: TicketFacts = { ...SUBMITTED, transfers: 2 };
    expect(after({ ...SUBMITTED, transfers: 1 }, transfer, 'department').departmentId).toBe('training');
    const decision = accepted(decide(twice, transfer, new Set<Standing>(['department']), CONTEXT));
    expect(decision.changes.departmentId).toBe('coordinator');
    expect(decision.events[0]?.data).toMatchObject({ count: 3, byCoordinatorRule: true });
    expect(after(twice, transfer, 'coordinator').departmentId).toBe('training');
  });

  it('never lets a department alone say no', () => {
    const proposed = after(
      SUBMITTED,
      { name: 'propose-refusal', text: 'It is not possible because …' },
      'department',
    );
    expect(proposed).toMatchObject({ state: 'open', refusalPending: true, leaderId: 'leader' });
    const byDepartment = decide(proposed, { name: 'approve-refusal' }, new Set(['department']), CONTEXT);
    expect(byDepartment).toEqual({ refusal: 'ticket.not-yours' });
    const approved = accepted(
      decide(proposed, { name: 'approve-refusal' }, new Set(['leader']), {
        ...CONTEXT,
        refusalText: 'Because …',
      }),
    );
    expect(approved.answer).toEqual({ text: 'Because …', visibility: 'private', isRefusal: true });
  });

  it('publishes only after a look for names, and a summary where the author keeps the wording', () => {
    const publicly = (publication?: object): Command =>
      ({ name: 'answer', text: 'Done.', visibility: 'public', publication }) as Command;
    const answer = (ticket: TicketFacts, command: Command) =>
      decide(ticket, command, new Set(['department']), CONTEXT);
    const guarded = { ...SUBMITTED, mayPublishWording: false };
    const checked = { publicationReason: 'concerns-many', namesChecked: true };
    expect(answer(SUBMITTED, publicly())).toEqual({ refusal: 'ticket.publication-missing' });
    expect(answer(SUBMITTED, publicly({ ...checked, namesChecked: false }))).toEqual({
      refusal: 'ticket.names-not-checked',
    });
    expect(answer(guarded, publicly(checked))).toEqual({ refusal: 'ticket.summary-required' });
    expect(
      accepted(answer(guarded, publicly({ ...checked, summary: 'About lunch.' }))).changes.published,
    ).toBe(true);
  });

  it('lets an author come back after silence for thirty days and not a moment longer', () => {
    const closed: TicketFacts = { ...SUBMITTED, state: 'closed', outcome: 'unconfirmed', closedAt: NOW };
    const at = (days: number, extraMilliseconds = 0): readonly unknown[] =>
      fitting(
        closed,
        new Set(['author']),
        new Date(NOW.getTime() + days * 86_400_000 + extraMilliseconds),
        'reopen',
      );
    expect(at(30)).toHaveLength(1);
    expect(at(30, 1)).toHaveLength(0);
  });
});

describe('a ticket that comes back again and again', () => {
  const ANSWERED: TicketFacts = {
    ...SUBMITTED,
    state: 'answered',
    round: 3,
    answer: { visibility: 'private', tier: 0 },
  };
  const NO: Command = { name: 'reject', verdict: 'no', reason: 'Still not.', ratings: RATINGS };
  const owner = (ticket: TicketFacts, command: Command, by: Standing, context: Partial<DecisionContext>) => {
    const decision = decide(ticket, command, new Set([by]), { ...CONTEXT, ...context });
    if (isRefusal(decision)) throw new Error(decision.refusal);
    const escalated = decision.events.find((event) => event.type === 'ticket.escalated');
    return [decision.changes.leaderId, escalated?.data['isRaised']];
  };

  it('is owned one level up from the third "no" on, also when a leader had answered', () => {
    const noes = (count: number) => ({ setbacks: { redos: 0, noes: count } });
    expect(owner(ANSWERED, NO, 'author', noes(1))).toEqual(['leader', false]);
    expect(owner(ANSWERED, NO, 'author', noes(2))).toEqual(['duty-leader', true]);
    const byLeader: TicketFacts = { ...ANSWERED, tier: 1, leaderId: 'leader' };
    expect(owner(byLeader, NO, 'author', noes(1))).toEqual(['leader', false]);
    expect(owner(byLeader, NO, 'author', noes(2))).toEqual(['duty-leader', true]);
  });

  it('is owned one level up after the third redo, whatever brings it back', () => {
    const redos = (count: number) => ({ setbacks: { redos: count, noes: 0 } });
    expect(owner(ANSWERED, NO, 'author', redos(2))).toEqual(['leader', false]);
    expect(owner(ANSWERED, NO, 'author', redos(3))).toEqual(['duty-leader', true]);
    expect(owner(SUBMITTED, { name: 'escalate-overdue' }, 'system', redos(2))).toEqual(['leader', false]);
    expect(owner(SUBMITTED, { name: 'escalate-overdue' }, 'system', redos(3))).toEqual(['duty-leader', true]);
  });

  it('stays with the responsible leader when nobody is above', () => {
    const context = { setbacks: { redos: 9, noes: 9 }, higherLeaderId: null };
    expect(owner(ANSWERED, NO, 'author', context)).toEqual(['leader', false]);
  });

  it('goes by the numbers of the policy', () => {
    expect(owner(ANSWERED, NO, 'author', { redosBeforeHigherLevel: 1 })).toEqual(['duty-leader', true]);
    const transfer: Command = { name: 'transfer', departmentId: 'training', reason: 'Not ours.' };
    const target = (transfersBeforeCoordinator: number) => {
      const context = { ...CONTEXT, transfersBeforeCoordinator };
      const decision = decide({ ...SUBMITTED, transfers: 3 }, transfer, new Set(['department']), context);
      return isRefusal(decision) ? decision.refusal : decision.changes.departmentId;
    };
    expect(target(4)).toBe('training');
    expect(target(3)).toBe('coordinator');
  });

  it('has the time of a redo once a leader orders one', () => {
    const escalated: TicketFacts = { ...ANSWERED, state: 'escalated', tier: 1, leaderId: 'leader' };
    const decision = decide(escalated, { name: 'redo', reason: 'Look again.' }, new Set(['leader']), CONTEXT);
    if (isRefusal(decision)) throw new Error(decision.refusal);
    expect(decision.clocks).toContainEqual({ do: 'start', leg: 'answer', round: 4, level: 'redo' });
  });
});

describe('classing as complex', () => {
  const MARK: Command = { name: 'mark-complex', reason: 'Three departments have to agree.' };
  const BACK: Command = { name: 'mark-ordinary', reason: 'One call is enough.' };
  const DESK = new Set<Standing>(['department']);
  const due = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
  const complex: TicketFacts = { ...SUBMITTED, urgency: 'complex', complexitySettled: true };

  it('gives the department the longer limit, and takes up the ticket', () => {
    const decision = accepted(decide(SUBMITTED, MARK, DESK, CONTEXT));
    expect(decision.changes).toMatchObject({ urgency: 'complex', acknowledged: true });
    expect(decision.clocks).toEqual([{ do: 'stop', legs: ['acknowledge'] }, { do: 'retarget' }]);
    // The author reads why.
    expect(decision.events).toEqual([
      { type: 'ticket.marked-complex', data: {}, text: 'Three departments have to agree.' },
    ]);
  });

  it.each<[string, Partial<TicketFacts>]>([
    ['an urgent ticket', { urgency: 'urgent' }],
    ['a complex one', complex],
    ['one that a leader has set back', { complexitySettled: true }],
    ['a missed date', { dueAt: NOW }],
    ['a later round', { round: 2 }],
    ['a question to the author', { awaitingAuthor: true }],
    ['a request for more time', { extensionMinutes: 450 }],
    ['a refusal that waits', { refusalPending: true }],
    ['a merged ticket', { mergedIntoId: 'ticket-2' }],
    ['an answered one', { state: 'answered' }],
    ['an escalated one', { state: 'escalated', tier: 1 }],
  ])('is not possible for %s', (_, facts) => {
    const refused = { refusal: 'ticket.not-possible-now' };
    expect(decide({ ...SUBMITTED, ...facts }, MARK, DESK, CONTEXT)).toEqual(refused);
  });

  it('is possible until the last moment, by the department alone', () => {
    const late = { ...SUBMITTED, dueAt: new Date(NOW.getTime() + 1) };
    expect(after(late, MARK, 'department').urgency).toBe('complex');
    for (const standing of ['author', 'leader', 'coordinator', 'system'] as const)
      expect(decide(late, MARK, new Set([standing]), CONTEXT)).toEqual({ refusal: 'ticket.not-yours' });
  });

  it('is no way around a leader who has decided about more time', () => {
    const asked = { ...SUBMITTED, extensionMinutes: 450, leaderId: 'leader' };
    for (const approve of [true, false]) {
      const decided = after(asked, { name: 'decide-extension', approve }, 'leader');
      expect(possibleCommands(decided, DESK, NOW)).not.toContain('mark-complex');
    }
  });

  it('is set back by a leader, once and for all', () => {
    const back = after({ ...complex, dueAt: due(60) }, BACK, 'leader');
    expect(back.urgency).toBe('ordinary');
    expect(possibleCommands(back, DESK, NOW)).not.toContain('mark-complex');
    expect(decide(back, BACK, new Set(['leader']), CONTEXT)).toEqual({ refusal: 'ticket.not-possible-now' });
    expect(decide(complex, BACK, DESK, CONTEXT)).toEqual({ refusal: 'ticket.not-yours' });
    const missed = { ...complex, dueAt: due(-1) };
    expect(decide(missed, BACK, new Set(['leader']), CONTEXT)).toEqual({
      refusal: 'ticket.not-possible-now',
    });
  });
});

describe('closing as abusive', () => {
  const anonymous: TicketFacts = { ...SUBMITTED, author: ANONYMOUS };
  const propose: Command = { name: 'propose-abuse', reason: 'Nothing but insults.' };
  const HEAD = new Set<Standing>(['department', 'head']);

  it('is proposed by the head and decided one level up, and then nothing more of the author counts', () => {
    const proposed = { ...anonymous, ...accepted(decide(anonymous, propose, HEAD, CONTEXT)).changes };
    expect(proposed).toMatchObject({ state: 'open', abuseProposed: true, leaderId: 'leader' });
    expect(possibleCommands(proposed, HEAD, NOW)).not.toContain('answer');
    const context = { ...CONTEXT, abuseText: 'Nothing but insults.' };
    const decision = accepted(decide(proposed, { name: 'approve-abuse' }, new Set(['leader']), context));
    const closed = { ...proposed, ...decision.changes };
    expect(closed).toMatchObject({ state: 'closed', outcome: 'abusive', abuseProposed: false });
    // The author reads why.
    expect(decision.events.at(-1)).toMatchObject({ type: 'ticket.closed', text: 'Nothing but insults.' });
    expect(possibleCommands(closed, new Set(['author', 'system']), NOW)).toEqual([]);
  });

  it('goes back to the desk when the leader says no', () => {
    const proposed = { ...anonymous, abuseProposed: true, leaderId: 'leader' };
    const back = after(proposed, { name: 'decline-abuse', reason: 'Rude, but to the point.' }, 'leader');
    expect(back).toMatchObject({ state: 'open', abuseProposed: false, leaderId: null });
  });

  it('is proposed and decided just so while the leadership owns the ticket, who does nothing else before', () => {
    const escalated: TicketFacts = { ...anonymous, state: 'escalated', tier: 1, leaderId: 'owner' };
    const proposed = { ...escalated, ...accepted(decide(escalated, propose, HEAD, CONTEXT)).changes };
    expect(proposed).toMatchObject({ state: 'escalated', abuseProposed: true, leaderId: 'owner' });
    const possible = possibleCommands(
      { ...proposed, answer: { visibility: 'private', tier: 1 } },
      new Set(['leader']),
      NOW,
    );
    expect(possible).toEqual(expect.arrayContaining(['approve-abuse', 'decline-abuse']));
    for (const other of ['answer', 'redo', 'close-unresolved']) expect(possible).not.toContain(other);
    expect(after(proposed, { name: 'approve-abuse' }, 'leader')).toMatchObject({ outcome: 'abusive' });
    const declined = after(proposed, { name: 'decline-abuse', reason: 'Rude, but to the point.' }, 'leader');
    expect(declined).toEqual({ ...escalated, abuseProposed: false });
  });

  it('never takes the verdict on an answer from its author', () => {
    const answered: TicketFacts = {
      ...anonymous,
      state: 'answered',
      answer: { visibility: 'private', tier: 0 },
    };
    expect(possibleCommands(answered, HEAD, NOW)).not.toContain('propose-abuse');
  });

  it('is nothing for a handler alone, nor for a named author', () => {
    const refusal = (ticket: TicketFacts, standings: Standing[]) =>
      decide(ticket, propose, new Set(standings), CONTEXT);
    expect(refusal(anonymous, ['department'])).toEqual({ refusal: 'ticket.not-yours' });
    expect(refusal(anonymous, ['leader'])).toEqual({ refusal: 'ticket.not-yours' });
    expect(refusal(SUBMITTED, ['department', 'head'])).toEqual({ refusal: 'ticket.not-possible-now' });
  });
});

describe('merging', () => {
  const MERGE: Command = { name: 'merge', intoTicketId: 'ticket-2', reason: 'Same topic.' };

  it.each<[string, Partial<NonNullable<DecisionContext['mergeTarget']>>]>([
    ['itself', { id: 'ticket-1' }],
    ['an answered ticket', { state: 'answered' }],
    ['a merged one', { mergedIntoId: 'ticket-3' }],
    ['one of another department', { departmentId: 'training' }],
    ['one that may be closed as abusive', { abuseProposed: true }],
  ])('is not possible into %s', (_, facts) => {
    const mergeTarget = CONTEXT.mergeTarget && { ...CONTEXT.mergeTarget, ...facts };
    expect(decide(SUBMITTED, MERGE, new Set(['department']), { ...CONTEXT, mergeTarget })).toEqual({
      refusal: 'ticket.merge-target-invalid',
    });
  });
});

/** A model of the clocks that knows nothing of working time: which legs are open. */
function applyClocks(open: ReadonlyMap<Leg, 'running' | 'paused'>, changes: readonly ClockChange[]) {
  const next = new Map(open);
  for (const change of changes) {
    if (change.do === 'start') next.set(change.leg, 'running');
    else if (change.do === 'extend' || change.do === 'retarget') continue;
    else if (change.do === 'stop') {
      for (const leg of [...next.keys()])
        if (change.legs === 'all' || change.legs.includes(leg)) next.delete(leg);
    } else {
      for (const leg of next.keys()) {
        if (leg !== 'acknowledge') next.set(leg, change.do === 'pause' ? 'paused' : 'running');
      }
    }
  }
  return next;
}

const COMMANDS: fc.Arbitrary<Command> = fc.constantFrom<Command[]>(
  ...TRANSITIONS.map((row): Command => {
    switch (row.command) {
      case 'transfer':
        return { name: 'transfer', departmentId: 'training', reason: 'Not ours.' };
      case 'answer':
        return ANSWER;
      case 'confirm':
        return { name: 'confirm', ratings: RATINGS };
      case 'reject':
        return { name: 'reject', verdict: 'no', reason: 'No.', ratings: RATINGS };
      case 'merge':
        return { name: 'merge', intoTicketId: 'ticket-2', reason: 'Same topic.' };
      case 'publish':
        return { name: 'publish', publication: { publicationReason: 'representative', namesChecked: true } };
      case 'propose-refusal':
      case 'ask-author':
      case 'reply':
      case 'note':
        return { name: row.command, text: 'Text.' };
      case 'amend-answer':
        return { name: 'amend-answer', text: 'Better text.', reason: 'Typo.' };
      case 'request-extension':
        return { name: 'request-extension', workingMinutes: 450, reason: 'The supplier is late.' };
      case 'decide-extension':
        return { name: 'decide-extension', approve: true };
      case 'end-pause':
        return { name: 'end-pause', at: NOW };
      case 'acknowledge':
      case 'escalate-overdue':
      case 'accept-transfer':
      case 'approve-refusal':
      case 'close-unconfirmed':
      case 'approve-abuse':
        return { name: row.command };
      case 'reveal':
        return { name: 'reveal', employeeNumber: 'A1001' };
      case 'drop-message':
        return { name: 'drop-message', message: 'confirm', sequence: 2, reason: 'overtaken' };
      default:
        return { name: row.command, reason: 'Reason.' };
    }
  }),
);
const STANDINGS = fc.constantFrom<Standing[]>(
  'author',
  'department',
  'head',
  'leader',
  'coordinator',
  'system',
);
const AUTHORS = fc.constantFrom<TicketFacts['author']>(SUBMITTED.author, ANONYMOUS);

describe('any walk through the loop', () => {
  it('keeps an owner, a clock and an honest outcome', () => {
    fc.assert(
      fc.property(
        AUTHORS,
        fc.array(fc.tuple(COMMANDS, STANDINGS), { minLength: 5, maxLength: 60 }),
        (author, steps) => {
          let ticket: TicketFacts = { ...SUBMITTED, author };
          let refusalText: string | null = null;
          let clocks = applyClocks(new Map(), [
            { do: 'start', leg: 'acknowledge', round: 1 },
            { do: 'start', leg: 'answer', round: 1 },
          ]);
          let timesMarked = 0;
          const startedClocks = new Set<string>(['acknowledge 1', 'answer 1']);
          for (const [command, standing] of steps) {
            const standings = new Set<Standing>(standing === 'head' ? ['head', 'department'] : [standing]);
            const decision = decide(ticket, command, standings, { ...CONTEXT, refusalText });
            const isOffered = possibleCommands(ticket, standings, NOW).includes(command.name);
            if (isRefusal(decision)) {
              if (decision.refusal === 'ticket.not-possible-now' || decision.refusal === 'ticket.not-yours') {
                expect(isOffered).toBe(false);
              }
              continue;
            }
            expect(isOffered).toBe(true);
            expect(decision.events.length).toBeGreaterThan(0);
            for (const change of decision.clocks) {
              if (change.do !== 'start') continue;
              // One leg, one round, once: the database refuses a second one.
              expect(startedClocks).not.toContain(`${change.leg} ${change.round}`);
              startedClocks.add(`${change.leg} ${change.round}`);
            }
            if (decision.changes.urgency === 'complex') timesMarked++;
            // What is merged into it waits for its answer: without one it must stand alone again.
            if (decision.changes.state === 'closed' && ['open', 'escalated'].includes(ticket.state))
              expect([command.name, decision.followers]).toEqual([command.name, 'release']);
            if (decision.refusalText !== undefined) refusalText = decision.refusalText;
            ticket = { ...ticket, ...decision.changes };
            clocks = applyClocks(clocks, decision.clocks);
            expect(ticket.departmentId).not.toBe('');
            expect(ticket.state === 'closed').toBe(ticket.outcome !== null);
            expect(ticket.state === 'closed').toBe(clocks.size === 0);
            if (ticket.state !== 'closed') {
              const legs = [...clocks.keys()].filter((leg) => leg !== 'acknowledge');
              // Only a missed answer leaves two: the leader's clock beside the one that nobody has ended yet.
              expect(legs.length).toBeGreaterThan(0);
              if (legs.length > 1) expect(legs.sort()).toEqual(['answer', 'escalated-answer']);
            }
            expect(ticket.awaitingAuthor).toBe([...clocks.values()].includes('paused'));
            if (ticket.state === 'escalated') expect(ticket.leaderId).not.toBeNull();
            // Somebody decides about a proposal, whatever else happens to the ticket.
            if (ticket.abuseProposed)
              expect(possibleCommands(ticket, new Set(['leader']), NOW)).toContain('approve-abuse');
            expect(ticket.refusalPending).toBe(refusalText !== null);
            if (ticket.refusalPending || ticket.extensionMinutes !== null || ticket.abuseProposed) {
              expect(ticket.leaderId).not.toBeNull();
            }
            expect(timesMarked).toBeLessThan(2);
            if (decision.changes.outcome === 'resolved') expect(standing).toBe('author');
            // Only a leader takes an anonymous author's voice away, and nobody that of a named one.
            if (ticket.outcome === 'abusive') expect(author.kind).toBe('anonymous');
            if (decision.changes.outcome === 'abusive') expect(standing).toBe('leader');
            if (ticket.abuseProposed) expect(ticket.refusalPending).toBe(false);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
