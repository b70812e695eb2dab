import type { BoardItem } from '../../../lib/contract.js';

/** The author's title, or the first line of the summary when the author's words are not shown. */
export function titleOf({ title, summary, number }: BoardItem): string {
  return title ?? summary?.split('\n')[0] ?? number;
}
