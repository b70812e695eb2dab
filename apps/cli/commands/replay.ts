import { randomBytes } from 'node:crypto';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import { Cast } from '../replay/cast.js';
import { mailQueueEmpty, tallyMails } from '../replay/mail-tally.js';
import { readMessages } from '../replay/message.js';
import { replay, type Progress } from '../replay/replay.js';
import { replayTables } from '../replay/replay-tables.js';
import { Sentence } from '../sentence.js';

interface ReplayFlags {
  readonly url: string;
  readonly seed: string;
  readonly run?: string;
  readonly limit?: number;
  readonly concurrency: number;
}

/** How long one request may go without a final answer. */
const PATIENCE_MS = 120_000;
/** One person gets ten mails a minute, so a busy one is told late. */
const MAIL_LIMIT_MS = 60 * 60_000;

export function replayCommand(): Command {
  return new Command('replay')
    .description('play real messages through the api of a running demo system, from submission to verdict')
    .argument('<file>', 'one JSON object a line: id, author, subject, body, answer')
    .option('--url <url>', 'address of the running system', 'http://localhost:3000')
    .option('--seed <seed>', 'other choices for another seed', '1')
    .option('--run <name>', 'go on with the replay of this name, which was interrupted')
    .option('--limit <count>', 'play only the first messages', positive)
    .option('--concurrency <count>', 'tickets played at the same time', positive, 8)
    .action(async (file: string, flags: ReplayFlags) => {
      await play(file, flags);
    });
}

async function play(file: string, flags: ReplayFlags): Promise<void> {
  if (!URL.canParse(flags.url))
    throw new Sentence(`${flags.url} is no address: give one like http://localhost:3000.`);
  const { origin } = new URL(flags.url);
  await requireSystem(origin);
  const run = flags.run ?? randomBytes(4).toString('hex');
  const messages = await readMessages(file, flags.limit);
  const cast = await Cast.meet(origin, PATIENCE_MS);
  console.log(`Replay ${run} of ${messages.length} messages; when interrupted, go on with --run ${run}.`);
  const bar = new ProgressBar();
  const played = await replay(messages, cast, { ...flags, run }, bar);
  const isQueueEmpty = await waitForMails(cast, bar);
  const numbers = played.stories
    .map((story) => story.ticket?.number)
    .filter((number) => number !== undefined);
  const mails = await tallyMails(cast.administrator, new Set(numbers));
  console.log(`\n${replayTables(played, mails)}`);
  const isWhole = mails.undone === 0 && (mails.caught === null || mails.caught === mails.sent);
  if (!isQueueEmpty) console.log('Mails still wait although an hour has passed.');
  if (!isWhole) console.log('Mails are missing or were given up.');
  const { errors, mismatches } = played.record;
  if (errors.size > 0 || mismatches.length > 0 || !isQueueEmpty || !isWhole) process.exitCode = 1;
}

/** Patience is for a system that is interrupted; one that is not there is said at once. */
async function requireSystem(url: string): Promise<void> {
  try {
    await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(5_000) });
  } catch {
    throw new Sentence(`Nothing answers at ${url}: start a demo system with npm start, or give its --url.`);
  }
}

async function waitForMails(cast: Cast, bar: ProgressBar): Promise<boolean> {
  let most = 0;
  bar.begin('mails', 1);
  const isEmpty = await mailQueueEmpty(cast.administrator, MAIL_LIMIT_MS, (waiting) => {
    most = Math.max(most, waiting);
    bar.show(most - waiting, most);
  });
  bar.end();
  return isEmpty;
}

/** A bar on a terminal, a line now and then elsewhere. */
class ProgressBar implements Progress {
  private bar: SingleBar | undefined;

  begin(name: string, total: number): void {
    this.bar = new SingleBar({
      format: `${name.padEnd(14)} {bar} {value}/{total} {duration_formatted}`,
      hideCursor: true,
      noTTYOutput: !process.stdout.isTTY,
      notTTYSchedule: 10_000,
      stream: process.stdout,
    });
    this.bar.start(total, 0);
  }

  advance(): void {
    this.bar?.increment();
  }

  show(value: number, total: number): void {
    this.bar?.setTotal(total);
    this.bar?.update(value);
  }

  end(): void {
    this.bar?.stop();
  }
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('Give a whole number above zero.');
  return number;
}
