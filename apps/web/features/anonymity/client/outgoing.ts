import type { Author } from '../protocol/author.js';
import type { Bytes } from '../protocol/bytes.js';
import type { IntakeResponse } from '../protocol/envelope.js';
import type { Eligibility } from '../protocol/obtain-token.js';
import { isPromised } from '../protocol/promise.js';
import type { Message, Outcome, Sent, Waiting } from './messages.js';

/** A message that waits for an envelope, with what it takes to make it anew. */
export type Outgoing = {
  readonly id: number;
  readonly message: Message;
  readonly bytes: Bytes;
  readonly payloadHash: string;
  /** Of a ticket: gives its token back when the ticket was not taken. Of a step: who said it. */
  readonly by: { readonly eligibility: Eligibility } | { readonly author: Author };
  place: 'here' | 'under-way' | 'unanswered';
  isConcealed: boolean;
};

/** What is given in. */
export type New = Omit<Outgoing, 'id' | 'place' | 'isConcealed'>;

/** What the intake cannot take now, and can later. */
const LATER: ReadonlySet<string> = new Set(['full', 'not-ready']);

/** Messages on their way, one for each envelope, first come first served. */
export class OutgoingMessages {
  private items: Outgoing[] = [];
  private results: Sent[] = [];
  private lastId = 0;

  add(item: New): void {
    this.items.push({ ...item, id: ++this.lastId, place: 'here', isConcealed: false });
  }

  /** What the next envelope carries. One under way is given again only when nothing else waits: twice is harmless. */
  take(): Outgoing | null {
    const item = this.items.find(({ place }) => place !== 'under-way') ?? this.items[0] ?? null;
    if (item) item.place = 'under-way';
    return item;
  }

  /** Removes what has certainly not left; null for anything else. */
  takeBack(id: number): Outgoing | null {
    const item = this.items.find((one) => one.id === id && one.place === 'here' && !one.isConcealed);
    if (!item) return null;
    this.forget(item);
    return item;
  }

  conceal(): void {
    for (const item of this.items) item.isConcealed = true;
    this.results = [];
  }

  unanswered(item: Outgoing): void {
    if (item.place === 'under-way') item.place = 'unanswered';
  }

  /**
   * Keeps what the intake answered about a message.
   * @returns the outcome; null when the message still waits
   */
  async settle(item: Outgoing, answer: IntakeResponse, promiseKey: Bytes): Promise<Outcome | null> {
    const outcome = await outcomeOf(item, answer, promiseKey);
    const isLater = outcome === null || (outcome.status === 'refused' && LATER.has(outcome.code));
    if (isLater) {
      this.unanswered(item);
      return null;
    }
    // It may have been sent twice.
    if (!this.forget(item)) return null;
    const isTaken = outcome.status === 'accepted';
    // Of what its author was away for, only what needs them is said.
    if (isTaken && item.isConcealed) return outcome;
    const message = isTaken || item.isConcealed ? withoutText(item.message) : item.message;
    this.results.push({ ...message, id: item.id, outcome });
    return outcome;
  }

  /** Puts another message in the place of one that was refused. */
  replace(refused: Outgoing, by: New): void {
    this.results = this.results.filter(({ id }) => id !== refused.id);
    this.items.unshift({ ...by, id: refused.id, place: 'here', isConcealed: refused.isConcealed });
  }

  waiting(leavesBy: (place: number) => number): Waiting[] {
    return this.items.map(({ id, message, place, isConcealed }, index) => ({
      ...(isConcealed ? withoutText(message) : message),
      id,
      leavesBy: leavesBy(index),
      isHere: place === 'here',
      isConcealed,
    }));
  }

  get sent(): readonly Sent[] {
    return [...this.results];
  }

  private forget(item: Outgoing): boolean {
    const rest = this.items.filter((one) => one !== item);
    const wasThere = rest.length < this.items.length;
    this.items = rest;
    return wasThere;
  }
}

/** Nobody needs the text of a ticket here once it is taken. What was said to one is never shown here. */
function withoutText(message: Message): Message {
  if (message.type !== 'ticket') return message;
  return { ...message, ticket: { ...message.ticket, title: '', body: '', pictures: [] } };
}

async function outcomeOf(
  { payloadHash }: Outgoing,
  answer: IntakeResponse,
  promiseKey: Bytes,
): Promise<Outcome | null> {
  switch (answer.status) {
    case 'empty':
      return null;
    case 'refused':
      return { status: 'refused', code: answer.code ?? 'content-invalid', field: answer.field ?? null };
    case 'accepted':
      return answer.promise && (await isPromised(promiseKey, payloadHash, answer.promise))
        ? { status: 'accepted', slot: answer.promise.slot, promise: answer.promise }
        : { status: 'unproven' };
  }
}
