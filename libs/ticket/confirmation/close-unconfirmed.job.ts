import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { TicketCommands } from '../store/ticket-commands.js';

/**
 * Closes answered tickets whose author said nothing within the window, as `unconfirmed`: silence is never counted as
 * satisfied. Found by state and not by a time window, so a worker that was away catches up, oldest first.
 */
@Injectable()
export class CloseUnconfirmed {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: TicketCommands,
  ) {}

  /** Closes up to `limit` tickets and returns how many. Several workers may run it at once. */
  async sweep(limit = 100): Promise<number> {
    const due = await this.unitOfWork.read<{ ticket_id: string }>(
      `SELECT ticket_id FROM clock WHERE leg = 'confirmation' AND state = 'running' AND due_at <= $1
        ORDER BY due_at LIMIT $2`,
      [this.unitOfWork.now(), limit],
    );
    let closed = 0;
    for (const { ticket_id } of due) {
      const done = await this.commands.performAsSystem(
        'close-unconfirmed',
        ticket_id,
        { name: 'close-unconfirmed' },
        (ticket, row, now) => ticket.state === 'answered' && row.due_at !== null && row.due_at <= now,
      );
      if (done) closed++;
    }
    return closed;
  }
}
