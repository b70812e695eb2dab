export {
  Allow,
  AllowBeforePasswordChange,
  CurrentPrincipal,
  principalOf,
  ALLOW_RULE,
} from './access/allow.js';
export { LOCALES, ROLES, type Locale, type Principal, type Role } from './access/principal.js';
export { newId } from './database/new-id.js';
export { Clock, SystemClock } from './clock/clock.js';
export { type Actor } from './database/actor.js';
export {
  quotable,
  readCsvTable,
  type CsvFault,
  type CsvRow,
  type CsvShape,
  type CsvTable,
} from './csv/csv-table.js';
export { createDataSource, migrate, type DatabaseParts } from './database/data-source.js';
export { Platform1763800000000 } from './database/migrations/1763800000000-platform.migration.js';
export { prepared } from './database/prepared.js';
export { SchemaState } from './database/schema-state.js';
export { Tx } from './database/tx.js';
export { UnitOfWork, violatedConstraint } from './database/unit-of-work.js';
export {
  NAMED_FROM_MEMBERS,
  shownCount,
  shownFigure,
  shownShare,
  shownTable,
  SMALLEST_GROUP,
  type Share,
  type ShownCount,
} from './domain/small-groups.js';
export { stateFaults } from './domain/state-faults.js';
export {
  findEmbeddedDatabase,
  removeEmbeddedDatabase,
  startEmbeddedDatabase,
  type EmbeddedDatabase,
} from './embedded-database/embedded-database.js';
export { EmbeddedDatabaseFailure } from './embedded-database/embedded-database-failure.js';
export { type Json } from './events/canonical-json.js';
export {
  appendEvents,
  appendToStreams,
  EMPTY_CHAIN,
  firstBrokenLink,
  type ChainHead,
  type NewEvent,
  type StoredEvent,
  type StreamEvents,
} from './events/event-chain.js';
export { EventFollower, type EventHandler } from './events/event-follower.js';
export { isForApi } from './http/api-route.js';
export { decodeCursor, encodeCursor, pageOf, type Page } from './http/cursor.js';
export { runOnce } from './http/idempotency.js';
export { Instant } from './http/instant.js';
export { OptionalField, WhenSent } from './http/optional-field.js';
export { PageRequestDto } from './http/page-request.dto.js';
export { Part, Parts } from './http/part.js';
export { UuidParam } from './http/uuid-param.js';
export { VersionTag } from './http/version-tag.js';
export { readJsonBodies } from './http/json-body.js';
export { refuseCrossSiteWrites } from './http/origin-check.js';
export {
  IdempotencyKey,
  idempotencyKeyOf,
  IfMatchVersion,
  ifMatchVersionOf,
  OptionalIdempotencyKey,
  uuidOf,
} from './http/request-headers.js';
export { PlainText } from './http/text.js';
export { textFault } from './http/text-fault.js';
export { TimeZone } from './http/time-zone.js';
export { acceptUploads, AcceptsUpload, takeUpload, uploadedBytes, type Upload } from './http/upload.js';
export { assertValidationWorks, createValidationPipe } from './http/validation.js';
export { housekeepPlatform } from './housekeeping.js';
export { Gate } from './jobs/gate.js';
export { Jobs, type JobQueue, type JobRequest } from './jobs/jobs.js';
export { Repetition } from './jobs/repetition.js';
export { Log } from './logging/log.js';
export { PlatformModule, type PlatformOptions } from './platform.module.js';
export { platformRefusals } from './problems/platform-refusals.js';
export { answerEarlyErrors, problemOf, refusalOf, type ProblemDetails } from './problems/problem-filter.js';
export { defineRefusals, Refused, type FieldError, type Refusals } from './problems/refusal.js';
export {
  METRICS_ACCESS,
  Settings,
  type MetricsSettings,
  type Mode,
  type ReleaseRule,
} from './settings/settings.js';
export { observeRequests } from './metrics/http-metrics.js';
export { mayReadMetrics } from './metrics/metrics-access.js';
export { ProcessMetrics } from './metrics/process-metrics.js';
