import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { NotificationWorker } from '@huiyin/notification';
import { Jobs, PlatformModule, type Settings } from '@huiyin/platform';
import { TicketSweep } from '../../../apps/worker/ticket-sweep.js';
import { WorkerModule } from '../../../apps/worker/worker.module.js';
import { databaseParts } from '../../../config/rooms.js';
import { ToldClock } from './shared-clock.js';

// The worker of the product, started as its own main does, with two differences: it reads the time from the simulation,
// and it looks around more often, because the simulation waits for it at every instant.

/** Pauses of the product's loops, and how long they last here. */
const HURRIED_MS = new Map([
  [250, 25],
  [500, 40],
  [10_000, 250],
]);

async function start({ settings, clockFile }: { settings: Settings; clockFile: string }): Promise<void> {
  const patient = globalThis.setTimeout;
  globalThis.setTimeout = ((work: () => void, ms = 0, ...rest: []) =>
    patient(work, HURRIED_MS.get(ms) ?? ms, ...rest)) as typeof setTimeout;
  const made = WorkerModule.forRoot(settings);
  const platform = PlatformModule.forRoot({
    ...databaseParts,
    settings,
    clock: new ToldClock(clockFile),
    poolSize: 8,
  });
  const isPlatform = (part: unknown): boolean =>
    typeof part === 'object' && part !== null && 'module' in part && part.module === PlatformModule;
  const worker = await NestFactory.createApplicationContext(
    { ...made, imports: made.imports?.map((part) => (isPlatform(part) ? platform : part)) },
    { logger: ['error'], abortOnError: false },
  );
  worker.get(Jobs).startWorking();
  await worker.get(NotificationWorker).start();
  worker.get(TicketSweep).start();
  process.send?.('ready');
}

process.once('disconnect', () => process.exit(1));
start(JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof start>[0]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
