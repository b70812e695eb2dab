import { benchAnonymityClientSize } from './anonymity-client-size.js';
import { benchFlood } from './anonymity-flood.js';
import { benchAnonymity } from './anonymity.js';
import { benchRead } from './read.js';
import { benchSubmit } from './submit.js';
import { benchTimers } from './timers.js';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  submit: benchSubmit,
  read: benchRead,
  timers: benchTimers,
  anonymity: benchAnonymity,
  flood: benchFlood,
  'client-size': benchAnonymityClientSize,
  'business-time': async () => void (await import('./business-time.js')),
};

/** `npm run bench -- NAME`: compares Huiyin with a floor in the same run, because machines are noisy. */
const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (!bench) {
  console.error(`Say which: npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exitCode = 1;
} else {
  await bench();
}
