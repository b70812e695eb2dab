import 'reflect-metadata';
import { hostname } from 'node:os';
import { NestFactory } from '@nestjs/core';
import { IssuerKeys } from '@huiyin/anonymity';
import { NotificationWorker } from '@huiyin/notification';
import { WorkerHeartbeat, OperationsWatch } from '@huiyin/operations';
import { Jobs, Log } from '@huiyin/platform';
import { readSettings } from '../../config/env.js';
import { programVersion } from '../../config/program-version.js';
import { BulletinSweep } from './bulletin-sweep.js';
import { Housekeeping } from './housekeeping.js';
import { MetricsServer } from './metrics-server.js';
import { TicketSweep } from './ticket-sweep.js';
import { WorkerModule } from './worker.module.js';

/** Longest that work under way may hold up the end of the process. */
const SHUTDOWN_LIMIT_MS = 30_000;

async function start(): Promise<void> {
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(readSettings()), {
    bufferLogs: true,
    abortOnError: false,
  });
  const log = worker.get(Log);
  worker.useLogger(log);

  let stopping = false;
  const stop = (reason: string): void => {
    if (stopping) return;
    stopping = true;
    log.log('worker stops', { reason });
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    worker.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('worker could not stop cleanly', { error });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  // The supervisor that started this process is gone; nobody would stop it later.
  process.once('disconnect', () => stop('supervisor gone'));
  // It may have gone while we were starting.
  if (process.connected === false) {
    stop('supervisor gone');
    return;
  }

  worker.get(WorkerHeartbeat).start(`${hostname()}:${process.pid}`, programVersion());
  await worker.get(MetricsServer).start();
  worker.get(Jobs).startWorking();
  await worker.get(NotificationWorker).start();
  await worker.get(Housekeeping).start();
  worker.get(IssuerKeys).start();
  worker.get(TicketSweep).start();
  worker.get(BulletinSweep).start();
  worker.get(OperationsWatch).start();
  log.log('worker ready');
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
