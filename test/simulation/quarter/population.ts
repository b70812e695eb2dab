import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import type { SimulatedCentre } from '../centre.js';

/** Hires agents until the centre has so many people; both sites and their hotlines get their share. */
export async function hire(centre: SimulatedCentre, people: number, seed: string): Promise<void> {
  const departments = await centre.departments();
  const choice = new SeededChoice(`${seed}/people`);
  const sites = await centre.unitOfWork.read<{ id: string }>(`SELECT id FROM site ORDER BY code`);
  const present = (await centre.people()).size;
  const hired = Array.from({ length: Math.max(0, people - present) }, (_, index) => ({
    number: `A${20_000 + index}`,
    siteId: sites[index % sites.length]?.id,
    departmentId: departments.get(index % 2 === 0 ? 'HOTLINE-E' : 'HOTLINE-N'),
    locale: choice.weighted(`locale ${index}`, { 'zh-CN': 80, en: 12, ru: 8 }),
  }));
  await centre.unitOfWork.read(
    `INSERT INTO person (id, employee_number, name, email, locale, time_zone, site_id, department_id, must_change_password,
                         created_at, updated_at, version, head_hash)
     SELECT gen_random_uuid(), number, number, NULL, locale, 'Asia/Shanghai', "siteId", "departmentId", false, $2, $2, 1,
            decode(repeat('00', 32), 'hex')
       FROM jsonb_to_recordset($1::jsonb) AS p (number text, "siteId" uuid, "departmentId" uuid, locale text)`,
    [JSON.stringify(hired), centre.clock.now()],
  );
}

/** This week's absences: some heads, deputies and leaders are away for some days; the others are back. */
export async function nextAbsences(centre: SimulatedCentre, week: number, seed: string): Promise<void> {
  const choice = new SeededChoice(`${seed}/absences ${week}`);
  const staff = await centre.unitOfWork.read<{ id: string; number: string }>(
    `SELECT id, employee_number AS number FROM person WHERE employee_number ~ '^[HL]' ORDER BY employee_number`,
  );
  const away = staff.filter(({ number }) => choice.chance(number, 0.15)).map(({ id }) => id);
  const now = centre.clock.now();
  await centre.unitOfWork.read(
    `UPDATE person SET absent_from = CASE WHEN id = ANY($1::uuid[]) THEN $2::timestamptz END,
                       absent_until = CASE WHEN id = ANY($1::uuid[]) THEN $2::timestamptz + interval '4 days' END
      WHERE employee_number ~ '^[HL]'`,
    [away, now],
  );
}
