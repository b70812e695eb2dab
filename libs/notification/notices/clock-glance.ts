import type { Tx } from '@huiyin/platform';
import type { Leg } from '@huiyin/sla';

/** The little of a clock that notices need. */
export interface ClockGlance {
  readonly leg: Leg;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly dueAt: Date;
}

export async function glanceAtClock(tx: Tx, clockId: string): Promise<ClockGlance | null> {
  const row = await tx.row<ClockGlance>(`SELECT leg, state, due_at AS "dueAt" FROM clock WHERE id = $1`, [
    clockId,
  ]);
  return row ?? null;
}
