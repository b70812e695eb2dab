import type { UnitOfWork } from '@huiyin/platform';

type Counted = [name: string, count: number];

/** How much there is to do. */
export interface Load {
  /** Open clocks by leg. */
  readonly clocks: readonly Counted[];
  /** Tickets by state. */
  readonly tickets: readonly Counted[];
}

// Reached from the open tickets, which an index holds: its cost does not grow with history.
export const OPEN_CLOCKS = `SELECT c.leg, count(*)::int AS count
  FROM ticket t JOIN clock c ON c.ticket_id = t.id AND c.state <> 'stopped'
 WHERE t.state IN ('open', 'escalated') GROUP BY c.leg`;

export const TICKETS = `SELECT
  (SELECT count(*)::int FROM ticket WHERE state IN ('open', 'escalated') AND state = 'open') AS open,
  (SELECT count(*)::int FROM ticket WHERE state IN ('open', 'escalated') AND state = 'escalated') AS escalated,
  (SELECT count(*)::int FROM clock WHERE leg = 'confirmation' AND state = 'running') AS answered,
  (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'ticket'::regclass) AS estimate`;

export async function readLoad(unitOfWork: UnitOfWork): Promise<Load> {
  const clocks = await unitOfWork.read<{ leg: string; count: number }>(OPEN_CLOCKS);
  const [tickets] =
    await unitOfWork.read<Record<'open' | 'escalated' | 'answered' | 'estimate', number>>(TICKETS);
  const { open = 0, escalated = 0, answered = 0, estimate = 0 } = tickets ?? {};
  const countOf = new Map(clocks.map(({ leg, count }) => [leg, count]));
  // Whoever answered has a clock of the author's time running.
  if (answered > 0) countOf.set('confirmation', answered);
  return {
    clocks: ['acknowledge', 'answer', 'escalated-answer', 'confirmation'].map((leg) => [
      leg,
      countOf.get(leg) ?? 0,
    ]),
    tickets: [
      ['open', open],
      ['escalated', escalated],
      ['answered', answered],
      ['closed', Math.max(0, Math.round(estimate) - open - escalated - answered)],
    ],
  };
}
