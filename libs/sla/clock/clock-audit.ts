import { Injectable } from '@nestjs/common';
import { EMPTY_CHAIN, firstBrokenLink, UnitOfWork, type Actor, type Json } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import { ladderOf } from '../domain/policy.js';
import { stepInstant, type ClockFacts } from '../domain/ladder.js';
import { deadline, elapsedSeconds, type Pause } from '../domain/working-time.js';
import { PolicyDirectory } from '../policy/policy-directory.js';
import { CLOCK_COLUMNS, CLOCK_STREAM, pausesOf, type ClockRow } from './clock-row.js';
import { pauseLimit, stepsBy } from './clock-steps.js';

/** Something that the stored clock says and its events do not. */
export interface ClockDifference {
  readonly clockId: string;
  readonly ticketId: string;
  readonly what: string;
  readonly stored: string;
  readonly replayed: string;
}

interface EventRow {
  stream_id: string;
  version: number;
  type: string;
  data: { [key: string]: Json };
  actor: Actor;
  at: Date;
  hash: Buffer;
}

const PAGE = 500;

/**
 * Replays every clock from its events, its policy version and its calendar version, and compares with what is stored:
 * the row is a cache, and a cache that is wrong by a second is a broken promise that nobody would notice.
 */
@Injectable()
export class ClockAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendars: CalendarDirectory,
    private readonly policies: PolicyDirectory,
  ) {}

  /** Number of clocks compared and all differences. */
  async run(): Promise<{ compared: number; differences: ClockDifference[] }> {
    const differences: ClockDifference[] = [];
    let compared = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const clocks = await this.unitOfWork.read<ClockRow>(
        `SELECT ${CLOCK_COLUMNS} FROM clock WHERE id > $1 ORDER BY id LIMIT ${PAGE}`,
        [after],
      );
      const last = clocks.at(-1);
      if (!last) return { compared, differences };
      const events = await this.unitOfWork.read<EventRow>(
        `SELECT stream_id, version, type, data, actor, at, hash FROM event
          WHERE stream_id = ANY($1::uuid[]) ORDER BY stream_id, version`,
        [clocks.map((clock) => clock.id)],
      );
      const perClock = Map.groupBy(events, (event) => event.stream_id);
      for (const clock of clocks)
        differences.push(...(await this.compare(clock, perClock.get(clock.id) ?? [])));
      compared += clocks.length;
      after = last.id;
    }
  }

  private async compare(clock: ClockRow, events: readonly EventRow[]): Promise<ClockDifference[]> {
    const differences: ClockDifference[] = [];
    const check = (what: string, stored: unknown, replayed: unknown): void => {
      const [left, right] = [asText(stored), asText(replayed)];
      if (left !== right) {
        differences.push({
          clockId: clock.id,
          ticketId: clock.ticket_id,
          what,
          stored: left,
          replayed: right,
        });
      }
    };
    const broken = firstBrokenLink({ type: CLOCK_STREAM, id: clock.id }, events);
    check('chain', null, broken);
    check('version', clock.version, events.at(-1)?.version ?? EMPTY_CHAIN.version);
    const { calendar } = await this.calendars.calendar(clock.calendar_id, clock.calendar_version);
    const { numbers } = await this.policies.version(clock.policy_version);
    const ladder = ladderOf(numbers, clock.leg);

    let startedAt: Date | null = null;
    let targetSeconds = 0;
    let pausedAt: Date | null = null;
    let state: ClockRow['state'] = 'running';
    let stoppedAt: Date | null = null;
    let frozen: Json | undefined;
    let breachedAt: Date | null = null;
    let isLimitReached = false;
    let steps = 0;
    const pauses: Pause[] = [];
    const facts = (since: Date): ClockFacts => ({
      leg: clock.leg,
      startedAt: startedAt ?? since,
      targetSeconds,
      pauses,
    });
    for (const event of events) {
      switch (event.type) {
        case 'clock.started':
          startedAt = event.at;
          targetSeconds = Number(event.data['targetSeconds']);
          break;
        case 'clock.paused':
          pausedAt = event.at;
          state = 'paused';
          isLimitReached = false;
          break;
        case 'clock.resumed':
          if (pausedAt) pauses.push({ start: pausedAt, end: event.at });
          pausedAt = null;
          state = 'running';
          break;
        case 'clock.extended':
          targetSeconds += Number(event.data['workingMinutes']) * 60;
          steps = stepsBy(facts(event.at), { calendar, numbers }, pausedAt ?? event.at);
          break;
        case 'clock.retargeted':
          targetSeconds += Number(event.data['addedSeconds']);
          check('retarget', event.data['targetSeconds'], targetSeconds);
          steps = stepsBy(facts(event.at), { calendar, numbers }, event.at);
          break;
        case 'clock.pause-limit-reached':
          isLimitReached = true;
          break;
        case 'clock.step-reached': {
          const step = ladder[steps];
          check(`step ${steps} kind`, event.data['kind'], step?.kind);
          if (step) check(`step ${step.kind}`, event.at, stepInstant(calendar, facts(event.at), step));
          if (step?.kind === 'due') breachedAt ??= event.at;
          steps++;
          break;
        }
        case 'clock.stopped':
          if (pausedAt) pauses.push({ start: pausedAt, end: event.at });
          pausedAt = null;
          state = 'stopped';
          stoppedAt = event.at;
          frozen = event.data['elapsedSeconds'];
          break;
        default:
          break;
      }
    }
    check('started', clock.started_at, startedAt);
    check('target', clock.target_seconds, targetSeconds);
    check('state', clock.state, state);
    check('stopped', clock.stopped_at, stoppedAt);
    check('elapsed', clock.elapsed_seconds, frozen);
    if (startedAt && stoppedAt && frozen !== undefined)
      check('elapsed anew', frozen, Math.floor(elapsedSeconds(calendar, startedAt, stoppedAt, pauses)));
    check('steps', clock.steps_recorded, steps);
    check('pauses', pausesOf(clock).map(pauseText).join(), pauses.map(pauseText).join());
    if (!startedAt) return differences;
    const due = deadline(calendar, startedAt, targetSeconds, pauses);
    check('due', clock.due_at, due);
    if (stoppedAt && stoppedAt > due) breachedAt ??= due;
    if (breachedAt?.getTime() === stoppedAt?.getTime()) breachedAt = null;
    check('breached', clock.breached_at, breachedAt);
    // A next step that is not the true one would never be recorded, and nothing else would show it.
    const step = ladder[steps];
    const limit = pausedAt && !isLimitReached ? pauseLimit(clock, pausedAt, { calendar, numbers }) : null;
    const next = state === 'running' && step ? stepInstant(calendar, facts(startedAt), step) : limit;
    check('next step', clock.next_step_at, next);
    return differences;
  }
}

function pauseText({ start, end }: Pause): string {
  return `${start.toISOString()}/${end.toISOString()}`;
}

function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return value === null || value === undefined ? 'none' : String(value);
}
