import type { Ratings, Ticket, TimelineEntry } from '../../../lib/contract.js';
import type { KeyAlarmCode, ReleaseRule } from '../protocol/key-log.js';
import type { KeyNotice } from '../protocol/key-notice.js';
import type { SignedPromise } from '../protocol/promise.js';
import type { ReadReceipt } from '../protocol/receipt-words.js';

/* What the page and the worker that holds the secrets say to each other. Receipt, keys and token never leave the worker. */

/** A ticket as its anonymous author writes it; the limits are those of a named one. */
export interface AnonymousTicket {
  readonly kind: Ticket['kind'];
  readonly urgency: 'ordinary' | 'urgent';
  readonly departmentId: string;
  readonly title: string;
  readonly body: string;
  readonly mayPublishWording: boolean;
  /** Only of a department with ten members or more. */
  readonly ownDepartmentId: string | null;
  /** WebP, JPEG or PNG in base64; at most five, and as many bytes as `bytesLeft` says. */
  readonly pictures: readonly string[];
}

/** What an author can do with a ticket that is on the answer sheet; `reveal` cannot be taken back. */
export type FollowUp =
  | { readonly command: 'reply'; readonly text: string }
  | { readonly command: 'confirm'; readonly ratings: Ratings; readonly comment?: string }
  | {
      readonly command: 'reject';
      readonly verdict: 'partly' | 'no';
      readonly reason: string;
      readonly ratings: Ratings;
    }
  | { readonly command: 'withdraw'; readonly reason?: string }
  | { readonly command: 'reopen'; readonly reason: string }
  | { readonly command: 'reveal'; readonly employeeNumber: string };

/** Whether this session can write a new ticket. */
export type TokenState =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly week: string }
  /**
   * None now. `used`: it brought a ticket, and the next one comes with the next login-day. `session-has-one`: this
   * session had its token of today, and a reload lost it. `day-spent`: an earlier one had it. `week-spent`: till Monday.
   * `unreachable`: till the next try. `no-intake`: nobody can write anonymously in this installation.
   */
  | {
      readonly state: 'none';
      readonly reason: 'used' | 'session-has-one' | 'day-spent' | 'week-spent' | 'unreachable' | 'no-intake';
    }
  | { readonly state: 'too-old' }
  /** The keys must not be used; everyone should know. */
  | { readonly state: 'alarm'; readonly code: KeyAlarmCode };

/** What holds for everybody who writes; read with the keys, never because somebody writes. */
export interface Conditions {
  readonly release: ReleaseRule;
  readonly crowd: Crowd;
}

/** How many could have written what the next release hands over. */
export interface Crowd {
  /** At least so many; null when they are too few to be told. */
  readonly people: number | null;
  /** What is sealed from then on may leave after that release, with others. Milliseconds. */
  readonly until: number;
}

/** Either what was written, or what was said about the ticket with the hash `ticketHash`, under its number. */
export type Message =
  | { readonly type: 'ticket'; readonly ticketHash: string; readonly ticket: AnonymousTicket }
  | {
      readonly type: 'follow-up';
      readonly ticketHash: string;
      readonly sequence: number;
      readonly step: FollowUp;
    };

export type Waiting = Message & {
  readonly id: number;
  /** When it leaves at the latest, milliseconds; signing out sends the first one at once. */
  readonly leavesBy: number;
  /** It is not, and has not been, under way: it can still be taken back. */
  readonly isHere: boolean;
  /** Its text is not shown any more, and nobody can take it back: its author has been away. */
  readonly isConcealed: boolean;
};

/** What became of a message that has left. */
export type Outcome =
  /** The intake has it, and has signed that it has: its author's proof. It is released on the slot or soon after. */
  | { readonly status: 'accepted'; readonly slot: string; readonly promise: SignedPromise }
  /** The intake says that it has it, but its signature is not right: keep the receipt, look whether it appears. */
  | { readonly status: 'unproven' }
  /** libs/anonymity/intake/verdict.ts lists the codes. The token of a ticket with a wrong field can be used again. */
  | { readonly status: 'refused'; readonly code: string; readonly field: string | null };

/** The text of a ticket is kept until it is taken, so that it can be written again if it is not. */
export type Sent = Message & { readonly id: number; readonly outcome: Outcome };

