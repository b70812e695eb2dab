import { newId, type ChainHead, type Tx } from '@huiyin/platform';
import type { Pause } from '../domain/working-time.js';
import type { Leg } from '../domain/policy.js';

export const CLOCK_STREAM = 'clock';

export interface StoredPause {
  readonly from: string;
  readonly to: string;
}

/** A row of `clock` as the driver gives it. */
export interface ClockRow {
  id: string;
  ticket_id: string;
  leg: Leg;
  round: number;
  state: 'running' | 'paused' | 'stopped';
  policy_version: number;
  calendar_id: string;
  calendar_version: number;
  target_seconds: number;
  /** Counted in whole working days, because its author is known by dates only. */
  in_whole_days: boolean;
  started_at: Date;
  due_at: Date;
  paused_at: Date | null;
  pauses: readonly StoredPause[];
  stopped_at: Date | null;
  /** Whole working seconds from the start to the stop without the pauses, frozen then; null while the clock is open. */
  elapsed_seconds: number | null;
  steps_recorded: number;
  next_step_at: Date | null;
  breached_at: Date | null;
  version: number;
  chain_hash: Buffer;
}

export const CLOCK_COLUMNS = `id, ticket_id, leg, round, state, policy_version, calendar_id, calendar_version, target_seconds,
  in_whole_days, started_at, due_at, paused_at, pauses, stopped_at, elapsed_seconds, steps_recorded, next_step_at, breached_at, version,
  chain_hash`;

export function pausesOf(row: Pick<ClockRow, 'pauses'>): Pause[] {
  return row.pauses.map((pause) => ({ start: new Date(pause.from), end: new Date(pause.to) }));
}

export function headOf(row: Pick<ClockRow, 'version' | 'chain_hash'>): ChainHead {
  return { version: row.version, hash: row.chain_hash };
}

export function newClockId(at: Date): string {
  return newId(at);
}

/** Writes clocks that are new. */
export async function insertClocks(tx: Tx, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = (row: ClockRow): unknown[] => [
    row.id,
    row.ticket_id,
    row.leg,
    row.round,
    row.state,
    row.policy_version,
    row.calendar_id,
    row.calendar_version,
    row.target_seconds,
    row.in_whole_days,
    row.started_at,
    row.due_at,
    row.next_step_at,
    row.version,
    row.chain_hash,
  ];
  const values = rows.map(columns);
  const places = values.map(
    (row, index) => `(${row.map((_, column) => `$${index * row.length + column + 1}`).join(', ')})`,
  );
  await tx.execute(
    `INSERT INTO clock (id, ticket_id, leg, round, state, policy_version, calendar_id, calendar_version, target_seconds,
                        in_whole_days, started_at, due_at, next_step_at, version, chain_hash) VALUES ${places.join(', ')}`,
    values.flat(),
  );
}

/** Writes what can change on clocks that the transaction holds locked; one statement for any number. */
export async function updateClocks(tx: Tx, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    `UPDATE clock c SET state = n.state, target_seconds = n.target_seconds, due_at = n.due_at, paused_at = n.paused_at,
            pauses = n.pauses, stopped_at = n.stopped_at, steps_recorded = n.steps_recorded, next_step_at = n.next_step_at,
            breached_at = n.breached_at, elapsed_seconds = n.elapsed_seconds, version = n.version,
            chain_hash = n.chain_hash
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::timestamptz[],
                   $8::int[], $9::timestamptz[], $10::timestamptz[], $11::int[], $12::int[], $13::text[])
            AS u (id, state, target_seconds, due_at, paused_at, pauses_text, stopped_at, steps_recorded, next_step_at,
                  breached_at, elapsed_seconds, version, chain_text)
            CROSS JOIN LATERAL (SELECT u.*, u.pauses_text::jsonb AS pauses, decode(u.chain_text, 'hex') AS chain_hash) n
      WHERE c.id = n.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.state),
      rows.map((row) => row.target_seconds),
      rows.map((row) => row.due_at),
      rows.map((row) => row.paused_at),
      rows.map((row) => JSON.stringify(row.pauses)),
      rows.map((row) => row.stopped_at),
      rows.map((row) => row.steps_recorded),
      rows.map((row) => row.next_step_at),
      rows.map((row) => row.breached_at),
      rows.map((row) => row.elapsed_seconds),
      rows.map((row) => row.version),
      rows.map((row) => row.chain_hash.toString('hex')),
    ],
  );
}
