import type { ClockChange, Leg } from '@huiyin/sla';
import { authorPersonId } from './author.js';
import { fitting, TRANSITIONS, type Transition } from './transitions.js';
import type { Command, Outcome, Publication, Standing, TicketFacts, Visibility } from './ticket.js';

export interface TicketEvent {
  readonly type: `ticket.${string}`;
  readonly data: Readonly<
    Record<string, string | number | boolean | null | Readonly<Record<string, number>>>
  >;
  /** What the actor wrote with it, kept apart from the chain so that it can be removed; the chain has its hash. */
  readonly text?: string;
}

/** What happens to the tickets merged into this one, in the same transaction. */
export type FollowerChange = 'answer' | 'amend' | 'move' | 'release';

export interface Decision {
  readonly standing: Standing;
  readonly changes: Partial<{
    -readonly [Key in keyof TicketFacts]: TicketFacts[Key];
  }>;
  readonly events: readonly TicketEvent[];
  readonly clocks: readonly ClockChange[];
  readonly answer?: { readonly text: string; readonly visibility: Visibility; readonly isRefusal: boolean };
  readonly amendment?: { readonly text: string };
  readonly refusalText?: string | null;
  readonly publication?: Publication | null;
  readonly followers?: FollowerChange;
}

export type RefusalCode =
  | 'ticket.not-yours'
  | 'ticket.not-possible-now'
  | 'ticket.target-department-invalid'
  | 'ticket.merge-target-invalid'
  | 'ticket.names-not-checked'
  | 'ticket.publication-missing'
  | 'ticket.summary-required'
  | 'ticket.extension-too-long';

export type Refusal = { readonly refusal: RefusalCode };

/** Facts from other rooms and rows that a decision needs; looked up before it, in the same transaction. */
export interface DecisionContext {
  readonly now: Date;
  /** The one who answers for this department one level up; the duty leader when that is the head concerned. */
  readonly responsibleLeaderId: string;
  readonly coordinatorDepartmentId: string;
  readonly targetDepartment?: { readonly id: string; readonly isActive: boolean } | null;
  readonly mergeTarget?: Pick<TicketFacts, 'id' | 'state' | 'departmentId' | 'mergedIntoId'> | null;
  /** Text proposed as a refusal, while one is pending. */
  readonly refusalText: string | null;
  /** The policy's limit for one extension, in working minutes. */
  readonly extensionLimitMinutes: number;
}

/** From the third transfer on, the coordinator decides where a ticket belongs (policy). */
export const TRANSFERS_BEFORE_COORDINATOR = 2;

const THE_ANSWER_CLOCKS: readonly Leg[] = ['acknowledge', 'answer', 'escalated-answer'];

function publicationFault(ticket: TicketFacts, publication: Publication): RefusalCode | null {
  if (!publication.namesChecked) return 'ticket.names-not-checked';
  if (!ticket.mayPublishWording && !publication.summary) return 'ticket.summary-required';
  return null;
}

/** One command on one ticket: what changes, or why not. Pure: the same question always has the same answer. */
export function decide(
  ticket: TicketFacts,
  command: Command,
  standings: ReadonlySet<Standing>,
  context: DecisionContext,
): Decision | Refusal {
  const transition = fitting(ticket, standings, context.now, command.name)[0];
  if (!transition) {
    const everAllowed = TRANSITIONS.some(
      (row) => row.command === command.name && row.by.some((standing) => standings.has(standing)),
    );
    return { refusal: everAllowed ? 'ticket.not-possible-now' : 'ticket.not-yours' };
  }
  const standing = transition.by.find((candidate) => standings.has(candidate)) ?? 'system';
  return effects(ticket, command, transition, standing, context);
}

