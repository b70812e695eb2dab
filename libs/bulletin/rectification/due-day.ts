import type { Tx } from '@huiyin/platform';
import { bulletinRefusals } from '../bulletin-refusals.js';

const FURTHEST_DAYS = 366;

/**
 * The end of a day where a department is.
 *
 * @param day YYYY-MM-DD
 * @param timeZone used for a department without a site
 * @throws Refused when the day is no day, today, past or more than a year ahead there
 */
export async function endOfDueDay(
  tx: Tx,
  day: string,
  field: string,
  departmentId: string | null,
  timeZone: string,
): Promise<Date> {
  const parts = day.split('-').map(Number);
  const [year = 0, month = 0, number = 0] = parts;
  const asUtc = new Date(Date.UTC(year, month - 1, number));
  const isDay = !Number.isNaN(asUtc.getTime()) && asUtc.toISOString().slice(0, 10) === day;
  const row = isDay
    ? await tx.row<{ end: Date; isInRange: boolean }>(
        `SELECT ($1::date + 1)::timestamp AT TIME ZONE zone.name AS end,
                $1::date > ($4::timestamptz AT TIME ZONE zone.name)::date
                AND $1::date <= ($4::timestamptz AT TIME ZONE zone.name)::date + ${FURTHEST_DAYS} AS "isInRange"
           FROM (SELECT coalesce((SELECT s.time_zone FROM department d JOIN site s ON s.id = d.site_id
                                   WHERE d.id = $2::uuid), $3) AS name) AS zone`,
        [day, departmentId, timeZone, tx.now],
      )
    : undefined;
  if (!row?.isInRange) {
    throw bulletinRefusals.refuse('bulletin.date-out-of-range', {}, [
      { field, rule: 'range', message: 'must be a day from tomorrow on, at most a year ahead' },
    ]);
  }
  return row.end;
}
