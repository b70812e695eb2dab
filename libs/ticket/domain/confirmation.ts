import type { Decision, Effect, Effects } from './decision.js';
import { leaderAbove } from './higher-level.js';
import type { Outcome } from './ticket.js';

/** What closing does to a ticket, whatever the outcome. */
export function closed(now: Date, outcome: Outcome): Decision['changes'] {
  return {
    state: 'closed',
    outcome,
    closedAt: now,
    awaitingAuthor: false,
    awaitingAcceptance: false,
    refusalPending: false,
    abuseProposed: false,
    extensionMinutes: null,
  };
}

/** The author's verdict, and the other ways in which a ticket ends. */
export const CONFIRMATION_EFFECTS: Effects<
  'confirm' | 'reject' | 'withdraw' | 'reopen' | 'remove' | 'close-unconfirmed'
> = {
  confirm: ({ ticket, command, context }): Effect => ({
    changes: closed(context.now, 'resolved'),
    events: [
      {
        type: 'ticket.confirmed',
        data: { verdict: 'yes', ratings: { ...command.ratings }, tier: ticket.tier },
        text: command.comment,
      },
      { type: 'ticket.closed', data: { outcome: 'resolved' } },
    ],
    clocks: [{ do: 'stop', legs: 'all' }],
  }),
  reject: ({ ticket, command, state, context }): Effect => {
    const { redos, noes } = context.setbacks;
    const above = leaderAbove(context, { redos, noes: noes + 1 });
    // The leader who answered stays responsible; a first "no" goes to the one above the department.
    const below = ticket.tier === 1 && ticket.leaderId ? ticket.leaderId : context.responsibleLeaderId;
    const leaderId = above ?? below;
    const round = ticket.round + 1;
    return {
      // Whoever says "no" stands alone again: the answer for many was not the answer for this one.
      changes: { state, tier: 1, leaderId, round, acknowledged: false, mergedIntoId: null },
      events: [
        {
          type: 'ticket.rejected',
          data: { verdict: command.verdict, ratings: { ...command.ratings }, tier: ticket.tier },
          text: command.reason,
        },
        {
          type: 'ticket.escalated',
          data: { leaderId, round, reason: 'author-rejected', isRaised: above !== null },
        },
      ],
      clocks: [
        { do: 'stop', legs: 'all' },
        { do: 'start', leg: 'escalated-answer', round },
      ],
    };
  },
  withdraw: ({ command, context }): Effect => ({
    changes: closed(context.now, 'withdrawn'),
    events: [{ type: 'ticket.closed', data: { outcome: 'withdrawn' }, text: command.reason }],
    clocks: [{ do: 'stop', legs: 'all' }],
    refusalText: null,
    followers: 'release',
  }),
  reopen: ({ ticket, command, state, context }): Effect => {
    const round = ticket.round + 1;
    const isDeskClosed = context.targetDepartment?.isActive === false;
    return {
      changes: {
        state,
        departmentId: isDeskClosed ? context.coordinatorDepartmentId : ticket.departmentId,
        outcome: null,
        closedAt: null,
        tier: 0,
        leaderId: null,
        round,
        acknowledged: false,
        mergedIntoId: null,
      },
      events: [{ type: 'ticket.reopened', data: { round }, text: command.reason }],
      clocks: [{ do: 'start', leg: 'answer', round }],
    };
  },
  remove: ({ command, context }): Effect => ({
    changes: { ...closed(context.now, 'removed'), published: false },
    events: [
      { type: 'ticket.removed', data: {}, text: command.reason },
      { type: 'ticket.closed', data: { outcome: 'removed' } },
    ],
    clocks: [{ do: 'stop', legs: 'all' }],
    publication: null,
    refusalText: null,
    followers: 'release',
  }),
  'close-unconfirmed': ({ context }): Effect => ({
    changes: closed(context.now, 'unconfirmed'),
    events: [{ type: 'ticket.closed', data: { outcome: 'unconfirmed' } }],
    clocks: [{ do: 'stop', legs: 'all' }],
  }),
};
