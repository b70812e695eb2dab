import type { MarkdownBlock } from '../domain/markdown-blocks.js';

/** A table whose column widths are shares of the page. */
export interface DocumentTable {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly share: number; readonly isNumber: boolean }[];
  /** A row with fewer cells than columns: its last cell takes the rest. */
  readonly rows: readonly (readonly string[])[];
  /** So many of the last rows are sums of those above. */
  readonly sums: number;
}

export type DocumentBlock =
  | MarkdownBlock
  | DocumentTable
  | { readonly kind: 'small'; readonly text: string }
  | { readonly kind: 'signature'; readonly lines: readonly string[] };

/** Everything the printing program is told. */
export interface PrintOrder {
  readonly fonts: { readonly regular: string; readonly bold: string };
  readonly locale: string;
  readonly organisation: string;
  /** Such as "Bulletin". */
  readonly word: string;
  readonly title: string;
  /** Number and day, below the title. */
  readonly subtitle: string;
  /** Such as "draft, not published"; null for what holds. */
  readonly state: string | null;
  readonly blocks: readonly DocumentBlock[];
  /** Stands at the foot of every page. */
  readonly foot: string;
  /** `{page}` and `{pages}` are filled in. */
  readonly pageNumber: string;
}
