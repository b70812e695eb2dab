import { Injectable } from '@nestjs/common';
import { EventFollower, Log, Refused, type StoredEvent, type Tx } from '@huiyin/platform';
import { TicketCommands } from '../store/ticket-commands.js';

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
      if (isTopOfLadder || BACK_ON_THE_DESK.has(event.type)) await this.escalate(tx, ticketId);
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

  private async escalate(tx: Tx, ticketId: string): Promise<void> {
    const clock = await tx.row<{ round: number }>(
      `SELECT c.round FROM clock c
        WHERE c.ticket_id = $1 AND c.leg = 'answer' AND c.state = 'running'
          AND EXISTS (SELECT 1 FROM event e
                       WHERE e.stream_id = c.id AND e.type = 'clock.step-reached' AND e.data->>'kind' = 'escalation'
                         -- With more time given the step is yet to come again.
                         AND NOT EXISTS (SELECT 1 FROM event x WHERE x.stream_id = c.id AND x.version > e.version
                                            AND x.type IN ('clock.extended', 'clock.retargeted')))`,
      [ticketId],
    );
    if (!clock) return;
    await this.commands.performInTransaction(
      tx,
      ticketId,
      { name: 'escalate-overdue' },
      (ticket) =>
        ticket.state === 'open' &&
        ticket.round === clock.round &&
        ticket.mergedIntoId === null &&
        !ticket.awaitingAuthor,
    );
  }
}
