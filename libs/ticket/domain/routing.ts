import type { Effect, Effects } from './decision.js';

/** Who works on a ticket, and by when. */
export const ROUTING_EFFECTS: Effects<
  | 'acknowledge'
  | 'accept-transfer'
  | 'transfer'
  | 'merge'
  | 'unmerge'
  | 'request-extension'
  | 'decide-extension'
  | 'mark-complex'
  | 'mark-ordinary'
  | 'end-pause'
> = {
  acknowledge: (): Effect => ({
    changes: { acknowledged: true, awaitingAcceptance: false },
    events: [{ type: 'ticket.acknowledged', data: {} }],
    clocks: [{ do: 'stop', legs: ['acknowledge'] }],
  }),
  'accept-transfer': (): Effect => ({
    changes: { acknowledged: true, awaitingAcceptance: false },
    events: [{ type: 'ticket.transfer-accepted', data: {} }],
    clocks: [{ do: 'stop', legs: ['acknowledge'] }],
  }),
  transfer: ({ ticket, command, standing, context }): Effect => {
    const byRule =
      standing !== 'coordinator' &&
      ticket.transfers >= context.transfersBeforeCoordinator &&
      ticket.departmentId !== context.coordinatorDepartmentId;
    const target = byRule ? context.coordinatorDepartmentId : command.departmentId;
    if (!byRule && !context.targetDepartment?.isActive) {
      return { refusal: 'ticket.target-department-invalid' };
    }
    if (target === ticket.departmentId) return { refusal: 'ticket.target-department-invalid' };
    return {
      changes: {
        departmentId: target,
        transfers: ticket.transfers + 1,
        acknowledged: false,
        awaitingAcceptance: true,
      },
      events: [
        {
          type: 'ticket.transferred',
          data: {
            fromDepartmentId: ticket.departmentId,
            toDepartmentId: target,
            askedDepartmentId: command.departmentId,
            count: ticket.transfers + 1,
            byCoordinatorRule: byRule,
          },
          text: command.reason,
        },
      ],
      // The answer clock goes on: a transfer costs the company time, never the author.
      clocks: [
        { do: 'stop', legs: ['acknowledge'] },
        { do: 'start', leg: 'acknowledge', round: ticket.transfers + 2 },
      ],
      followers: 'move',
    };
  },
  merge: ({ ticket, command, context }): Effect => {
    const target = context.mergeTarget;
    if (
      !target ||
      target.id === ticket.id ||
      target.state !== 'open' ||
      target.mergedIntoId !== null ||
      target.abuseProposed ||
      target.departmentId !== ticket.departmentId
    ) {
      return { refusal: 'ticket.merge-target-invalid' };
    }
    return {
      changes: { mergedIntoId: target.id, acknowledged: true, awaitingAcceptance: false },
      events: [{ type: 'ticket.merged', data: { intoTicketId: target.id }, text: command.reason }],
      clocks: [{ do: 'stop', legs: ['acknowledge'] }],
    };
  },
  unmerge: ({ ticket, command }): Effect => ({
    changes: { mergedIntoId: null },
    events: [{ type: 'ticket.unmerged', data: { fromTicketId: ticket.mergedIntoId }, text: command.reason }],
    clocks: [],
  }),
  'request-extension': ({ command, context }): Effect => {
    const limitMinutes = context.extensionLimitMinutes;
    if (command.workingMinutes > limitMinutes)
      return { refusal: 'ticket.extension-too-long', members: { limitMinutes } };
    return {
      changes: { extensionMinutes: command.workingMinutes, leaderId: context.responsibleLeaderId },
      events: [
        {
          type: 'ticket.extension-requested',
          data: { workingMinutes: command.workingMinutes, leaderId: context.responsibleLeaderId },
          text: command.reason,
        },
      ],
      clocks: [],
    };
  },
  'decide-extension': ({ ticket, command }): Effect => {
    const workingMinutes = ticket.extensionMinutes ?? 0;
    return {
      changes: {
        extensionMinutes: null,
        leaderId: null,
        extended: command.approve,
        complexitySettled: true,
      },
      events: [
        {
          type: command.approve ? 'ticket.extension-approved' : 'ticket.extension-declined',
          data: { workingMinutes },
          text: command.reason,
        },
      ],
      clocks: command.approve ? [{ do: 'extend', workingMinutes }] : [],
    };
  },
  // Whoever has looked so closely has seen it: nothing is left to acknowledge.
  'mark-complex': ({ command }): Effect => ({
    changes: {
      urgency: 'complex',
      complexitySettled: true,
      acknowledged: true,
      awaitingAcceptance: false,
    },
    events: [{ type: 'ticket.marked-complex', data: {}, text: command.reason }],
    clocks: [{ do: 'stop', legs: ['acknowledge'] }, { do: 'retarget' }],
  }),
  'mark-ordinary': ({ command }): Effect => ({
    changes: { urgency: 'ordinary' },
    events: [{ type: 'ticket.marked-ordinary', data: {}, text: command.reason }],
    clocks: [{ do: 'retarget' }],
  }),
  'end-pause': ({ command }): Effect => ({
    changes: { awaitingAuthor: false },
    events: [{ type: 'ticket.pause-ended', data: {} }],
    clocks: [{ do: 'resume', at: command.at }],
  }),
};
