/*
 * The numbers and names that both sides agree on. The browser has the same ones in
 * apps/web/features/anonymity/protocol/constants.ts; test/anonymity shows that they understand each other.
 */

/** Part of everything that is signed or derived, so that nothing of another protocol or version is taken for ours. */
export const LABEL = 'huiyin-anon-v1';

/** RSA-2048, e = 65537: a signature, and a blinded message. */
export const SIGNATURE_BYTES = 256;
export const RANDOMIZER_BYTES = 32;
export const AUTHOR_KEY_BYTES = 32;

/** Tokens that one employee gets in an ISO week, whatever happens: one for each working day. */
export const TOKENS_A_WEEK = 5;

/** Weeks for which keys lie ready beyond the present one. */
export const WEEKS_AHEAD = 8;

/** What a published key is for; each kind has at most one key a week. */
export const KEY_KINDS = ['issuer', 'intake-envelope', 'intake-promise'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];
