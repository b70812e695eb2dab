import type { SignedPromise } from './promise.js';

/** Why a message was not taken; screens translate by code. */
export type IntakeRefusal =
  /** The content is no content: a fault of the client, not of the person. */
  | 'content-invalid'
  /** The token is of a week that is over, or has not come. */
  | 'week-over'
  /** The token was not signed for this key; whoever gets this was given a wrong one. */
  | 'token-invalid'
  /** This token has already brought another message. */
  | 'token-spent'
  | 'signature-invalid'
  /** A field is not as it must be; `field` names it. */
  | 'payload-invalid'
  /** No ticket of this key is here. */
  | 'author-unknown'
  /** This step, or a later one, has come before. */
  | 'sequence-used'
  /** So many steps of this ticket wait already. */
  | 'too-many-waiting'
  /** Nothing more can wait today. */
  | 'full'
  /** Something went wrong here; the same message may be sent again. */
  | 'not-ready';

export type Verdict =
  { readonly status: 'empty' } | { readonly status: 'accepted'; readonly promise: SignedPromise } | Refusal;

export interface Refusal {
  readonly status: 'refused';
  readonly code: IntakeRefusal;
  readonly field?: string;
  /** With `sequence-used`: the first number that is free. */
  readonly next?: number;
}

export function refused(code: IntakeRefusal, field?: string): Refusal {
  return field === undefined ? { status: 'refused', code } : { status: 'refused', code, field };
}
