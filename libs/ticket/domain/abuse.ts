import { closed } from './confirmation.js';
import type { Effect, Effects } from './decision.js';

/** What protects a desk from an anonymous author, and what an anonymous author gives up or is told. */
export const ABUSE_EFFECTS: Effects<
  'propose-abuse' | 'approve-abuse' | 'decline-abuse' | 'reveal' | 'drop-message'
> = {
  // A proposal is no answer: the clocks go on until a leader has decided.
  'propose-abuse': ({ ticket, command, context }): Effect => {
    const leaderId = ticket.state === 'escalated' ? ticket.leaderId : context.responsibleLeaderId;
    return {
      changes: { abuseProposed: true, leaderId },
      events: [{ type: 'ticket.abuse-proposed', data: { leaderId }, text: command.reason }],
      clocks: [],
      abuseText: command.reason,
    };
  },
  // The key counts for nothing from now on, because a ticket closed so is open to no message; that is all.
  'approve-abuse': ({ command, context }): Effect => ({
    changes: closed(context.now, 'abusive'),
    events: [
      { type: 'ticket.abuse-approved', data: {}, text: command.comment },
      { type: 'ticket.closed', data: { outcome: 'abusive' }, text: context.abuseText ?? undefined },
    ],
    clocks: [{ do: 'stop', legs: 'all' }],
    followers: 'release',
  }),
  'decline-abuse': ({ ticket, command }): Effect => ({
    changes: { abuseProposed: false, leaderId: ticket.state === 'escalated' ? ticket.leaderId : null },
    events: [{ type: 'ticket.abuse-declined', data: {}, text: command.reason }],
    clocks: [],
  }),
  // A claim that whoever holds the key makes, and no more: the ticket stays with its key.
  reveal: ({ command }): Effect => ({
    changes: {},
    events: [{ type: 'ticket.author-revealed', data: {}, text: command.employeeNumber }],
    clocks: [],
  }),
  'drop-message': ({ command }): Effect => ({
    changes: {},
    events: [
      {
        type: 'ticket.message-dropped',
        data: { message: command.message, sequence: command.sequence, reason: command.reason },
      },
    ],
    clocks: [],
  }),
};
