import type { ClockSubject, Leg, Urgency } from '@huiyin/sla';
import type { Author } from '../domain/author.js';
import type {
  Outcome,
  PublicationReason,
  TicketFacts,
  TicketKind,
  TicketState,
  Visibility,
} from '../domain/ticket.js';

/** A row of `ticket` as the driver gives it. */
export interface TicketRow {
  id: string;
  number: string;
  kind: TicketKind;
  urgency: Urgency;
  title: string;
  body: string;
  author_kind: 'named' | 'anonymous';
  author_person_id: string | null;
  author_public_key: string | null;
  author_seal_key: string | null;
  author_tag_key: string | null;
  author_department_id: string | null;
  state: TicketState;
  outcome: Outcome | null;
  tier: 0 | 1;
  round: number;
  transfers: number;
  department_id: string;
  leader_id: string | null;
  acknowledged: boolean;
  awaiting_author: boolean;
  awaiting_acceptance: boolean;
  refusal_pending: boolean;
  refusal_text: string | null;
  abuse_text: string | null;
  abuse_proposed: boolean;
  extension_minutes: number | null;
  extended: boolean;
  complexity_settled: boolean;
  may_publish_wording: boolean;
  answer_visibility: Visibility | null;
  answer_tier: 0 | 1 | null;
  published_at: Date | null;
  publication_reason: PublicationReason | null;
  publication_summary: string | null;
  merged_into_id: string | null;
  merged_count: number;
  submitted_at: Date;
  answered_at: Date | null;
  closed_at: Date | null;
  due_at: Date | null;
  due_leg: Leg | null;
  due_is_paused: boolean;
  version: number;
  chain_hash: Buffer;
}

/** How many tickets are merged into `ticket t` and wait for its answer. */
export const MERGED_COUNT = `(SELECT count(*)::int FROM ticket m WHERE m.merged_into_id = t.id AND m.state = 'open') AS merged_count`;
/** Every column, what is proposed, and how many wait with this one. */
export const TICKET_COLUMNS = `t.*, t.abuse_text IS NOT NULL AS abuse_proposed, ${MERGED_COUNT}`;

export function authorOf(row: TicketRow): Author {
  if (row.author_person_id !== null) return { kind: 'named', personId: row.author_person_id };
  const { author_public_key: publicKey, author_seal_key: sealKey, author_tag_key: tagKey } = row;
  if (publicKey !== null && sealKey !== null && tagKey !== null)
    return { kind: 'anonymous', publicKey, sealKey, tagKey };
  throw new Error(`Ticket ${row.id} has no author.`);
}

export function factsOf(row: TicketRow): TicketFacts {
  return {
    id: row.id,
    author: authorOf(row),
    kind: row.kind,
    urgency: row.urgency,
    state: row.state,
    outcome: row.outcome,
    tier: row.tier,
    round: row.round,
    transfers: row.transfers,
    departmentId: row.department_id,
    leaderId: row.leader_id,
    acknowledged: row.acknowledged,
    awaitingAuthor: row.awaiting_author,
    awaitingAcceptance: row.awaiting_acceptance,
    refusalPending: row.refusal_pending,
    abuseProposed: row.abuse_proposed,
    extensionMinutes: row.extension_minutes,
    extended: row.extended,
    complexitySettled: row.complexity_settled,
    dueAt: row.due_at,
    mayPublishWording: row.may_publish_wording,
    published: row.published_at !== null,
    answer:
      row.answer_visibility !== null && row.answer_tier !== null
        ? { visibility: row.answer_visibility, tier: row.answer_tier }
        : null,
    mergedIntoId: row.merged_into_id,
    mergedCount: row.merged_count,
    closedAt: row.closed_at,
  };
}

export function clockSubjectOf(ticket: TicketFacts, siteId: string | null): ClockSubject {
  const { id, departmentId, urgency, kind, author } = ticket;
  return { ticketId: id, departmentId, siteId, urgency, kind, inWholeDays: author.kind === 'anonymous' };
}
