import type { ReleaseRule } from '../world/release-rule.js';

/** A change to one file of the product; the text must stand there exactly once. */
export interface Edit {
  /** From the top of the checkout. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The product with a protection taken away, or as it is. */
export interface Build {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** With what else browsers send their cookies. */
  readonly cookiesWith?: 'envelopes' | 'keys';
  /** When it decides otherwise than the shipped one what the days tell. */
  readonly rule?: ReleaseRule;
}

export const SHIPPED: Build = { name: 'as shipped', edits: [] };
