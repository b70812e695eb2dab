import { Module } from '@nestjs/common';
import { SmtpSender } from '@huiyin/notification';
import { OperationsController } from './http/operations.controller.js';
import { OperationsView } from './http/operations-view.js';
import { OperationsMetrics } from './metrics/operations-metrics.js';
import { OperationsWatch } from './watch/operations-watch.js';
import { WorkerHeartbeat } from './watch/worker-heartbeat.js';

/** Looks how things are, in whatever program; a worker also shows that it is there. */
@Module({
  providers: [OperationsWatch, SmtpSender, WorkerHeartbeat],
  exports: [OperationsWatch, WorkerHeartbeat],
})
export class OperationsModule {}

/** What administrators and Prometheus see of it. */
@Module({
  imports: [OperationsModule],
  controllers: [OperationsController],
  providers: [OperationsMetrics, OperationsView],
  exports: [OperationsMetrics, OperationsModule],
})
export class OperationsHttpModule {}
