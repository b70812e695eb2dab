import { AnonymityClient, type WorkerPort } from './anonymity-client.js';

/** The one of this tab. */
export const anonymity = new AnonymityClient(
  () =>
    new Worker(new URL('./anonymity-worker.ts', import.meta.url), {
      type: 'module',
      name: 'huiyin-anonymity',
    }) as unknown as WorkerPort,
  (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
);
