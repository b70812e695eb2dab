import { Injectable } from '@nestjs/common';
import { EventFollower, Log, Refused, type StoredEvent, type Tx } from '@huiyin/platform';
import { TicketCommands } from '../store/ticket-commands.js';

/**
 * What a ticket does when its clock has come to a point: the leadership takes over what stayed unanswered, and a
 * clock that stood still for the author goes on at the policy's limit. Follows the clocks' events, so each is looked
 * at once, in the transaction that also remembers how far it was read.
 */
@Injectable()
export class ClockReactions {
  constructor(
    private readonly follower: EventFollower,
    private readonly commands: TicketCommands,
    private readonly log: Log,
  ) {}

  /** Number of events read; 0 when there is nothing new or another worker is at it. */
  async advance(): Promise<number> {
    return this.follower.advance('clock-reactions', (tx, event) => this.react(tx, event));
  }

  private async react(tx: Tx, event: StoredEvent): Promise<void> {
    const { ticketId, kind, round } = event.data;
    if (event.streamType !== 'clock' || typeof ticketId !== 'string') return;
    try {
      if (event.type === 'clock.step-reached' && kind === 'escalation') {
        await this.commands.performInTransaction(
          tx,
          ticketId,
          { name: 'escalate-overdue' },
          (ticket) => ticket.state === 'open' && ticket.round === round && ticket.mergedIntoId === null,
        );
      } else if (event.type === 'clock.pause-limit-reached') {
        await this.commands.performInTransaction(
          tx,
          ticketId,
          { name: 'end-pause', at: event.at },
          (ticket) => ticket.awaitingAuthor,
        );
      }
    } catch (error) {
      // Refused before anything was written: an organisation without a leader must not hold up all others.
      if (!(error instanceof Refused)) throw error;
      this.log.warn('a clock had no effect', { code: error.code, ticketId, type: event.type });
    }
  }
}
