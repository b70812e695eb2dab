import type { Urgency } from '@huiyin/sla';
import type { Author } from './author.js';

export const TICKET_KINDS = ['problem', 'question', 'suggestion', 'praise'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

export const TICKET_STATES = ['open', 'answered', 'escalated', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const OUTCOMES = ['resolved', 'unresolved', 'unconfirmed', 'withdrawn', 'removed', 'abusive'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Visibility = 'public' | 'private';
export type PublicationReason = 'representative' | 'concerns-many';

/** What the rules look at. Tier 0 is the department, tier 1 the leadership. */
export interface TicketFacts {
  readonly id: string;
  readonly author: Author;
  readonly kind: TicketKind;
  readonly urgency: Urgency;
  readonly state: TicketState;
  readonly outcome: Outcome | null;
  readonly tier: 0 | 1;
  /** Counts how often an answer was asked for: 1 at first, one more with each "no", redo or reopening. */
  readonly round: number;
  readonly transfers: number;
  readonly departmentId: string;
  /** The leader who owns an escalation or decides on a refusal; null while the department alone is asked. */
  readonly leaderId: string | null;
  readonly acknowledged: boolean;
  readonly awaitingAuthor: boolean;
  readonly awaitingAcceptance: boolean;
  readonly refusalPending: boolean;
  /** The head wants it closed as abusive and no leader has decided; only ever so for an anonymous author. */
  readonly abuseProposed: boolean;
  /** Working minutes that the department asks for and no leader has decided on. */
  readonly extensionMinutes: number | null;
  /** The one extension has been given. */
  readonly extended: boolean;
  /** It can no longer be classed as complex: it was once, or a leader has decided about more time for it. */
  readonly complexitySettled: boolean;
  /** When the clock that counts now is due; of no meaning while it stands still for the author. */
  readonly dueAt: Date | null;
  readonly mayPublishWording: boolean;
  readonly published: boolean;
  /** The answer that the author is asked about, or was last asked about. */
  readonly answer: { readonly visibility: Visibility; readonly tier: 0 | 1 } | null;
  readonly mergedIntoId: string | null;
  /** How many tickets are merged into this one and wait for its answer. */
  readonly mergedCount: number;
  readonly closedAt: Date | null;
}

/** What a person is to one ticket at this moment; `head` is the head or the deputy, besides `department`. */
export type Standing = 'author' | 'department' | 'head' | 'leader' | 'coordinator' | 'system';

/** The author's marks, 1 (bad) to 5 (good), kept apart and never averaged into one. */
export interface Ratings {
  readonly outcome: number;
  readonly handling: number;
  readonly feeling: number;
}

export interface Publication {
  readonly publicationReason: PublicationReason;
  /** The one who publishes has looked for names in the text. */
  readonly namesChecked: boolean;
  readonly summary?: string;
}

export type Command =
  | { readonly name: 'acknowledge' }
  | { readonly name: 'accept-transfer' }
  | { readonly name: 'transfer'; readonly departmentId: string; readonly reason: string }
  | { readonly name: 'ask-author'; readonly text: string }
  | { readonly name: 'reply'; readonly text: string }
  | { readonly name: 'note'; readonly text: string }
  | {
      readonly name: 'answer';
      readonly text: string;
      readonly visibility: Visibility;
      readonly publication?: Publication;
    }
  | { readonly name: 'amend-answer'; readonly text: string; readonly reason: string }
  | { readonly name: 'propose-refusal'; readonly text: string }
  | { readonly name: 'approve-refusal'; readonly comment?: string }
  | { readonly name: 'decline-refusal'; readonly reason: string }
  | { readonly name: 'confirm'; readonly ratings: Ratings; readonly comment?: string }
  | {
      readonly name: 'reject';
      readonly verdict: 'partly' | 'no';
      readonly reason: string;
      readonly ratings: Ratings;
    }
  | { readonly name: 'redo'; readonly reason: string }
  | { readonly name: 'close-unresolved'; readonly reason: string }
  | { readonly name: 'withdraw'; readonly reason?: string }
  | { readonly name: 'reopen'; readonly reason: string }
  | { readonly name: 'merge'; readonly intoTicketId: string; readonly reason: string }
  | { readonly name: 'unmerge'; readonly reason: string }
  | { readonly name: 'publish'; readonly publication: Publication }
  | { readonly name: 'unpublish'; readonly reason: string }
  | { readonly name: 'remove'; readonly reason: string }
  | { readonly name: 'request-extension'; readonly workingMinutes: number; readonly reason: string }
  | { readonly name: 'decide-extension'; readonly approve: boolean; readonly reason?: string }
  | { readonly name: 'mark-complex'; readonly reason: string }
  | { readonly name: 'mark-ordinary'; readonly reason: string }
  | { readonly name: 'escalate-overdue' }
  | { readonly name: 'end-pause'; readonly at: Date }
  | { readonly name: 'close-unconfirmed' }
  | { readonly name: 'propose-abuse'; readonly reason: string }
  | { readonly name: 'approve-abuse'; readonly comment?: string }
  | { readonly name: 'decline-abuse'; readonly reason: string }
  | { readonly name: 'reveal'; readonly employeeNumber: string }
  /** A message of an anonymous author had no effect; the author is told which and why. */
  | {
      readonly name: 'drop-message';
      readonly message: AuthorMessageName;
      readonly sequence: number;
      readonly reason: DropReason;
    };

export type CommandName = Command['name'];

/** What an anonymous author can send after the ticket. */
export const AUTHOR_MESSAGES = ['reply', 'confirm', 'reject', 'withdraw', 'reopen', 'reveal'] as const;
export type AuthorMessageName = (typeof AUTHOR_MESSAGES)[number];

/**
 * Why a message had no effect. `overtaken`: a later one of the author has been acted upon; `number-used`: another
 * message came under the same number; `failed`: a fault of ours, for as long as it was tried.
 */
export type DropReason = 'not-possible-now' | 'overtaken' | 'number-used' | 'failed';
