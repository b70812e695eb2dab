import type { BoardItem } from '../../../lib/contract.js';

/** The author's title, or the first line of the summary when the author's words are not shown. */
export function titleOf({ title, summary, number }: BoardItem): string {
  return title ?? summary?.split('\n')[0] ?? number;
}

/** The answer as a line of plain words, for a preview. */
export function withoutMarks(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*+>]|#{1,6}|\d+\.)\s+/gm, '')
    .replace(/[*_~`]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
