/* What browser and server agree on; libs/anonymity/README.md describes it. */

export const LABEL = 'huiyin-anon-v1';

export const RECEIPT_BYTES = 16;
/** Author keys, seal keys and randomizers. */
export const KEY_BYTES = 32;
export const TAG_KEY_BYTES = 16;
/** RSA-2048. */
export const SIGNATURE_BYTES = 256;

/** Everything that is posted to the intake, and everything that comes back. */
export const ENVELOPE_BYTES = 262_144;
export const RESPONSE_BYTES = 1_024;

const TAG_BYTES = 16;
/** What an envelope holds: the length of the content, the content, and zeros. */
export const PLAIN_BYTES = ENVELOPE_BYTES - KEY_BYTES - TAG_BYTES;
export const LENGTH_BYTES = 4;
/** Longest content that fits. */
export const CONTENT_BYTES = PLAIN_BYTES - LENGTH_BYTES;
