import { randomInt } from 'node:crypto';
import { chineseDateOf } from '../domain/iso-week.js';
import { readFollowUp } from './follow-up-payload.js';
import type { KnownAuthors } from './known-authors.js';
import type { Pool, Waiting } from './pool.js';
import { rewritePicture } from './rewrite-picture.js';
import type { IntakeDatabase, ReadyFollowUp, ReadyTicket } from './store/intake-database.js';
import { readTicket, type Departments } from './ticket-payload.js';

export interface ReleaseParts {
  readonly pool: Pool;
  readonly authors: KnownAuthors;
  readonly database: IntakeDatabase;
  /** Fewest employees who must have had a token since the last release. */
  readonly least: number;
  readonly now: () => Date;
}

/** It was decided on when it came; a department that has closed since does not make it wrong. */
const ANY_DEPARTMENT: Departments = { isActive: () => true, mayBeNamed: () => true };

/** Hands over what waits, all at once and in an order that says nothing. */
export class Release {
  constructor(private readonly parts: ReleaseParts) {}

  /**
   * Learns what has been handed over, by this process or by one that died before it could forget, and forgets it.
   * Whatever interrupts a release, this puts things right.
   */
  async settle(): Promise<void> {
    const { authors, database, pool } = this.parts;
    const released = await database.releasedAuthors();
    // Nothing waits between learning and forgetting, so that no copy finds neither.
    authors.replace(released);
    pool.remove(pool.all().filter((waiting) => this.isReleased(waiting)));
  }

  /** False when too few people were there; then everything waits for the next window. */
  async run(window: number, alarms: ReadonlyMap<string, number>): Promise<boolean> {
    await this.settle();
    const { pool, database, least, now } = this.parts;
    const due = pool.all().filter(({ earliest }) => earliest <= window);
    const tickets: ReadyTicket[] = [];
    const followUps: ReadyFollowUp[] = [];
    let unreadable = 0;
    for (const waiting of shuffled(due)) {
      const ready = waiting.type === 'ticket' ? await this.readyTicket(waiting) : this.readyFollowUp(waiting);
      if (ready === null) unreadable++;
      else if ('ticket' in ready) tickets.push(ready);
      else followUps.push(ready);
    }
    const noticed = unreadable === 0 ? alarms : new Map([...alarms, ['unreadable', unreadable] as const]);
    const batch = { date: chineseDateOf(now()), tickets, followUps, alarms: noticed };
    const isReleased = await database.release(batch, least);
    if (isReleased) await this.settle();
    return isReleased;
  }

  private isReleased({ type, authorKey, sequence }: Waiting): boolean {
    const author = this.parts.authors.find(authorKey);
    if (!author) return false;
    return type === 'ticket' || author.steps.some((step) => step.sequence === sequence);
  }

  /** Null for what a newer version of the rules no longer understands: it stays, is counted, and holds up nobody. */
  private async readyTicket(waiting: Waiting): Promise<ReadyTicket | null> {
    const read = readTicket(this.parts.pool.payloadOf(waiting), ANY_DEPARTMENT);
    if (typeof read === 'string' || waiting.token === null) return null;
    const pictures: Buffer[] = [];
    for (const picture of read.pictures) {
      const rewritten = await rewritePicture(picture);
      if (rewritten) pictures.push(rewritten);
    }
    const { ticket, sealKey, tagKey } = read;
    return { head: { ...waiting, token: waiting.token }, ticket, sealKey, tagKey, pictures };
  }

  private readyFollowUp(waiting: Waiting): ReadyFollowUp | null {
    const read = readFollowUp(this.parts.pool.payloadOf(waiting));
    return typeof read === 'string' ? null : { head: waiting, step: read.step };
  }
}

/** Every order is as likely as any other (Fisher and Yates, with the system's random numbers). */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] as Item, result[last] as Item];
  }
  return result;
}
