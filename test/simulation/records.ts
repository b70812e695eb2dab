import type { UnitOfWork } from '@huiyin/platform';
import type { ExpectedClock } from './independent/expected-clock.js';
import type { Expected } from './independent/ticket-course.js';

interface ClockRecord {
  ticketId: string;
  leg: ExpectedClock['leg'];
  round: number;
  state: string;
  started_at: Date;
  due_at: Date;
  stopped_at: Date | null;
  breached_at: Date | null;
  elapsed_seconds: number | null;
  steps: { kind: string; at: string }[] | null;
}

/** What the database says about each ticket, in the words of the independent script. */
export async function recordedCourses(unitOfWork: UnitOfWork): Promise<Map<string, Expected>> {
  const tickets = await unitOfWork.read<{ id: string; state: Expected['state']; escalated: string[] | null }>(
    `SELECT t.id, t.state, (SELECT array_agg(to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') ORDER BY e.version)
                              FROM event e WHERE e.stream_id = t.id AND e.type = 'ticket.escalated'
                               AND e.data->>'reason' = 'overdue') AS escalated
       FROM ticket t`,
  );
  const clocks = await unitOfWork.read<ClockRecord>(
    `SELECT c.ticket_id AS "ticketId", c.leg, c.round, c.state, c.started_at, c.due_at, c.stopped_at, c.breached_at,
            c.elapsed_seconds, s.steps
       FROM clock c
       LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('kind', e.data->>'kind', 'at', e.at) ORDER BY e.version) AS steps
                            FROM event e WHERE e.stream_id = c.id AND e.type = 'clock.step-reached') s ON true
      ORDER BY c.started_at, c.leg`,
  );
  const clocksOf = Map.groupBy(clocks, (clock) => clock.ticketId);
  return new Map(
    tickets.map((ticket) => [
      ticket.id,
      {
        state: ticket.state,
        escalatedMs: (ticket.escalated ?? []).map((at) => Date.parse(at)),
        clocks: (clocksOf.get(ticket.id) ?? []).map((clock) => ({
          leg: clock.leg,
          round: clock.round,
          startedMs: clock.started_at.getTime(),
          dueMs: clock.due_at.getTime(),
          stoppedMs: clock.stopped_at?.getTime() ?? null,
          breachedMs: clock.breached_at?.getTime() ?? null,
          isPaused: clock.state === 'paused',
          elapsedSeconds: clock.elapsed_seconds,
          steps: (clock.steps ?? []).map(({ kind, at }) => ({ kind, atMs: Date.parse(at) })),
        })),
      },
    ]),
  );
}

/** Sentences about everything in which the two differ. */
export function differences(expected: Expected, recorded: Expected | undefined): string[] {
  if (recorded === undefined) return ['there is no such ticket'];
  const [wanted, found] = [linesOf(expected), linesOf(recorded)];
  return [
    ...wanted.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`),
    ...found.filter((line) => !wanted.includes(line)).map((line) => `too much: ${line}`),
  ];
}

function linesOf({ state, escalatedMs, clocks }: Expected): string[] {
  const lines = [`the ticket is ${state}`, ...escalatedMs.map((ms) => `escalated as overdue ${time(ms)}`)];
  for (const clock of clocks) {
    const name = `${clock.leg} ${clock.round}`;
    lines.push(
      `${name} started ${time(clock.startedMs)}, due ${time(clock.dueMs)}${clock.isPaused ? ', paused' : ''}`,
    );
    if (clock.stoppedMs !== null) {
      const result = clock.breachedMs === null ? 'on time' : 'late';
      lines.push(
        `${name} stopped ${time(clock.stoppedMs)} after ${clock.elapsedSeconds ?? '?'} seconds, ${result}`,
      );
    }
    if (clock.breachedMs !== null) lines.push(`${name} breached ${time(clock.breachedMs)}`);
    // With their number, so that a step told twice is one too many.
    lines.push(...clock.steps.map(({ kind, atMs }, index) => `${name} step ${index} ${kind} ${time(atMs)}`));
  }
  return lines;
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
