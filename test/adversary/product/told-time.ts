import { openSync, readSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { SystemClock } from '../../../libs/platform/clock/clock.js';

// Loaded before a program of the product (`node --import`), which itself is as it is shipped: its clock shows what the
// harness has written into a file, and its pauses are shorter, because in this world a day takes seconds.

const told = new URL(import.meta.url).searchParams;
const clockFile = openSync(told.get('clock') ?? '', 'r');

SystemClock.prototype.now = () => {
  const bytes = Buffer.alloc(8);
  readSync(clockFile, bytes, 0, 8, 0);
  return new Date(bytes.readDoubleLE());
};

const HURRY = 20;
const SHORTEST_PAUSE_MS = 250;

if (told.get('program') === 'worker') {
  const { Repetition } = await import('../../../libs/platform/jobs/repetition.js');
  const loop = Repetition.prototype as unknown as { pause(ms: number): Promise<void> };
  const patient = loop.pause;
  loop.pause = function (ms) {
    return patient.call(this, Math.max(SHORTEST_PAUSE_MS, ms / HURRY));
  };
}
if (told.get('program') === 'intake') {
  // Its answers leave at multiples of a quarter of a second, and it looks for the next window once a second.
  const patient = timers.setTimeout;
  timers.setTimeout = ((ms: number, ...rest: []) => patient(ms / HURRY, ...rest)) as typeof patient;
  syncBuiltinESMExports();
}
