import { Injectable } from '@nestjs/common';
import { appendToStreams, type NewEvent, type Tx } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import { nextStep } from '../domain/ladder.js';
import type { Leg } from '../domain/policy.js';
import { deadline, elapsedSeconds } from '../domain/working-time.js';
import { PolicyDirectory } from '../policy/policy-directory.js';
import type { ClockChange, ClockSubject } from './clock-change.js';
import {
  CLOCK_COLUMNS,
  CLOCK_STREAM,
  headOf,
  insertClocks,
  pausesOf,
  updateClocks,
  type ClockRow,
} from './clock-row.js';
import { startedClock } from './clock-start.js';
import { complexTarget, ordinaryTarget, secondsAdded } from './clock-target.js';
import {
  askedAt,
  climb,
  type Counting,
  earlier,
  factsOfClock,
  pauseLimit,
  repliedAt,
  stepsBy,
} from './clock-steps.js';

/** The clock that a person looks at: the one of the open leg that falls due first. */
export interface DueClock {
  readonly leg: Leg;
  readonly dueAt: Date;
  readonly isPaused: boolean;
}

/** A clock under change, with the events that the change leaves in its history. */
interface Changing {
  readonly row: ClockRow;
  readonly isNew: boolean;
  readonly events: NewEvent[];
}

/** Starts, pauses, resumes, extends and stops clocks in the transaction of the command that does so. */
@Injectable()
export class ClockKeeper {
  constructor(
    private readonly calendars: CalendarDirectory,
    private readonly policies: PolicyDirectory,
  ) {}

  /** Applies the changes in their order and returns the clock that is due first afterwards, or null. */
  async apply(
    tx: Tx,
    subject: ClockSubject,
    changes: readonly ClockChange[],
    options: { readonly isNew?: boolean } = {},
  ): Promise<DueClock | null> {
    const clocks = options.isNew ? [] : await this.openClocks(tx, subject.ticketId);
    const authorsTurnEndsAt = await this.earliestPauseLimit(clocks);
    for (const change of changes) {
      switch (change.do) {
        case 'start':
          clocks.push(await this.start(tx, subject, change));
          break;
        case 'stop':
          for (const clock of clocks) {
            if (change.legs === 'all' || change.legs.includes(clock.row.leg))
              await this.stop(clock, tx.now, earlier(tx.now, authorsTurnEndsAt));
          }
          break;
        case 'pause':
          for (const clock of clocks) await this.pause(clock, tx.now);
          break;
        case 'resume':
          for (const clock of clocks)
            await this.resume(
              clock,
              earlier(
                change.at ?? repliedAt(clock.row, await this.counting(clock.row), tx.now),
                authorsTurnEndsAt,
              ),
            );
          break;
        case 'extend':
          for (const clock of clocks) await this.extend(clock, change.workingMinutes, tx.now);
          break;
        case 'retarget':
          for (const clock of clocks) await this.retarget(tx, subject, clock);
          break;
      }
    }
    await this.write(tx, clocks);
    // What the author is owed comes before the courtesy of an acknowledgement.
    const open = clocks.map((clock) => clock.row).filter((row) => row.state !== 'stopped');
    const shown = open.findLast((row) => row.leg !== 'acknowledge') ?? open[0];
    return shown ? { leg: shown.leg, dueAt: shown.due_at, isPaused: shown.state === 'paused' } : null;
  }

  private async openClocks(tx: Tx, ticketId: string): Promise<Changing[]> {
    const rows = await tx.rows<ClockRow>(
      `SELECT ${CLOCK_COLUMNS} FROM clock WHERE ticket_id = $1 AND state <> 'stopped' ORDER BY started_at, leg FOR UPDATE`,
      [ticketId],
    );
    return rows.map((row) => ({ row, isNew: false, events: [] }));
  }

  private async start(
    tx: Tx,
    subject: ClockSubject,
    change: Extract<ClockChange, { do: 'start' }>,
  ): Promise<Changing> {
    const calendar = await this.calendars.calendarFor(subject.departmentId, subject.siteId);
    const policy = await this.policies.at(tx.now, tx);
    const { row, event } = startedClock(subject, change, { calendar, policy }, tx.now);
    return { row, isNew: true, events: [event] };
  }

  /**
   * Once one clock of a ticket has stood still for as long as the policy allows, all of them go on; whoever notices it
   * late, worker or command, counts from there.
   */
  private async earliestPauseLimit(clocks: readonly Changing[]): Promise<Date | null> {
    let earliest: Date | null = null;
    for (const { row } of clocks) {
      if (row.paused_at === null) continue;
      earliest = earlier(pauseLimit(row, row.paused_at, await this.counting(row)), earliest);
    }
    return earliest;
  }

  private async pause(clock: Changing, at: Date): Promise<void> {
    const { row } = clock;
    if (row.state !== 'running' || row.leg === 'acknowledge') return;
    await this.catchUp(clock, at);
    const counting = await this.counting(row);
    const from = askedAt(row, counting, at);
    const until = pauseLimit(row, from, counting);
    row.state = 'paused';
    row.paused_at = from;
    // A pause ends by itself at the policy's limit; the sweep finds it there like any other step.
    row.next_step_at = until;
    const data = { ticketId: row.ticket_id, leg: row.leg, until: until.toISOString() };
    clock.events.push({ type: 'clock.paused', at: from, data });
  }

