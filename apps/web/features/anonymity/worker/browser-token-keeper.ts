import { nowMillis } from '../../../lib/browser-clock.js';
import { TokenKeeper, type TokenWorker } from './token-keeper.js';

/** The one of this tab. */
export const tokenKeeper = new TokenKeeper(
  () =>
    new Worker(new URL('./token-worker.ts', import.meta.url), {
      type: 'module',
      name: 'huiyin-token',
    }) as unknown as TokenWorker,
  nowMillis,
);
