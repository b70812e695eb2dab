import type { IsoWeek } from './iso-week.js';
import { LABEL } from './protocol.js';

/**
 * What the intake signs with its key of promises (Ed25519) for each key that envelopes are sealed to: label + ` envelope key`
 * ‖ 0 ‖ week ‖ 0 ‖ public key (SubjectPublicKeyInfo).
 */
export function envelopeKeyMessage({ week, spki }: { week: IsoWeek; spki: Uint8Array }): Buffer {
  return Buffer.concat([Buffer.from(`${LABEL} envelope key\0${week}\0`, 'utf8'), spki]);
}
