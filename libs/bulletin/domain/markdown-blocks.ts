/** A stretch of text of one weight. */
export interface Run {
  readonly text: string;
  readonly isBold: boolean;
}

export type MarkdownBlock =
  | { readonly kind: 'heading' | 'paragraph' | 'quote'; readonly runs: readonly Run[] }
  | { readonly kind: 'item'; readonly marker: string; readonly runs: readonly Run[] };

/** Bold stays; of links the words, of all other marks nothing but what they enclose. */
function runsOf(text: string): Run[] {
  const plain = text
    .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/~~([^~]+)~~/g, '$1');
  return plain
    .split(/(\*\*[^*]+\*\*|__[^_]+__)/)
    .filter((part) => part !== '')
    .map((part) => {
      const isBold = /^(\*\*[^*]+\*\*|__[^_]+__)$/.test(part);
      const inner = isBold ? part.slice(2, -2) : part;
      return { text: inner.replace(/(^|\W)[*_]([^*_]+)[*_](?=\W|$)/g, '$1$2'), isBold };
    });
}

/** The Markdown subset of bulletins as blocks for paper. Whatever it does not know stays as it was written. */
export function markdownBlocks(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let paragraph: string[] = [];
  const finish = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', runs: runsOf(paragraph.join('\n')) });
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const heading = /^#{1,6}\s+(.*)$/.exec(trimmed);
    const bullet = /^[-*+]\s+(.*)$/.exec(trimmed);
    const numbered = /^(\d{1,3}[.)])\s+(.*)$/.exec(trimmed);
    const quote = /^>\s?(.*)$/.exec(trimmed);
    if (trimmed === '' || /^([-*_]\s?){3,}$/.test(trimmed)) finish();
    else if (heading) {
      finish();
      blocks.push({ kind: 'heading', runs: runsOf(heading[1] ?? '') });
    } else if (bullet) {
      finish();
      blocks.push({ kind: 'item', marker: '•', runs: runsOf(bullet[1] ?? '') });
    } else if (numbered) {
      finish();
      blocks.push({ kind: 'item', marker: numbered[1] ?? '', runs: runsOf(numbered[2] ?? '') });
    } else if (quote) {
      finish();
      blocks.push({ kind: 'quote', runs: runsOf(quote[1] ?? '') });
    } else paragraph.push(trimmed);
  }
  finish();
  return blocks;
}