/** What the answer sheet says to the holder of a receipt. */
export interface SheetContent {
  readonly edition: string;
  readonly ticketHash: string;
  /** Of the steps that have been taken over. */
  readonly lastSequence: number;
  readonly ticket: Ticket;
  readonly timeline: readonly TimelineEntry[];
}

/** What the page knows. A new object whenever anything of it changes. */
export interface AnonymityState {
  readonly token: TokenState;
  /** Null as long as nobody can write. */
  readonly conditions: Conditions | null;
  /** The log of keys that was read and checked last; one that is refused leaves the one before it. */
  readonly keys: KeyNotice | null;
  /** The newest edition that is here, which is the one that `openReceipt` reads. */
  readonly edition: string | null;
  /** First the one that leaves first. One leaves with each envelope. */
  readonly waiting: readonly Waiting[];
  /** Of this session. */
  readonly sent: readonly Sent[];
  /** The ticket whose receipt is open; follows new editions by itself. */
  readonly thread: SheetContent | null;
}

/** The receipt of a written ticket, to be shown once. */
export interface ShownReceipt {
  readonly chinese: readonly string[];
  readonly english: readonly string[];
  /** For each Chinese character the two between which those stand that sound like it. */
  readonly sounds: readonly (readonly [string, string])[];
}

export type OpenedReceipt =
  | { readonly result: 'opened'; readonly thread: SheetContent }
  /** No receipt: as `readReceipt` says. */
  | { readonly result: 'no-receipt'; readonly why: Exclude<ReadReceipt, { readonly fault: null }> }
  /** Not released yet, never arrived, or closed too long ago. */
  | { readonly result: 'not-on-sheet'; readonly edition: string }
  /** The sheet has not come yet: try again in a moment. */
  | { readonly result: 'no-sheet' }
  /** Something of it is there and damaged; the next edition may be whole. */
  | { readonly result: 'damaged' };

export type AnonymityFaultCode =
  | 'no-token'
  /** It does not fit into an envelope: leave a picture out. */
  | 'too-large'
  /** Nothing has been written that could be confirmed. */
  | 'no-draft'
  /** No receipt is open. */
  | 'no-thread'
  /** It has left, or may have. */
  | 'left'
  /** The worker has ended, or has not begun. */
  | 'ended';

export class AnonymityFault extends Error {
  override readonly name = 'AnonymityFault';
  constructor(readonly code: AnonymityFaultCode) {
    super(code);
  }
}

/** What a page can ask for; each rejects with an AnonymityFault. */
export interface AnonymityCalls {
  /**
   * Signs a ticket with the token of today and holds it back until `confirm`. Writing again replaces it.
   * @throws AnonymityFault no-token, too-large
   */
  write(ticket: AnonymousTicket): Promise<ShownReceipt>;
  /**
   * The author has the receipt: what was written leaves with the next envelope.
   * @throws AnonymityFault no-draft
   */
  confirm(): Promise<void>;
  /** Forgets what was written and not confirmed; the token stays. */
  discard(): Promise<void>;
  /**
   * Takes back what still waits; the token of a ticket can be used again.
   * @throws AnonymityFault left, also when it is concealed
   */
  takeBack(id: number): Promise<void>;
  /**
   * Its author is not here any more, and somebody else may come: what waits leaves as before, but nobody can read it or take
   * it back, and what has left is forgotten.
   */
  conceal(): Promise<void>;
  /** Looks for the ticket of a receipt, typed in either script, on the sheet that is here. Sends nothing. */
  openReceipt(typed: string): Promise<OpenedReceipt>;
  closeReceipt(): Promise<void>;
  /**
   * Signs a step for the open ticket; it leaves with the next envelope.
   * @throws AnonymityFault no-thread, too-large
   */
  say(step: FollowUp): Promise<void>;
  /** Sends the last envelope, whether or not anything is in it. Resolves when it was answered or given up. */
  signOut(): Promise<void>;
}

export type CallName = keyof AnonymityCalls;

/** One call under way. */
export type ToWorker = {
  readonly [Name in CallName]: {
    readonly id: number;
    readonly name: Name;
    readonly args: Parameters<AnonymityCalls[Name]>;
  };
}[CallName];

export type FromWorker =
  | { readonly state: AnonymityState }
  | { readonly id: number; readonly result: unknown }
  /** Null for what is no fault of ours to name. */
  | { readonly id: number; readonly fault: AnonymityFaultCode | null };
