import { Temporal } from 'temporal-polyfill';

/** Stretches of constant UTC offset of one zone: stretch i runs from `startsMs[i]` to the next start. */
export interface ZoneOffsets {
  readonly startsMs: readonly number[];
  readonly offsetsMs: readonly number[];
  /** The table knows the zone in [fromMs, untilMs). It always holds 1970-01-01T00:00Z. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Instants outside these years are refused: no clock of ours lives there, and the table stays small. */
export const EARLIEST_MS = Date.UTC(1900, 0, 1);
export const LATEST_MS = Date.UTC(2500, 0, 1);
const DECADE_MS = 3_652 * 86_400_000;

const known = new Map<string, ZoneOffsets>();

/** The zone's name as the IANA database spells it, or undefined when there is no such zone. */
export function canonicalTimeZone(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * Offsets of a zone for at least [fromMs, untilMs), as far as that lies between the earliest and the latest instant.
 * Tables are kept and only ever grow, by whole decades, so that looking one instant up costs nothing.
 */
export function offsetsOf(timeZone: string, fromMs: number, untilMs: number): ZoneOffsets {
  const table = known.get(timeZone);
  if (table && table.fromMs <= fromMs && table.untilMs >= untilMs) return table;
  const from = Math.min(fromMs - DECADE_MS, table?.fromMs ?? Date.UTC(1990, 0, 1), -1);
  const until = Math.max(untilMs + DECADE_MS, table?.untilMs ?? Date.UTC(2040, 0, 1));
  const grown = build(timeZone, Math.max(from, EARLIEST_MS), Math.min(until, LATEST_MS));
  known.set(timeZone, grown);
  return grown;
}

function build(timeZone: string, fromMs: number, untilMs: number): ZoneOffsets {
  const startsMs: number[] = [];
  const offsetsMs: number[] = [];
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone);
  while (at && at.epochMilliseconds < untilMs) {
    startsMs.push(at.epochMilliseconds);
    offsetsMs.push(at.offsetNanoseconds / 1_000_000);
    at = at.getTimeZoneTransition('next');
  }
  return { startsMs, offsetsMs, fromMs, untilMs };
}
