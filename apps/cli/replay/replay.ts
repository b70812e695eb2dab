import { historyMismatches, type HistoryEntry, type HistoryState } from './ticket-history.js';
import type { Cast } from './cast.js';
import { inLanes } from './lanes.js';
import type { Message } from './message.js';
import { ACTS, planReplay, type Script } from './replay-plan.js';
import { TicketStory, type Acknowledged, type Audience } from './ticket-story.js';

export interface ReplayOptions {
  readonly seed: string;
  /** Name of this replay: the same name again goes on where it broke. */
  readonly run: string;
  readonly concurrency: number;
}

/** Called as the work goes on. */
export interface Progress {
  begin(name: string, total: number): void;
  advance(): void;
  end(): void;
}

/** What came of a replay. */
export class ReplayRecord implements Audience {
  readonly durationsMs = new Map<string, number[]>();
  /** Errors by command and code. */
  readonly errors = new Map<string, number>();
  /** Sentences about tickets that are not as their history, or the script, says. */
  readonly mismatches: string[] = [];
  /** Tickets by state and outcome, as the api shows them. */
  readonly endings = new Map<string, number>();
  elapsedMs = 0;

  get writes(): number {
    return [...this.durationsMs.values()].reduce((sum, durations) => sum + durations.length, 0);
  }

  acknowledged({ step, durationMs }: Acknowledged): void {
    const command = step?.command ?? 'submit';
    const durations = this.durationsMs.get(command) ?? [];
    durations.push(durationMs);
    this.durationsMs.set(command, durations);
  }

  failed(_script: Script, command: string, code: string): void {
    count(this.errors, `${command}: ${code}`);
  }
}

export interface Replay {
  readonly record: ReplayRecord;
  readonly stories: readonly TicketStory[];
}

/** Plays all messages act by act, then reads every ticket back and compares it with its own history. */
export async function replay(
  messages: readonly Message[],
  cast: Cast,
  options: ReplayOptions,
  progress: Progress,
): Promise<Replay> {
  const record = new ReplayRecord();
  const stories = messages.map(
    (message) => new TicketStory(planReplay(message, options.seed, cast.stage), options.run, cast, record),
  );
  const startedAtMs = performance.now();
  for (const act of ACTS) {
    const concerned = stories.filter(
      (story) => act === 'submission' || story.script.steps.some((step) => step.act === act),
    );
    progress.begin(act, concerned.length);
    await inLanes(concerned, options.concurrency, async (story) => {
      await story.play(act);
      progress.advance();
    });
    progress.end();
  }
  record.elapsedMs = performance.now() - startedAtMs;
  progress.begin('reading back', stories.length);
  await inLanes(stories, options.concurrency, async (story) => {
    await readBack(story, cast, record);
    progress.advance();
  });
  progress.end();
  return { record, stories };
}

/** As the author sees it: the ticket, its timeline and the proof of its chain. */
async function readBack(story: TicketStory, cast: Cast, record: ReplayRecord): Promise<void> {
  const { ticket, script } = story;
  if (ticket === undefined) return;
  const author = cast.person(script.author);
  const read = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await author.send({ method: 'GET', path: `/tickets/${ticket.id}${path}` });
    if (answer.status !== 200) record.failed(script, 'read back', `${answer.status}`);
    return answer.body;
  };
  const shown = await read('');
  const timeline = (await read('/timeline'))['items'] as (HistoryEntry & { version: number })[] | undefined;
  const chain = await read('/chain');
  const outcome = shown['outcome'];
  count(record.endings, `${String(shown['state'])}${typeof outcome === 'string' ? ` ${outcome}` : ''}`);
  const faults = historyMismatches(shown as Record<keyof HistoryState, unknown>, timeline ?? []);
  if (shown['version'] !== timeline?.at(-1)?.version) faults.push('version is not that of the last event');
  if (chain['isWhole'] !== true) faults.push('the chain of events is broken');
  // What somebody else did meanwhile, or what an error left undone, was not in the script.
  if (story.isUnbroken && !isAsPlanned(script, shown)) faults.push('it did not end as the script says');
  if (faults.length > 0) record.mismatches.push(`${ticket.number}: ${faults.join('; ')}`);
}

function isAsPlanned(script: Script, shown: Readonly<Record<string, unknown>>): boolean {
  const { state, outcome } = script.expected;
  return shown['state'] === state && shown['outcome'] === outcome;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
