/**
 * What was released of one author, as far as a repetition or a further step needs it; bytes in base64url. The slot is the
 * date of the release: that which was promised is forgotten with it, because it tells on which day the author was there.
 */
export interface ReleasedAuthor {
  readonly authorKey: string;
  readonly contentHash: string;
  readonly slot: string;
  readonly steps: readonly ReleasedStep[];
}

export interface ReleasedStep {
  readonly sequence: number;
  readonly contentHash: string;
  readonly slot: string;
}

/** Author keys whose ticket has been released: their token is spent, and they may follow up. */
export class KnownAuthors {
  private authors = new Map<string, ReleasedAuthor>();

  find(authorKey: string): ReleasedAuthor | undefined {
    return this.authors.get(authorKey);
  }

  replace(authors: readonly ReleasedAuthor[]): void {
    this.authors = new Map(authors.map((author) => [author.authorKey, author]));
  }
}
