import { Injectable } from '@nestjs/common';
import { Refused, UnitOfWork, type Tx } from '@huiyin/platform';
import { OverdueAnswers } from '@huiyin/sla';
import { TicketCommands } from '../store/ticket-commands.js';

/**
 * Gives to the leadership what a department did not answer. Done when the clock comes to it (`clock-reactions.job.ts`);
 * and found by state, because there may have been nobody then who could take it over.
 */
@Injectable()
export class EscalateOverdue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: TicketCommands,
    private readonly overdue: OverdueAnswers,
  ) {}

  /** Escalates what can be, longest overdue first, and returns how many; several workers may run it at once. */
  async sweep(): Promise<number> {
    let escalated = 0;
    for await (const page of this.overdue.pages()) {
      for (const ticketId of await this.onTheDesk(page)) {
        try {
          const done = await this.unitOfWork.run({ kind: 'system', name: 'escalate-overdue' }, (tx) =>
            this.escalate(tx, ticketId),
          );
          if (done) escalated++;
        } catch (error) {
          // Nobody can take it yet, which was said when it was first tried.
          if (!(error instanceof Refused)) throw error;
        }
      }
    }
    return escalated;
  }

  /** Those that can go, in the same order: what the leadership has already stays overdue and must not be locked again. */
  private async onTheDesk(ticketIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.unitOfWork.read<{ id: string }>(
      `SELECT id FROM unnest($1::uuid[]) WITH ORDINALITY AS overdue (id, place) JOIN ticket USING (id)
        WHERE state = 'open' AND merged_into_id IS NULL AND NOT awaiting_author ORDER BY place`,
      [ticketIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether the ticket has gone to the leadership now. Refused when no leader is there. */
  async escalate(tx: Tx, ticketId: string): Promise<boolean> {
    const round = await this.overdue.roundOf(tx, ticketId);
    if (round === null) return false;
    return this.commands.performInTransaction(
      tx,
      ticketId,
      { name: 'escalate-overdue' },
      (ticket) =>
        ticket.state === 'open' &&
        ticket.round === round &&
        ticket.mergedIntoId === null &&
        !ticket.awaitingAuthor,
    );
  }
}
