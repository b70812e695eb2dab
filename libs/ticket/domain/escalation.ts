import { closed } from './confirmation.js';
import type { Effect, Effects } from './decision.js';
import { leaderAbove } from './higher-level.js';

/** What the leadership does, and what brings a ticket to it. */
export const ESCALATION_EFFECTS: Effects<'redo' | 'close-unresolved' | 'escalate-overdue'> = {
  redo: ({ ticket, command, state }): Effect => {
    const round = ticket.round + 1;
    return {
      changes: { state, tier: 0, leaderId: null, round, acknowledged: false, awaitingAuthor: false },
      events: [
        {
          type: 'ticket.redo-ordered',
          data: { departmentId: ticket.departmentId, round },
          text: command.reason,
        },
      ],
      clocks: [
        { do: 'stop', legs: 'all' },
        { do: 'start', leg: 'answer', round, level: 'redo' },
      ],
    };
  },
  'close-unresolved': ({ command, context }): Effect => ({
    changes: closed(context.now, 'unresolved'),
    events: [{ type: 'ticket.closed', data: { outcome: 'unresolved' }, text: command.reason }],
    clocks: [{ do: 'stop', legs: 'all' }],
    followers: 'release',
  }),
  'escalate-overdue': ({ ticket, state, context }): Effect => {
    const above = leaderAbove(context, context.setbacks);
    const leaderId = above ?? context.responsibleLeaderId;
    return {
      changes: {
        state,
        tier: 1,
        leaderId,
        acknowledged: false,
        awaitingAcceptance: false,
        refusalPending: false,
        abuseProposed: false,
        extensionMinutes: null,
      },
      events: [
        {
          type: 'ticket.escalated',
          data: { leaderId, round: ticket.round, reason: 'overdue', isRaised: above !== null },
        },
      ],
      // The missed clock goes on: only an answer ends it, whoever gives it.
      clocks: [
        { do: 'stop', legs: ['acknowledge'] },
        { do: 'start', leg: 'escalated-answer', round: ticket.round },
      ],
      refusalText: null,
    };
  },
};
