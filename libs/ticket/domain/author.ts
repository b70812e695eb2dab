/**
 * Who wrote a ticket. Everything outside this type asks `isAuthor` and never looks for a person itself, so that an
 * author who is a key and nobody's row fits in without a change elsewhere.
 */
export type Author =
  | { readonly kind: 'named'; readonly personId: string }
  | { readonly kind: 'anonymous'; readonly publicKey: string };

export function isAuthor(author: Author, personId: string): boolean {
  return author.kind === 'named' && author.personId === personId;
}

/** The person to whom a mail may go, or null: an anonymous author has no address. */
export function authorPersonId(author: Author): string | null {
  return author.kind === 'named' ? author.personId : null;
}
