import type { UnitOfWork } from '@huiyin/platform';

/** An open ticket whose row shows another due instant than the clock that counts. */
export interface DueDifference {
  readonly ticketId: string;
  readonly stored: string;
  readonly counted: string;
}

/** Compares the due instant on every open ticket with its clocks. */
export async function dueDifferences(unitOfWork: UnitOfWork): Promise<DueDifference[]> {
  const rows = await unitOfWork.read<{ id: string; due_at: Date | null; counted: Date | null }>(
    `SELECT t.id, t.due_at, c.due_at AS counted
       FROM ticket t
       LEFT JOIN LATERAL (SELECT due_at FROM clock c WHERE c.ticket_id = t.id AND c.state <> 'stopped'
                           ORDER BY (c.leg = 'acknowledge'), c.started_at DESC LIMIT 1) c ON true
      WHERE t.due_at IS DISTINCT FROM c.due_at`,
  );
  return rows.map((row) => ({
    ticketId: row.id,
    stored: row.due_at?.toISOString() ?? 'none',
    counted: row.counted?.toISOString() ?? 'none',
  }));
}
