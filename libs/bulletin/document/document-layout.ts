import type { MarkdownBlock } from '../domain/markdown-blocks.js';

/** A table whose column widths are shares of the page. */
export interface DocumentTable {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly share: number; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export type DocumentBlock = MarkdownBlock | DocumentTable | { readonly kind: 'small'; readonly text: string };

/** Everything the printing program is told. */
export interface PrintOrder {
  readonly fonts: { readonly regular: string; readonly bold: string };
  readonly locale: string;
  readonly organisation: string;
  /** Such as "Bulletin". */
  readonly word: string;
  readonly title: string;
  /** Number, day, and what else stands below the title. */
  readonly subtitle: string;
  readonly blocks: readonly DocumentBlock[];
  /** Stands at the foot of every page. */
  readonly foot: string;
  /** `{page}` and `{pages}` are filled in. */
  readonly pageNumber: string;
}
