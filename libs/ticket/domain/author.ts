/**
 * Who wrote a ticket. Everything outside this type asks `isAuthor` and never looks for a person itself, so that an
 * author who is a key and nobody's row fits in without a change elsewhere.
 */
export type Author = { readonly kind: 'named'; readonly personId: string } | AnonymousAuthor;

/** All that is known of an anonymous author; keys as base64url, new for each ticket. */
export interface AnonymousAuthor {
  readonly kind: 'anonymous';
  /** Ed25519: signs what the author sends. */
  readonly publicKey: string;
  /** X25519: what is written to the author is sealed to it. */
  readonly sealKey: string;
  /** Finds the author's records in the daily sheet. */
  readonly tagKey: string;
}

export function isAuthor(author: Author, personId: string): boolean {
  return author.kind === 'named' && author.personId === personId;
}

/** The person to whom a mail may go, or null: an anonymous author has no address. */
export function authorPersonId(author: Author): string | null {
  return author.kind === 'named' ? author.personId : null;
}

/** The start of a date `YYYY-MM-DD` in China, where the weeks of the keys are counted too. */
export function startOfDate(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`);
}

/** The date in China, `YYYY-MM-DD`: all that is kept and shown of when an anonymous author did something. */
export function dateOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/**
 * The instant that stands for an act of an anonymous author: the start of the date on which it was released, or what
 * the ticket itself went through last where that is later, so that nothing happens before what it answers.
 */
export function instantOfAct(releasedOn: string, lastEventAt: Date | null): Date {
  const start = startOfDate(releasedOn);
  return lastEventAt !== null && lastEventAt > start ? lastEventAt : start;
}
