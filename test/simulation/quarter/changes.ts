import {
  CalendarDirectory,
  CalendarRegister,
  defaultCalendar,
  PolicyDirectory,
  type PolicyNumbers,
} from '@huiyin/sla';
import type { SimulatedCentre } from '../centre.js';

const SYSTEM = { kind: 'system', name: 'simulation' } as const;

/** From now on the company works shorter Fridays, and closes for a day of its own. */
export async function changeCalendar(centre: SimulatedCentre, closedOn: string): Promise<void> {
  const { calendarId, version, stored } = await centre.get(CalendarDirectory).calendarFor(null);
  const name = { 'zh-CN': '公司日', en: 'Company day', ru: 'День компании' };
  const content = {
    ...stored,
    weekly: { ...stored.weekly, fri: [['09:00', '12:00'] as const, ['13:00', '16:30'] as const] },
    days: [
      ...stored.days.filter((day) => day.date !== closedOn),
      { date: closedOn, kind: 'holiday' as const, spans: [], name },
    ],
  };
  await centre.unitOfWork.run(SYSTEM, (tx) =>
    centre.get(CalendarRegister).publish(tx, calendarId, version, content),
  );
  await centre.get(CalendarDirectory).refresh();
}

/** From now on the second site works by a calendar of its own, in a zone that changes its clocks. */
export async function moveSite(centre: SimulatedCentre): Promise<void> {
  const [site] = await centre.unitOfWork.read<{ id: string }>(
    `SELECT id FROM site ORDER BY code DESC LIMIT 1`,
  );
  const name = { 'zh-CN': '北岸', en: 'North Bank', ru: '«Север»' };
  await centre.unitOfWork.run(SYSTEM, async (tx) => {
    const register = centre.get(CalendarRegister);
    const content = { ...defaultCalendar(2026, 2026), timeZone: 'Europe/Berlin' };
    const id = await register.add(tx, { code: 'north-bank', name, content });
    await register.assign(tx, site?.id ?? '', id);
  });
  await centre.get(CalendarDirectory).refresh();
}

/** From tomorrow on everything is promised sooner; clocks that run keep what was promised to them. */
export async function changePolicy(centre: SimulatedCentre): Promise<void> {
  const now = centre.clock.now();
  const { version, numbers } = await centre.get(PolicyDirectory).at(now);
  const sooner: PolicyNumbers = {
    ...numbers,
    levels: numbers.levels.map((level) => ({
      ...level,
      workingMinutes: Math.ceil(level.workingMinutes * 0.7),
    })),
    pauseLimitWorkingMinutes: 900,
  };
  await centre.unitOfWork.read(
    `INSERT INTO policy (version, numbers, effective_from) VALUES ($1, $2, $3::timestamptz + interval '1 day')`,
    [version + 1, JSON.stringify(sooner), now],
  );
}
