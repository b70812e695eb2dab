import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationFault, readIntakeSettings } from '../../config/env.js';
import { JournalFolderFault } from '../../libs/anonymity/intake/journal-folder.js';
import { KeyLost } from '../../libs/anonymity/intake/intake-keys.js';
import { RoleFault } from '../../libs/anonymity/intake/store/intake-database.js';
import { SystemClock } from '../../libs/platform/clock/clock.js';
import { Intake } from './intake.js';

const TICK_MS = 1_000;
/** A failure that lasts is told this often. */
const FAILURE_PAUSE_MS = 5_000;
/** Below the programs that serve people by name: a flood of forged envelopes must not slow them down. */
const PRIORITY = 10;

/** Faults that somebody has to mend; their messages are ours and hold nothing of anybody. */
const FAULTS = [ConfigurationFault, JournalFolderFault, KeyLost, RoleFault];

async function start(): Promise<void> {
  withholdMemory();
  stepBack();
  const settings = readIntakeSettings();
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Whoever started us is gone; nobody else would stop us.
  process.once('disconnect', stop);
  if (process.connected === false) stop();

  const intake = await untilItWorks(stopping.signal, () => Intake.open(settings, new SystemClock()));
  if (!intake) return;
  if (intake.isSwapped) {
    write(
      'warn',
      'Swap is on: what waits for its release could be written to a disk. Turn it off, or let the intake have none (systemd: MemorySwapMax=0).',
    );
  }
  const port = await intake.serve();
  write('info', `intake ready on port ${port}`);
  while (!stopping.signal.aborted) {
    await untilItWorks(stopping.signal, () => intake.tick());
    await pause(TICK_MS, stopping.signal);
  }
  await intake.close();
}

/** Tries again for as long as what fails may come back, as a database does. */
async function untilItWorks<Result>(
  stopped: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  while (!stopped.aborted) {
    try {
      return await work();
    } catch (error) {
      if (FAULTS.some((fault) => error instanceof fault)) throw error;
      write('error', `intake waits: ${codeOf(error)}`);
      await pause(FAILURE_PAUSE_MS, stopped);
    }
  }
  return undefined;
}

/** Only a code: a message of the database can quote what somebody wrote. */
function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
}

/** What waits here must not be left behind in a file by a crash. */
function withholdMemory(): void {
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // Other systems than Linux have their own way, which is the administrator's.
  }
}

/** Lets everybody else go first. */
function stepBack(): void {
  try {
    setPriority(PRIORITY);
    // Linux may share the processor among sessions, and then a priority counts only within one's own.
    const [, , , session] = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ') ?? [];
    if (session === String(process.pid)) writeFileSync('/proc/self/autogroup', `${PRIORITY}`);
  } catch {
    // As above.
  }
}

async function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal: stopped }).catch(() => undefined);
}

function write(level: 'info' | 'warn' | 'error', message: string): void {
  process.stdout.write(`${JSON.stringify({ level, message })}\n`);
}

start().then(
  () => process.exit(0),
  (error: unknown) => {
    const isOurs = FAULTS.some((fault) => error instanceof fault);
    process.stderr.write(`${isOurs && error instanceof Error ? error.message : codeOf(error)}\n`);
    process.exit(1);
  },
);
