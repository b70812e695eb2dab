import { OPERATIONS } from '../../../apps/cli/seed/demo-departments-operations.js';
import { SUPPORT } from '../../../apps/cli/seed/demo-departments-support.js';
import type { SimulatedCentre } from '../centre.js';
import { happeningsOf, StoryBook, type Story } from '../story-book.js';
import type { DatedMessage } from './dated-message.js';
import { timetableOf } from './timetable.js';

/** Plays all messages in the order of their real instants, with a worker that is always there. */
export async function playMessages(
  centre: SimulatedCentre,
  messages: readonly DatedMessage[],
  seed: string,
  endMs: number,
  progress: (done: number, total: number) => void,
): Promise<readonly Story[]> {
  const ordinary = [...OPERATIONS, ...SUPPORT].filter(({ kind }) => kind === undefined);
  const book = await StoryBook.open(
    centre,
    ordinary.map(({ code }) => code),
  );
  const happenings = happeningsOf(messages.map((message) => timetableOf(message, seed, book.stage)));
  for (const [index, happening] of happenings.entries()) {
    await centre.liveUntil(happening.atMs);
    await book.happen(happening);
    if (index % 1_000 === 0) progress(index, happenings.length);
  }
  await centre.liveUntil(endMs);
  await centre.work();
  return book.stories;
}
