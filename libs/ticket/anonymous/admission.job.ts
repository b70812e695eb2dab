import { Injectable } from '@nestjs/common';
import { Log, UnitOfWork, type Tx } from '@huiyin/platform';
import { dateOf } from '../domain/author.js';
import { AdmitMessage } from './admit-message.js';
import { AdmitTicket } from './admit-ticket.js';
import { ReleasedRows, type ReleasedRow } from './released-rows.queries.js';

/** How long a row that could not be taken is left alone, so that it never holds up the others. */
const REST_MS = 60_000;

/**
 * Takes over what the intake has released. Found by state ("released, and not taken"), each row in a transaction of
 * its own that also remembers it, so that several workers, deaths and repetitions change nothing.
 */
@Injectable()
export class Admission {
  private readonly resting = new Map<string, number>();

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
      else this.resting.set(row.id, this.unitOfWork.now().getTime());
    }
    if (rows.length === 0 && this.resting.size === 0) {
      await this.released.moveOn(dateOf(this.unitOfWork.now()));
    }
    return settled;
  }

  private async take(row: ReleasedRow): Promise<boolean> {
    try {
      await this.unitOfWork.run({ kind: 'system', name: 'admission' }, async (tx) => {
        if (!(await this.released.claim(tx, row))) return;
        await this.released.settle(tx, row, await this.admit(tx, row));
      });
      return true;
    } catch (error) {
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

  private async admit(tx: Tx, row: ReleasedRow): Promise<string> {
    if (row.kind === 'ticket') return this.tickets.admit(tx, row);
    const outcome = await this.messages.admit(tx, row);
    if (outcome === 'not-yet') throw new TicketStillOut();
    return outcome;
  }

  private wake(): void {
    const now = this.unitOfWork.now().getTime();
    for (const [id, since] of this.resting) if (Math.abs(now - since) >= REST_MS) this.resting.delete(id);
  }
}

class TicketStillOut extends Error {
  override readonly name = 'TicketStillOut';
}
