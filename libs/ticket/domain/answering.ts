import type { Leg } from '@huiyin/sla';
import type { Effect, Effects, RefusalCode, TicketEvent } from './decision.js';
import type { Publication, TicketFacts } from './ticket.js';

const THE_ANSWER_CLOCKS: readonly Leg[] = ['acknowledge', 'answer', 'escalated-answer'];

function publicationFault(ticket: TicketFacts, publication: Publication): RefusalCode | null {
  if (!publication.namesChecked) return 'ticket.names-not-checked';
  if (!ticket.mayPublishWording && !publication.summary) return 'ticket.summary-required';
  return null;
}

/** What the desk says to the author, and what everybody may read of it. */
export const ANSWERING_EFFECTS: Effects<
  | 'ask-author'
  | 'reply'
  | 'note'
  | 'answer'
  | 'amend-answer'
  | 'propose-refusal'
  | 'approve-refusal'
  | 'decline-refusal'
  | 'publish'
  | 'unpublish'
> = {
  'ask-author': ({ ticket, command }): Effect => ({
    changes: { awaitingAuthor: true, acknowledged: true, awaitingAcceptance: false },
    events: [{ type: 'ticket.author-asked', data: { tier: ticket.tier }, text: command.text }],
    clocks: [{ do: 'stop', legs: ['acknowledge'] }, { do: 'pause' }],
  }),
  reply: ({ ticket, command }): Effect => ({
    changes: { awaitingAuthor: false },
    events: [
      { type: 'ticket.author-replied', data: { wasAsked: ticket.awaitingAuthor }, text: command.text },
    ],
    clocks: ticket.awaitingAuthor ? [{ do: 'resume' }] : [],
  }),
  note: ({ ticket, command }): Effect => ({
    changes: {},
    events: [{ type: 'ticket.noted', data: { tier: ticket.tier }, text: command.text }],
    clocks: [],
  }),
  answer: ({ ticket, command, state }): Effect => {
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
  },
  'amend-answer': ({ ticket, command }): Effect => ({
    changes: {},
    events: [
      { type: 'ticket.answer-amended', data: { tier: ticket.answer?.tier ?? 0 }, text: command.text },
      { type: 'ticket.noted', data: { tier: ticket.tier, amendment: true }, text: command.reason },
    ],
    clocks: [],
    amendment: { text: command.text },
    followers: 'amend',
  }),
  'propose-refusal': ({ command, context }): Effect => ({
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
  }),
  'approve-refusal': ({ ticket, command, state, context }): Effect => {
    if (context.refusalText === null) return { refusal: 'ticket.not-possible-now' };
    return {
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
  },
  'decline-refusal': ({ command }): Effect => ({
    changes: { refusalPending: false, leaderId: null },
    events: [{ type: 'ticket.refusal-declined', data: {}, text: command.reason }],
    clocks: [],
    refusalText: null,
  }),
  publish: ({ ticket, command }): Effect => {
    const fault = publicationFault(ticket, command.publication);
    if (fault) return { refusal: fault };
    return {
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
  },
  unpublish: ({ command }): Effect => ({
    changes: { published: false },
    events: [{ type: 'ticket.unpublished', data: {}, text: command.reason }],
    clocks: [],
    publication: null,
  }),
};
