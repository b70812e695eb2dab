import { Injectable } from '@nestjs/common';
import { appendToStreams, UnitOfWork, type Tx } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import { PolicyDirectory } from '../policy/policy-directory.js';
import { CLOCK_COLUMNS, CLOCK_STREAM, headOf, updateClocks, type ClockRow } from './clock-row.js';
import { climb, type Counting, type StepEvent } from './clock-steps.js';

/** One recorded step, before it is written. */
interface Recorded {
  readonly row: ClockRow;
  readonly event: StepEvent;
}

/**
 * Records what clocks have come to: warnings, deadlines, the steps of the ladder. Found by state ("its instant has
 * come and it is not recorded"), never by a window of time, so a worker that was away for two days records each missed
 * step once, oldest first, at its true instant. Several workers share the work by locking rows.
 */
@Injectable()
export class ClockSweep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendars: CalendarDirectory,
    private readonly policies: PolicyDirectory,
  ) {}

  /**
   * Handles up to `limit` clocks and returns how many steps it recorded; 0 when nothing is due.
   * @param hear is told, once all is kept, how late each step was recorded, milliseconds
   */
  async sweep(limit = 200, hear: (lagsMs: readonly number[]) => void = () => undefined): Promise<number> {
    const lagsMs = await this.record(limit);
    hear(lagsMs);
    return lagsMs.length;
  }

  private async record(limit: number): Promise<number[]> {
    return this.unitOfWork.run({ kind: 'system', name: 'clock-sweep' }, async (tx) => {
      const rows = await tx.rows<ClockRow>(
        `SELECT ${CLOCK_COLUMNS} FROM clock WHERE next_step_at <= $1 ORDER BY next_step_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
        [tx.now, limit],
      );
      if (rows.length === 0) return [];
      // With a full batch, what comes after its last row may belong behind rows that are not in it.
      const last = rows.length === limit ? rows.at(-1)?.next_step_at : null;
      const until = last ?? tx.now;
      const recorded: Recorded[] = [];
      for (const row of rows) {
        if (row.state === 'paused') recorded.push(endOfPause(row));
        else for (const event of climb(row, await this.counting(row), until)) recorded.push({ row, event });
      }
      await this.write(tx, rows, recorded);
      return recorded.map(({ event }) => tx.now.getTime() - event.at.getTime());
    });
  }

  private async counting(row: ClockRow): Promise<Counting> {
    const { calendar } = await this.calendars.calendar(row.calendar_id, row.calendar_version);
    const { numbers } = await this.policies.version(row.policy_version);
    return { calendar, numbers };
  }

  private async write(tx: Tx, rows: readonly ClockRow[], recorded: readonly Recorded[]): Promise<void> {
    const oldestFirst = [...recorded].sort((a, b) => a.event.at.getTime() - b.event.at.getTime());
    const heads = await appendToStreams(
      tx,
      oldestFirst.map(({ row, event }) => ({
        stream: { type: CLOCK_STREAM, id: row.id, head: headOf(row) },
        events: [event],
      })),
    );
    for (const [index, { row }] of oldestFirst.entries()) {
      const head = heads[index];
      if (!head) continue;
      row.version = head.version;
      row.chain_hash = head.hash;
    }
    await updateClocks(tx, rows);
  }
}

/** The author was asked for longer than the policy lets a clock stand still; whoever owns the ticket is told. */
function endOfPause(row: ClockRow): Recorded {
  const at = row.next_step_at ?? row.due_at;
  row.next_step_at = null;
  return {
    row,
    event: {
      type: 'clock.pause-limit-reached',
      at,
      data: { ticketId: row.ticket_id, leg: row.leg, round: row.round },
    },
  };
}