  private async resume(clock: Changing, at: Date): Promise<void> {
    const { row } = clock;
    if (row.state !== 'paused' || row.paused_at === null) return;
    // The limit of an earlier question may be noticed only after the next one was asked.
    const end = at > row.paused_at ? at : row.paused_at;
    row.pauses = [...row.pauses, { from: row.paused_at.toISOString(), to: end.toISOString() }];
    row.paused_at = null;
    row.state = 'running';
    await this.recount(row);
    const data = { ticketId: row.ticket_id, leg: row.leg, dueAt: row.due_at.toISOString() };
    clock.events.push({ type: 'clock.resumed', at: end, data });
  }

  private async extend(clock: Changing, workingMinutes: number, at: Date): Promise<void> {
    const { row } = clock;
    if (row.state === 'stopped' || row.leg !== 'answer') return;
    await this.aim(clock, row.target_seconds + workingMinutes * 60, at);
    const data = { ticketId: row.ticket_id, leg: row.leg, workingMinutes, dueAt: row.due_at.toISOString() };
    clock.events.push({ type: 'clock.extended', data });
  }

  private async retarget(tx: Tx, subject: ClockSubject, clock: Changing): Promise<void> {
    const { row } = clock;
    const { urgency } = subject;
    if (row.state !== 'running' || row.leg !== 'answer') return;
    const { stored } = await this.calendars.calendar(row.calendar_id, row.calendar_version);
    const given = { ...(await this.counting(row)), subject, stored };
    const before = row.target_seconds;
    const target =
      urgency === 'complex'
        ? complexTarget(row, given)
        : ordinaryTarget(row, given, await secondsAdded(tx, row.id), tx.now);
    await this.aim(clock, target, tx.now);
    const data = {
      ticketId: row.ticket_id,
      leg: row.leg,
      urgency,
      addedSeconds: target - before,
      targetSeconds: target,
      dueAt: row.due_at.toISOString(),
    };
    clock.events.push({ type: 'clock.retargeted', data });
  }

  /** Gives an open clock another target. */
  private async aim(clock: Changing, targetSeconds: number, at: Date): Promise<void> {
    const { row } = clock;
    await this.catchUp(clock, at);
    row.target_seconds = targetSeconds;
    // What was said about the old date is said again when the new one comes near.
    row.steps_recorded = stepsBy(factsOfClock(row), await this.counting(row), row.paused_at ?? at);
    await this.recount(row);
  }

  /** @param authorsTurnUntil when a pause that is still on ends: the answer ends it, unless its limit did before */
  private async stop(clock: Changing, at: Date, authorsTurnUntil: Date): Promise<void> {
    const { row } = clock;
    if (row.state === 'stopped') return;
    const { calendar } = await this.counting(row);
    if (row.paused_at !== null) {
      // The time until then was not the department's.
      if (authorsTurnUntil < at) await this.resume(clock, authorsTurnUntil);
      else row.pauses = [...row.pauses, { from: row.paused_at.toISOString(), to: at.toISOString() }];
      row.due_at = deadline(calendar, row.started_at, row.target_seconds, pausesOf(row));
      row.paused_at = null;
    }
    if (row.state === 'running') await this.catchUp(clock, at);
    row.state = 'stopped';
    row.stopped_at = at;
    row.next_step_at = null;
    // An answer at the very instant is in time, also when a worker was there first.
    if (row.breached_at?.getTime() === at.getTime()) row.breached_at = null;
    else if (row.breached_at === null && row.due_at < at) row.breached_at = row.due_at;
    row.elapsed_seconds = Math.floor(elapsedSeconds(calendar, row.started_at, at, pausesOf(row)));
    const data = {
      ticketId: row.ticket_id,
      leg: row.leg,
      round: row.round,
      dueAt: row.due_at.toISOString(),
      onTime: row.breached_at === null,
      elapsedSeconds: row.elapsed_seconds,
    };
    clock.events.push({ type: 'clock.stopped', data });
  }

  /** What has come before a change belongs to the history, whether or not a worker was there to record it. */
  private async catchUp(clock: Changing, until: Date): Promise<void> {
    const { row } = clock;
    if (row.state !== 'running' || row.next_step_at === null || row.next_step_at > until) return;
    clock.events.push(...climb(row, await this.counting(row), until));
  }

  /** Due and next step, anew from what the clock consists of. */
  private async recount(row: ClockRow): Promise<void> {
    const { calendar } = await this.counting(row);
    row.due_at = deadline(calendar, row.started_at, row.target_seconds, pausesOf(row));
    if (row.state === 'running') await this.setNextStep(row);
  }

  private async setNextStep(row: ClockRow): Promise<void> {
    const { calendar, numbers } = await this.counting(row);
    row.next_step_at = nextStep(calendar, factsOfClock(row), numbers, row.steps_recorded)?.at ?? null;
  }

  private async counting(row: ClockRow): Promise<Counting> {
    const { calendar } = await this.calendars.calendar(row.calendar_id, row.calendar_version);
    const { numbers } = await this.policies.version(row.policy_version);
    return { calendar, numbers };
  }

  private async write(tx: Tx, clocks: readonly Changing[]): Promise<void> {
    const changed = clocks.filter((clock) => clock.events.length > 0);
    const heads = await appendToStreams(
      tx,
      changed.map(({ row, events }) => ({
        stream: { type: CLOCK_STREAM, id: row.id, head: headOf(row) },
        events,
      })),
    );
    for (const [index, { row }] of changed.entries()) {
      const head = heads[index];
      if (!head) continue;
      row.version = head.version;
      row.chain_hash = head.hash;
    }
    await insertClocks(
      tx,
      changed.filter((clock) => clock.isNew).map((clock) => clock.row),
    );
    await updateClocks(
      tx,
      changed.filter((clock) => !clock.isNew).map((clock) => clock.row),
    );
  }
}
