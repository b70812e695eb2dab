import type { KeyAlarmCode } from '../protocol/key-log.js';

/** What the page tells the worker. */
export interface ToWorker {
  readonly ask: 'obtain';
  /** The computer's clock. */
  readonly nowMillis: number;
}

/** How the page stands with its token. The token itself and the receipt never leave the worker. */
export type TokenState =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly week: string }
  /** None now: till tomorrow, till Monday, or till the next try. */
  | { readonly state: 'none'; readonly reason: 'session-has-one' | 'week-spent' | 'unreachable' }
  | { readonly state: 'too-old' }
  /** The keys must not be used; everyone should know. */
  | { readonly state: 'alarm'; readonly code: KeyAlarmCode };
