import { readFile } from 'node:fs/promises';

/** One real message with the instants of its own history. */
export interface DatedMessage {
  readonly id: string;
  readonly author: string;
  readonly subject: string;
  readonly body: string;
  readonly answer: string;
  /** Milliseconds since the epoch. */
  readonly submittedMs: number;
  readonly answeredMs: number;
}

/** Evenly taken from the whole file when there are more than the limit, so that every year is there. */
export async function readDatedMessages(file: string, limit: number): Promise<DatedMessage[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const every = Math.max(1, Math.floor(lines.length / limit));
  return lines
    .filter((_, index) => index % every === 0)
    .slice(0, limit)
    .map((line) => {
      const { submittedAt, answeredAt, ...message } = JSON.parse(line) as Omit<
        DatedMessage,
        'submittedMs' | 'answeredMs'
      > & { submittedAt: string; answeredAt: string };
      return { ...message, submittedMs: Date.parse(submittedAt), answeredMs: Date.parse(answeredAt) };
    });
}
