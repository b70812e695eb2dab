export { findingsOf, type Finding } from './domain/findings.js';
export { OperationsMetrics } from './metrics/operations-metrics.js';
export { OperationsHttpModule, OperationsModule } from './operations.module.js';
export { operationsRefusals } from './operations-refusals.js';
export { Operations1763800730000 } from './store/1763800730000-operations.migration.js';
export { readOperationsFacts } from './store/operations-facts.queries.js';
export { OperationsWatch } from './watch/operations-watch.js';
export { WorkerHeartbeat } from './watch/worker-heartbeat.js';
export { wordFinding } from './words/finding-words.js';
