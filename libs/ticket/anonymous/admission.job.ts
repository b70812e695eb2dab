import { Injectable } from '@nestjs/common';
import { Log, Refused, refusalOf, UnitOfWork, type Tx } from '@huiyin/platform';
import { dateOf } from '../domain/author.js';
import { AdmitMessage } from './admit-message.js';
import { AdmitTicket } from './admit-ticket.js';
import { LATE_DAYS, ReleasedRows, type ReleasedRow } from './released-rows.queries.js';

/** How long a row that could not be taken is left alone, so that it never holds up the others. */
const REST_MS = 60_000;
/** So often a message must have failed here, however old it is, before it is given up. */
const TRIES = 5;
const DAY_MS = 86_400_000;

interface Rest {
  readonly since: number;
  readonly releasedOn: string;
}

/**
 * Takes over what the intake has released. Found by state ("released, and not taken"), each row in a transaction of
 * its own that also remembers it, so that several workers, deaths and repetitions change nothing.
 */
@Injectable()
export class Admission {
  private readonly resting = new Map<string, Rest>();
  /** How often each row failed because of itself. */
  private readonly faults = new Map<string, number>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly released: ReleasedRows,
    private readonly tickets: AdmitTicket,
    private readonly messages: AdmitMessage,
    private readonly log: Log,
  ) {}

  /** Looks at up to `limit` rows and returns how many were settled. */
  async sweep(limit = 100): Promise<number> {
    this.wake();
    const rows = await this.released.outstanding([...this.resting.keys()], limit);
    let settled = 0;
    for (const row of rows) {
      if (await this.take(row)) settled++;
      else this.resting.set(row.id, { since: this.now().getTime(), releasedOn: row.releasedOn });
    }
    // All that is outstanding rests now.
    if (settled === 0 && rows.length < limit) {
      const waiting = [...this.resting.values()].map(({ releasedOn }) => releasedOn).sort();
      await this.released.moveOn(dateOf(this.now()), waiting[0] ?? null);
    }
    return settled;
  }

  private async take(row: ReleasedRow): Promise<boolean> {
    const isLastTry = this.isLastTry(row);
    try {
      await this.unitOfWork.run({ kind: 'system', name: 'admission' }, async (tx) => {
        if (!(await this.released.claim(tx, row))) return;
        await this.released.settle(tx, row, await this.admit(tx, row, isLastTry));
      });
      this.faults.delete(row.id);
      return true;
    } catch (error) {
      if (isFault(error)) this.faults.set(row.id, (this.faults.get(row.id) ?? 0) + 1);
      // The code alone: what a row says must reach no log.
      const code = error instanceof Error ? error.name : 'unknown';
      this.log.warn('a released row could not be taken over yet', {
        releaseId: row.id,
        kind: row.kind,
        code,
      });
      return false;
    }
  }

  /** A ticket is never given up, and a message only when there was time to mend what makes it fail. */
  private isLastTry(row: ReleasedRow): boolean {
    const weekAgo = dateOf(new Date(this.now().getTime() - LATE_DAYS * DAY_MS));
    return row.kind === 'follow-up' && row.releasedOn < weekAgo && (this.faults.get(row.id) ?? 0) >= TRIES;
  }

  private async admit(tx: Tx, row: ReleasedRow, isLastTry: boolean): Promise<string> {
    if (row.kind === 'ticket') return this.tickets.admit(tx, row);
    const outcome = await this.messages.admit(tx, row, isLastTry);
    if (outcome === 'not-yet') throw new TicketStillOut();
    return outcome;
  }

  private wake(): void {
    const now = this.now().getTime();
    for (const [id, { since }] of this.resting) {
      if (Math.abs(now - since) >= REST_MS) this.resting.delete(id);
    }
  }

  private now(): Date {
    return this.unitOfWork.now();
  }
}

class TicketStillOut extends Error {
  override readonly name = 'TicketStillOut';
}

/** Whether it would fail the same way again: not what waits for something else, nor a database that is away. */
function isFault(error: unknown): boolean {
  return !(error instanceof Refused || error instanceof TicketStillOut) && refusalOf(error).status === 500;
}
