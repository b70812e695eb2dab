export { AnonymityHttpModule, AnonymityModule } from './anonymity.module.js';
export { anonymityRefusals } from './anonymity-refusals.js';
export { chineseDateOf, isoWeekOf, isoWeeksFrom, type IsoWeek } from './domain/iso-week.js';
export {
  AUTHOR_KEY_BYTES,
  LABEL,
  RANDOMIZER_BYTES,
  SIGNATURE_BYTES,
  TOKENS_A_WEEK,
  type KeyKind,
} from './domain/protocol.js';
export { housekeepAnonymity } from './housekeeping.js';
export { type IntakeSettings } from './intake/intake-settings.js';
export { Intake1763800761000 } from './intake/store/1763800761000-intake.migration.js';
export { IssuerKeys } from './issuer/issuer-keys.js';
export { fingerprintOf, linkHash, NO_KEY } from './key-log/key-link.js';
export { KeyLog, publishKey, type PublishedKey } from './key-log/key-log.js';
export { Anonymity1763800751000 } from './store/1763800751000-anonymity.migration.js';
export { TokenVerifier, tokenMessage, type Token } from './token/token-verifier.js';
