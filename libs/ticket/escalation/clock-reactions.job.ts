import { Injectable } from '@nestjs/common';
import { EventFollower, Log, Refused, type StoredEvent, type Tx } from '@huiyin/platform';
import { TicketCommands } from '../store/ticket-commands.js';
import { EscalateOverdue } from './escalate-overdue.job.js';

/** After these a ticket that no leader could take over may be overdue for long: it was merged, or its author was asked. */
const BACK_ON_THE_DESK = new Set(['ticket.unmerged', 'ticket.author-replied', 'ticket.pause-ended']);

/**
 * What a ticket does when its clock has come to a point: the leadership takes over what stayed unanswered, and a
 * clock that stood still for the author goes on at the policy's limit. Follows the events, so each is looked at once,
 * in the transaction that also remembers how far it was read.
 */
@Injectable()
export class ClockReactions {
  constructor(
    private readonly follower: EventFollower,
    private readonly commands: TicketCommands,
    private readonly overdue: EscalateOverdue,
    private readonly log: Log,
  ) {}

  /** Number of events read; 0 when there is nothing new or another worker is at it. */
  async advance(): Promise<number> {
    return this.follower.advance('clock-reactions', (tx, event) => this.react(tx, event));
  }

  private async react(tx: Tx, event: StoredEvent): Promise<void> {
    const ticketId = event.streamType === 'ticket' ? event.streamId : event.data['ticketId'];
    if (typeof ticketId !== 'string') return;
    const isTopOfLadder = event.type === 'clock.step-reached' && event.data['kind'] === 'escalation';
    try {
      if (isTopOfLadder || BACK_ON_THE_DESK.has(event.type)) await this.overdue.escalate(tx, ticketId);
      else if (event.type === 'clock.pause-limit-reached') {
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
