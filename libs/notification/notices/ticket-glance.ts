import type { Tx } from '@huiyin/platform';
import { LEGS, type Leg, type Urgency } from '@huiyin/sla';

/** The little of a ticket that notices need; never its text. */
export interface TicketGlance {
  readonly id: string;
  /** As people read it. */
  readonly number: string;
  readonly state: 'open' | 'answered' | 'escalated' | 'closed';
  readonly urgency: Urgency;
  readonly departmentId: string;
  readonly leaderId: string | null;
  /** Null for an anonymous author, who is never mailed. */
  readonly authorPersonId: string | null;
  /** When the running clock is due; null while none runs. */
  readonly dueAt: Date | null;
  readonly dueLeg: DueLeg | null;
  readonly mergedIntoId: string | null;
}

export const DUE_LEGS = LEGS;
export type DueLeg = Leg;

export async function glanceAtTicket(tx: Tx, ticketId: string): Promise<TicketGlance | null> {
  const row = await tx.row<TicketGlance>(
    `SELECT id, number, state, urgency, department_id AS "departmentId", leader_id AS "leaderId",
            author_person_id AS "authorPersonId", due_at AS "dueAt", due_leg AS "dueLeg",
            merged_into_id AS "mergedIntoId"
       FROM ticket WHERE id = $1`,
    [ticketId],
  );
  return row ?? null;
}
