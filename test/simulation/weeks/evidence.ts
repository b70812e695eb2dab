import type { ReceivedMail } from '../../support/test-mail-server.js';
import type { SimulatedCentre } from '../centre.js';
import type { Expected } from '../independent/ticket-course.js';
import { recordedCourses } from '../records.js';
import type { Story } from '../story-book.js';
import type { Settled } from './shift.js';

export interface RecordedStep {
  readonly ticketId: string;
  readonly clockId: string;
  readonly leg: string;
  readonly kind: string;
  readonly dueMs: number;
  readonly atMs: number;
  /** Order in which all events were written. */
  readonly position: number;
  readonly version: number;
}

export interface RecordedMail {
  readonly key: string;
  readonly ticketId: string;
  readonly clockId: string | null;
  readonly dueMs: number | null;
  readonly kind: string;
  readonly recipient: string;
  /** Department whose calendar the recipient works by. */
  readonly departmentId: string | null;
  readonly isUrgent: boolean;
  readonly state: string;
  readonly messageId: string;
  readonly attempts: number;
  readonly createdMs: number;
  readonly attemptMs: number | null;
  readonly nextMs: number | null;
}

export interface RecordedClock {
  readonly id: string;
  readonly stoppedMs: number | null;
  readonly pauses: readonly { readonly from: string; readonly to: string }[];
}

/** Everything that is looked at, taken once. */
export interface Evidence {
  readonly stories: readonly Story[];
  readonly settled: readonly Settled[];
  readonly courses: ReadonlyMap<string, Expected>;
  /** When the platform itself did something to a ticket: took it to the leadership, or closed it unconfirmed. */
  readonly ownActs: ReadonlyMap<string, readonly number[]>;
  readonly steps: readonly RecordedStep[];
  readonly clocks: ReadonlyMap<string, RecordedClock>;
  readonly mails: readonly RecordedMail[];
  /** Letters by their Message-ID, with the recipients of each copy. */
  readonly arrived: ReadonlyMap<string, readonly string[]>;
}

export async function evidenceOf(
  centre: SimulatedCentre,
  stories: readonly Story[],
  received: readonly ReceivedMail[],
  settled: readonly Settled[],
): Promise<Evidence> {
  const { unitOfWork } = centre;
  const own = await unitOfWork.read<{ ticketId: string; ms: number }>(
    `SELECT stream_id AS "ticketId", (extract(epoch FROM at) * 1000)::float8 AS ms FROM event
      WHERE (type = 'ticket.escalated' AND data->>'reason' = 'overdue')
         OR (type = 'ticket.closed' AND data->>'outcome' = 'unconfirmed') ORDER BY position`,
  );
  const steps = await unitOfWork.read<RecordedStep>(
    `SELECT data->>'ticketId' AS "ticketId", stream_id AS "clockId", data->>'leg' AS leg, data->>'kind' AS kind,
            (extract(epoch FROM (data->>'dueAt')::timestamptz) * 1000)::float8 AS "dueMs",
            (extract(epoch FROM at) * 1000)::float8 AS "atMs", position::int, version
       FROM event WHERE type = 'clock.step-reached' ORDER BY position`,
  );
  const clocks = await unitOfWork.read<RecordedClock>(
    `SELECT id, (extract(epoch FROM stopped_at) * 1000)::float8 AS "stoppedMs", pauses FROM clock`,
  );
  const mails = await unitOfWork.read<RecordedMail>(
    `SELECT concat_ws('/', m.ticket_id, m.event_version, m.clock_id, m.clock_round, m.clock_due_at, m.kind, m.recipient_person_id) AS key,
            m.ticket_id AS "ticketId", m.clock_id AS "clockId", (extract(epoch FROM m.clock_due_at) * 1000)::float8 AS "dueMs",
            m.kind, p.email AS recipient, p.department_id AS "departmentId", t.urgency = 'urgent' AS "isUrgent", m.state,
            m.message_id AS "messageId", m.attempts, (extract(epoch FROM m.created_at) * 1000)::float8 AS "createdMs",
            (extract(epoch FROM m.last_attempt_at) * 1000)::float8 AS "attemptMs",
            (extract(epoch FROM m.next_attempt_at) * 1000)::float8 AS "nextMs"
       FROM mail m JOIN person p ON p.id = m.recipient_person_id JOIN ticket t ON t.id = m.ticket_id ORDER BY m.id`,
  );
  const letters = Map.groupBy(received, ({ source }) => /^message-id:\s*(<[^>]+>)/im.exec(source)?.[1] ?? '');
  return {
    stories,
    settled,
    courses: await recordedCourses(unitOfWork),
    ownActs: new Map(
      [...Map.groupBy(own, (act) => act.ticketId)].map(([id, acts]) => [id, acts.map(({ ms }) => ms)]),
    ),
    steps,
    clocks: new Map(clocks.map((clock) => [clock.id, clock])),
    mails,
    arrived: new Map(
      [...letters].map(([id, copies]) => [id, copies.map(({ recipients }) => recipients.join())]),
    ),
  };
}
