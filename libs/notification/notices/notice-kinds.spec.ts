import { NOTICE_KINDS, NOTICES, noticesOf } from './notice-kinds.js';

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