function effects(
  ticket: TicketFacts,
  command: Command,
  transition: Transition,
  standing: Standing,
  context: DecisionContext,
): Decision | Refusal {
  const state = transition.to ?? ticket.state;
  const close = (outcome: Outcome): Decision['changes'] => ({
    state: 'closed',
    outcome,
    closedAt: context.now,
    awaitingAuthor: false,
    awaitingAcceptance: false,
    refusalPending: false,
    extensionMinutes: null,
  });

  switch (command.name) {
    case 'acknowledge':
      return {
        standing,
        changes: { acknowledged: true, awaitingAcceptance: false },
        events: [{ type: 'ticket.acknowledged', data: {} }],
        clocks: [{ do: 'stop', legs: ['acknowledge'] }],
      };
    case 'accept-transfer':
      return {
        standing,
        changes: { acknowledged: true, awaitingAcceptance: false },
        events: [{ type: 'ticket.transfer-accepted', data: {} }],
        clocks: [{ do: 'stop', legs: ['acknowledge'] }],
      };
    case 'transfer': {
      const byRule =
        standing !== 'coordinator' &&
        ticket.transfers >= TRANSFERS_BEFORE_COORDINATOR &&
        ticket.departmentId !== context.coordinatorDepartmentId;
      const target = byRule ? context.coordinatorDepartmentId : command.departmentId;
      if (!byRule && !context.targetDepartment?.isActive) {
        return { refusal: 'ticket.target-department-invalid' };
      }
      if (target === ticket.departmentId) return { refusal: 'ticket.target-department-invalid' };
      return {
        standing,
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
    }
    case 'ask-author':
      return {
        standing,
        changes: { awaitingAuthor: true, acknowledged: true, awaitingAcceptance: false },
        events: [{ type: 'ticket.author-asked', data: { tier: ticket.tier }, text: command.text }],
        clocks: [{ do: 'stop', legs: ['acknowledge'] }, { do: 'pause' }],
      };
    case 'reply':
      return {
        standing,
        changes: { awaitingAuthor: false },
        events: [
          { type: 'ticket.author-replied', data: { wasAsked: ticket.awaitingAuthor }, text: command.text },
        ],
        clocks: ticket.awaitingAuthor ? [{ do: 'resume' }] : [],
      };
    case 'note':
      return {
        standing,
        changes: {},
        events: [{ type: 'ticket.noted', data: { tier: ticket.tier }, text: command.text }],
        clocks: [],
      };
    case 'answer': {
      if (command.visibility === 'public') {
        if (!command.publication) return { refusal: 'ticket.publication-missing' };
        const fault = publicationFault(ticket, command.publication);
        if (fault) return { refusal: fault };
      }
      const published = command.visibility === 'public';
      const publishedEvents: TicketEvent[] =
        published && command.publication
          ? [
              {
                type: 'ticket.published',
                data: { reason: command.publication.publicationReason },
                text: command.publication.summary,
              },
            ]
          : [];
      return {
        standing,
        changes: {
          state,
          acknowledged: true,
          awaitingAuthor: false,
          awaitingAcceptance: false,
          extensionMinutes: null,
          leaderId: ticket.tier === 1 ? ticket.leaderId : null,
          answer: { visibility: command.visibility, tier: ticket.tier },
          published: ticket.published || published,
        },
        events: [
          {
            type: 'ticket.answered',
            data: { visibility: command.visibility, tier: ticket.tier, round: ticket.round, refusal: false },
            text: command.text,
          },
          ...publishedEvents,
        ],
        clocks: [
          { do: 'stop', legs: THE_ANSWER_CLOCKS },
          { do: 'start', leg: 'confirmation', round: ticket.round },
        ],
        answer: { text: command.text, visibility: command.visibility, isRefusal: false },
        publication: published ? command.publication : undefined,
        followers: 'answer',
      };
    }
    case 'amend-answer':
      return {
        standing,
        changes: {},
        events: [
          { type: 'ticket.answer-amended', data: { tier: ticket.answer?.tier ?? 0 }, text: command.text },
          { type: 'ticket.noted', data: { tier: ticket.tier, amendment: true }, text: command.reason },
        ],
        clocks: [],
        amendment: { text: command.text },
        followers: 'amend',
      };
    case 'propose-refusal':
      return {
        standing,
        changes: {
          refusalPending: true,
          leaderId: context.responsibleLeaderId,
          acknowledged: true,
          awaitingAcceptance: false,
        },
        events: [
          {
            type: 'ticket.refusal-proposed',
            data: { leaderId: context.responsibleLeaderId },
            text: command.text,
          },
        ],
        // A proposal is no answer: the clock of the answer goes on until the author has one.
        clocks: [{ do: 'stop', legs: ['acknowledge'] }],
        refusalText: command.text,
      };
    case 'approve-refusal': {
      if (context.refusalText === null) return { refusal: 'ticket.not-possible-now' };
      return {
        standing,
        changes: {
          state,
          refusalPending: false,
          leaderId: null,
          awaitingAuthor: false,
          answer: { visibility: 'private', tier: 0 },
        },
        events: [
          { type: 'ticket.refusal-approved', data: {}, text: command.comment },
          {
            type: 'ticket.answered',
            data: { visibility: 'private', tier: 0, round: ticket.round, refusal: true },
            text: context.refusalText,
          },
        ],
        clocks: [
          { do: 'stop', legs: THE_ANSWER_CLOCKS },
          { do: 'start', leg: 'confirmation', round: ticket.round },
        ],
        answer: { text: context.refusalText, visibility: 'private', isRefusal: true },
        refusalText: null,
        followers: 'answer',
      };
    }
    case 'decline-refusal':
      return {
        standing,
        changes: { refusalPending: false, leaderId: null },
        events: [{ type: 'ticket.refusal-declined', data: {}, text: command.reason }],
        clocks: [],
        refusalText: null,
      };
    case 'confirm':
      return {
        standing,
        changes: close('resolved'),
        events: [
          {
            type: 'ticket.confirmed',
            data: { verdict: 'yes', ratings: { ...command.ratings }, tier: ticket.tier },
            text: command.comment,
          },
          { type: 'ticket.closed', data: { outcome: 'resolved' } },
        ],
        clocks: [{ do: 'stop', legs: 'all' }],
      };
    case 'reject': {
      // The leader who answered stays responsible; a first "no" goes to the one above the department.
      const leaderId = ticket.tier === 1 && ticket.leaderId ? ticket.leaderId : context.responsibleLeaderId;
      const round = ticket.round + 1;
      return {
        standing,
        // Whoever says "no" stands alone again: the answer for many was not the answer for this one.
        changes: { state, tier: 1, leaderId, round, acknowledged: false, mergedIntoId: null },
        events: [
          {
            type: 'ticket.rejected',
            data: { verdict: command.verdict, ratings: { ...command.ratings }, tier: ticket.tier },
            text: command.reason,
          },
          { type: 'ticket.escalated', data: { leaderId, round, reason: 'author-rejected' } },
        ],
        clocks: [
          { do: 'stop', legs: 'all' },
          { do: 'start', leg: 'escalated-answer', round },
        ],
      };
    }
    case 'redo': {
      const round = ticket.round + 1;
      return {
        standing,
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
          { do: 'start', leg: 'answer', round },
        ],
      };
    }
    case 'close-unresolved':
      return {
        standing,
        changes: close('unresolved'),
        events: [{ type: 'ticket.closed', data: { outcome: 'unresolved' }, text: command.reason }],
        clocks: [{ do: 'stop', legs: 'all' }],
      };
    case 'withdraw':
      return {
        standing,
        changes: close('withdrawn'),
        events: [{ type: 'ticket.closed', data: { outcome: 'withdrawn' }, text: command.reason }],
        clocks: [{ do: 'stop', legs: 'all' }],
        refusalText: null,
        followers: 'release',
      };
    case 'reopen': {
      const round = ticket.round + 1;
      return {
        standing,
        changes: {
          state,
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
    }
    case 'merge': {
      const target = context.mergeTarget;
      if (
        !target ||
        target.id === ticket.id ||
        target.state !== 'open' ||
        target.mergedIntoId !== null ||
        target.departmentId !== ticket.departmentId
      ) {
        return { refusal: 'ticket.merge-target-invalid' };
      }
      return {
        standing,
        changes: { mergedIntoId: target.id, acknowledged: true, awaitingAcceptance: false },
        events: [{ type: 'ticket.merged', data: { intoTicketId: target.id }, text: command.reason }],
        clocks: [{ do: 'stop', legs: ['acknowledge'] }],
      };
    }
    case 'unmerge':
      return {
        standing,
        changes: { mergedIntoId: null },
        events: [
          { type: 'ticket.unmerged', data: { fromTicketId: ticket.mergedIntoId }, text: command.reason },
        ],
        clocks: [],
      };
    case 'publish': {
      const fault = publicationFault(ticket, command.publication);
      if (fault) return { refusal: fault };
      return {
        standing,
        changes: {
          published: true,
          answer: ticket.answer ? { ...ticket.answer, visibility: 'public' } : null,
        },
        events: [
          {
            type: 'ticket.published',
            data: { reason: command.publication.publicationReason },
            text: command.publication.summary,
          },
        ],
        clocks: [],
        publication: command.publication,
      };
    }
    case 'unpublish':
      return {
        standing,
        changes: { published: false },
        events: [{ type: 'ticket.unpublished', data: {}, text: command.reason }],
        clocks: [],
        publication: null,
      };
    case 'remove':
      return {
        standing,
        changes: { ...close('removed'), published: false },
        events: [
          { type: 'ticket.removed', data: {}, text: command.reason },
          { type: 'ticket.closed', data: { outcome: 'removed' } },
        ],
        clocks: [{ do: 'stop', legs: 'all' }],
        publication: null,
        refusalText: null,
        followers: 'release',
      };
    case 'request-extension':
      if (command.workingMinutes > context.extensionLimitMinutes)
        return { refusal: 'ticket.extension-too-long' };
      return {
        standing,
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
    case 'decide-extension': {
      const workingMinutes = ticket.extensionMinutes ?? 0;
      return {
        standing,
        changes: { extensionMinutes: null, leaderId: null, extended: command.approve },
        events: [
          {
            type: command.approve ? 'ticket.extension-approved' : 'ticket.extension-declined',
            data: { workingMinutes },
            text: command.reason,
          },
        ],
        clocks: command.approve ? [{ do: 'extend', workingMinutes }] : [],
      };
    }
    case 'escalate-overdue':
      return {
        standing,
        changes: {
          state,
          tier: 1,
          leaderId: context.responsibleLeaderId,
          acknowledged: false,
          awaitingAcceptance: false,
          refusalPending: false,
          extensionMinutes: null,
        },
        events: [
          {
            type: 'ticket.escalated',
            data: { leaderId: context.responsibleLeaderId, round: ticket.round, reason: 'overdue' },
          },
        ],
        // The missed clock goes on: only an answer ends it, whoever gives it.
        clocks: [
          { do: 'stop', legs: ['acknowledge'] },
          { do: 'start', leg: 'escalated-answer', round: ticket.round },
        ],
        refusalText: null,
      };
    case 'end-pause':
      return {
        standing,
        changes: { awaitingAuthor: false },
        events: [{ type: 'ticket.pause-ended', data: {} }],
        clocks: [{ do: 'resume', at: command.at }],
      };
    case 'close-unconfirmed':
      return {
        standing,
        changes: close('unconfirmed'),
        events: [{ type: 'ticket.closed', data: { outcome: 'unconfirmed' } }],
        clocks: [{ do: 'stop', legs: 'all' }],
      };
  }
}

/** Facts that every event carries, so that a subscriber knows whom it concerns without reading the ticket. */
export function concerned(ticket: TicketFacts): {
  departmentId: string;
  leaderId: string | null;
  authorPersonId: string | null;
} {
  return {
    departmentId: ticket.departmentId,
    leaderId: ticket.leaderId,
    authorPersonId: authorPersonId(ticket.author),
  };
}
