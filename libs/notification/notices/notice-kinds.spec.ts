import { DEFAULT_POLICY } from '../../sla/policy/default-policy.js';
import { clockHasMovedOn } from './clock-notices.js';
import { NOTICE_KINDS, NOTICES, noticesAbove, noticesOf } from './notice-kinds.js';

describe('noticesOf', () => {
  it.each([
    ['ticket.submitted', {}, ['dispatched']],
    ['ticket.escalated', {}, ['escalated', 'escalated-from-you', 'escalated-for-you']],
    ['ticket.closed', { outcome: 'unconfirmed' }, ['closed-unconfirmed']],
    ['ticket.closed', { outcome: 'unresolved' }, ['closed-unresolved']],
    ['ticket.closed', { outcome: 'resolved' }, []],
    ['ticket.closed', { outcome: 'withdrawn' }, []],
    ['ticket.closed', { outcome: 'removed' }, []],
    ['ticket.noted', {}, []],
    ['person.changed', {}, []],
    [
      'ticket.escalated',
      { reason: 'overdue' },
      ['overdue-escalated', 'overdue-escalated-from-you', 'overdue-escalated-for-you'],
    ],
    ['ticket.extension-approved', {}, ['extension-approved', 'extension-approved-for-you']],
    ['ticket.marked-complex', {}, ['marked-complex', 'marked-complex-for-you']],
    ['ticket.marked-ordinary', {}, ['marked-ordinary', 'marked-ordinary-for-you']],
    ['clock.step-reached', { leg: 'answer', kind: 'half' }, ['answer-half']],
    ['clock.step-reached', { leg: 'escalated-answer', kind: 'due' }, ['escalated-answer-due']],
    // The ticket itself says these.
    ['clock.step-reached', { leg: 'answer', kind: 'escalation' }, []],
    ['clock.step-reached', { leg: 'confirmation', kind: 'due' }, []],
  ])('%s %j', (type, data, kinds) => {
    expect(noticesOf({ type, data })).toEqual(kinds);
  });

  it('never lets a notice be overtaken by events of its own transaction', () => {
    // Events that are written right after the one that causes the notice, by the same command.
    const companions: Readonly<Record<string, readonly string[]>> = {
      'ticket.answered': ['ticket.published'],
      'ticket.answer-amended': ['ticket.noted'],
      'ticket.refusal-approved': ['ticket.answered'],
      'ticket.removed': ['ticket.closed'],
    };
    for (const kind of NOTICE_KINDS) {
      const { on, supersededBy } = NOTICES[kind];
      const overtaking = (companions[on] ?? []).filter((type) =>
        (supersededBy as readonly string[]).includes(type),
      );
      expect({ kind, overtaking }).toEqual({ kind, overtaking: [] });
    }
  });
});

describe('steps of the ladder', () => {
  it('are replaced by the later ones of the same clock', () => {
    expect(noticesAbove({ leg: 'answer', kind: 'late-warning' })).toEqual([
      'answer-due',
      'answer-reminder',
      'answer-bulletin',
    ]);
    expect(noticesAbove({ leg: 'confirmation', kind: 'late-warning' })).toEqual([]);
  });

  it.each(DEFAULT_POLICY.ladder)('$leg $kind is told by exactly one event', ({ leg, kind }) => {
    const told = noticesOf({ type: 'clock.step-reached', data: { leg, kind } });
    const isToldByTicket = kind === 'escalation' || (leg === 'confirmation' && kind === 'due');
    expect(told).toEqual(isToldByTicket ? [] : [`${leg}-${kind}`]);
  });

  const running = { state: 'running', dueAt: new Date('2026-03-03T10:00:00Z') } as const;
  const noticedDueAt = running.dueAt;
  const before = new Date('2026-03-03T09:00:00Z');
  const after = new Date('2026-03-03T11:00:00Z');
  const moved = { ...running, dueAt: new Date('2026-03-03T12:00:00Z') };
  const open = { state: 'open' } as const;
  const escalated = { state: 'escalated' } as const;

  it.each([
    ['a running clock', 'half', running, open, before, false],
    ['a stopped one', 'half', { ...running, state: 'stopped' }, open, before, true],
    ['a paused one', 'due', { ...running, state: 'paused' }, open, after, true],
    ['a warning before a later deadline', 'half', moved, open, before, true],
    ['a missed deadline', 'due', running, open, after, false],
    ['a missed deadline that was moved out of reach', 'due', moved, open, after, true],
    ['what the leadership has taken over', 'reminder', running, escalated, after, true],
    ['a bulletin all the same', 'bulletin', running, escalated, after, false],
  ] as const)('%s (%s)', (_, kind, clock, ticket, now, hasMovedOn) => {
    expect(clockHasMovedOn({ leg: 'answer', kind }, noticedDueAt, clock, ticket, now)).toBe(hasMovedOn);
  });
});
