import { randomInt, type KeyObject } from 'node:crypto';
import { isoWeekOf, type IsoWeek } from '../domain/iso-week.js';
import type { TokenVerifier } from '../token/token-verifier.js';
import { contentHashOf, isSignedByAuthor, readContent, type Content } from './content.js';
import { readFollowUp, type ReadFollowUp } from './follow-up-payload.js';
import type { KnownAuthors } from './known-authors.js';
import { PoolFull, type Pool, type WaitingHead } from './pool.js';
import { promise } from './promise.js';
import { dateOfWindow, windowAt, type ReleasePlan } from './release-window.js';
import { readTicket, type Departments } from './ticket-payload.js';
import { refused, type Verdict } from './verdict.js';

const WEEK_MS = 7 * 86_400_000;
/** Follow-ups wait so many windows more at most, by lot: who was there on one day says little then. */
const LONGEST_HOLD = 2;
/** Steps of one ticket that may wait at a time; a ticket is a conversation, no store. */
const MAX_WAITING_STEPS = 8;

/** What the intake is told by the other side, replaced now and then as a whole. */
export interface Told {
  readonly departments: Departments;
  readonly verifiers: ReadonlyMap<IsoWeek, TokenVerifier>;
}

export interface AcceptanceParts {
  readonly pool: Pool;
  readonly authors: KnownAuthors;
  readonly plan: ReleasePlan;
  /** Ed25519, private. */
  readonly promiseKey: () => KeyObject;
  readonly told: () => Told;
  readonly now: () => Date;
}

/** Decides about contents. Cheap questions come first, so that forgeries cost little. */
export class Acceptance {
  constructor(private readonly parts: AcceptanceParts) {}

  async decide(bytes: Buffer): Promise<Verdict> {
    if (bytes.length === 0) return { status: 'empty' };
    const content = readContent(bytes);
    if (!content) return refused('content-invalid');
    const contentHash = contentHashOf(content.payload).toString('base64url');
    return content.token === null
      ? this.followUp(content, contentHash)
      : this.ticket(content, content.token, contentHash);
  }

  private async ticket(
    content: Content,
    token: NonNullable<Content['token']>,
    contentHash: string,
  ): Promise<Verdict> {
    const { told, now, pool } = this.parts;
    const authorKey = content.authorKey.toString('base64url');
    const earlier = this.spent(authorKey, contentHash);
    if (earlier) return earlier;
    const verifier = this.isInForce(token.week) ? told().verifiers.get(token.week) : undefined;
    if (!verifier) return refused('week-over');
    if (!verifier.isValid(token, content.authorKey)) return refused('token-invalid');
    const read = readTicket(content.payload, told().departments);
    if (!(await isSignedByAuthor(content))) return refused('signature-invalid');
    if (typeof read === 'string') return refused('payload-invalid', read);
    const window = windowAt(this.parts.plan, now()) + 1;
    // From here on nothing waits: a copy that came at the same moment finds this one, or is found by it.
    return (
      this.spent(authorKey, contentHash) ??
      this.keep(pool, content.payload, {
        type: 'ticket',
        authorKey,
        contentHash,
        earliest: window,
        slot: dateOfWindow(this.parts.plan, window),
        sequence: 0,
        token: {
          week: token.week,
          random: Buffer.from(token.random).toString('base64url'),
          signature: Buffer.from(token.signature).toString('base64url'),
        },
      })
    );
  }

  private async followUp(content: Content, contentHash: string): Promise<Verdict> {
    const { pool } = this.parts;
    const authorKey = content.authorKey.toString('base64url');
    const ticketHash = this.ticketOf(authorKey);
    if (ticketHash === undefined) return refused('author-unknown');
    const read = readFollowUp(content.payload);
    if (!(await isSignedByAuthor(content))) return refused('signature-invalid');
    if (typeof read === 'string') return refused('payload-invalid', read);
    if (read.ticketHash !== ticketHash) return refused('payload-invalid', 'ticketHash');
    const earlier = this.stepTaken(authorKey, read, contentHash);
    if (earlier) return earlier;
    const waiting = pool.ofAuthor(authorKey);
    if (waiting.filter(({ type }) => type === 'follow-up').length >= MAX_WAITING_STEPS) {
      return refused('too-many-waiting');
    }
    const window = windowAt(this.parts.plan, this.parts.now()) + 1 + randomInt(LONGEST_HOLD + 1);
    // Steps come out in the order in which they were made.
    const earliest = Math.max(window, ...waiting.map((one) => one.earliest));
    const slot = dateOfWindow(this.parts.plan, earliest);
    const head = { authorKey, contentHash, earliest, slot, sequence: read.sequence };
    return this.keep(pool, content.payload, { type: 'follow-up', token: null, ...head });
  }

  /** What to say when this key has brought a ticket before. */
  private spent(authorKey: string, contentHash: string): Verdict | null {
    const { pool, authors } = this.parts;
    const earlier = pool.ofAuthor(authorKey).find(({ type }) => type === 'ticket') ?? authors.find(authorKey);
    if (!earlier) return null;
    return earlier.contentHash === contentHash
      ? this.accepted(contentHash, earlier.slot)
      : refused('token-spent');
  }

  private ticketOf(authorKey: string): string | undefined {
    const { pool, authors } = this.parts;
    const waiting = pool.ofAuthor(authorKey).find(({ type }) => type === 'ticket');
    return (waiting ?? authors.find(authorKey))?.contentHash;
  }

  private stepTaken(authorKey: string, { sequence }: ReadFollowUp, contentHash: string): Verdict | null {
    const { pool, authors } = this.parts;
    const steps = [...(authors.find(authorKey)?.steps ?? []), ...pool.ofAuthor(authorKey)];
    const same = steps.find((step) => step.sequence === sequence);
    if (same?.contentHash === contentHash) return this.accepted(contentHash, same.slot);
    const last = Math.max(0, ...steps.map((step) => step.sequence));
    return last >= sequence ? { ...refused('sequence-used'), next: last + 1 } : null;
  }

  /** Tokens of this week and the last are good. */
  private isInForce(week: IsoWeek): boolean {
    const now = this.parts.now();
    return week === isoWeekOf(now) || week === isoWeekOf(new Date(now.getTime() - WEEK_MS));
  }

  private keep(pool: Pool, payload: Buffer, head: WaitingHead): Verdict {
    try {
      pool.add(head, payload);
    } catch (error) {
      if (error instanceof PoolFull) return refused('full');
      throw error;
    }
    return this.accepted(head.contentHash, head.slot);
  }

  private accepted(contentHash: string, slot: string): Verdict {
    return { status: 'accepted', promise: promise(this.parts.promiseKey(), contentHash, slot) };
  }
}
